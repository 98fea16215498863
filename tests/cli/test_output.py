from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pressgap.cli.output import check_output, json_text, write_file, write_report
from pressgap.core.codec import from_json
from pressgap.core.report import Report
from pressgap.errors import BadSettings
from tests.reports import sample_report
from tests.workbook import sheets


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "report.md", tmp_path / "latest.md"
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_as_it_is() -> None:
    write_file(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadSettings, match=r"report\.md cannot be written: No space left"):
        write_file(target, b"new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_noticed_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="there is no folder"):
        check_output("md", None, tmp_path / "missing" / "report.md")


def test_a_workbook_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="name it with -o"):
        check_output("xlsx", None, None)
    target = tmp_path / "report.xlsx"
    check_output("xlsx", None, target)
    write_report(sample_report(), "xlsx", None, target)
    assert "clauses" in sheets(target.read_bytes())


def test_rows_are_for_csv() -> None:
    with pytest.raises(BadSettings, match="--rows evidence needs --format csv"):
        check_output("json", "evidence", None)


def test_json_is_the_report_itself() -> None:
    report = sample_report(title="Pressekonferenz, Zürich")
    text = json_text(report)
    assert "Zürich" in text
    assert from_json(Report, json.loads(text)) == report


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("table", "Town budget, 2026-02-01\n"),
        ("json", "{"),
        ("csv", "comparison,"),
        ("md", "# Town budget\n"),
        ("html", "<!doctype html>"),
        ("svg", "<svg "),
    ],
)
def test_every_format_goes_to_a_file(format_: str, start: str, tmp_path: Path) -> None:
    target = tmp_path / "report"
    write_report(sample_report(), format_, None, target)  # type: ignore[arg-type]  # the table's own words
    assert target.read_text(encoding="utf-8").startswith(start)
    assert "\x1b" not in target.read_text(encoding="utf-8")


def test_csv_keeps_its_line_ends_in_a_file(tmp_path: Path) -> None:
    write_report(sample_report(), "csv", "questions", tmp_path / "questions.csv")
    lines = (tmp_path / "questions.csv").read_bytes().split(b"\r\n")
    assert len(lines) == 4
    assert not any(b"\n" in line for line in lines)
