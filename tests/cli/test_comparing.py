from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pressgap.core.codec import from_json
from pressgap.core.report import Report
from tests.cli.conftest import CONFERENCE, DECLARATION, Run
from tests.fakes import FakeEncoder

FILES = ("budget.md", "conference.txt")


def compared(run: Run, *arguments: str) -> Report:
    result = run("compare", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return from_json(Report, json.loads(result.stdout))


def test_two_files_make_a_report(run: Run) -> None:
    report = compared(run, *FILES)
    assert (report.summary.clauses, report.summary.questions) == (4, 2)
    for item in report.clauses[0].evidence:
        assert item.quote == CONFERENCE[item.start : item.end]
    assert all(c.text == DECLARATION[c.start : c.end] for c in report.clauses)


def test_the_files_and_the_comparison_are_kept(run: Run) -> None:
    report = compared(run, *FILES)
    assert report.id in run("list", "--comparisons").stdout
    assert report.declaration.id in run("list").stdout


def test_ids_and_their_beginnings_do_as_well_as_files(run: Run) -> None:
    report = compared(run, *FILES)
    again = compared(run, report.declaration.id[:6], report.transcripts[0].id)
    assert again == report


def test_a_second_comparison_embeds_nothing(run: Run, encoder: FakeEncoder) -> None:
    compared(run, *FILES)
    done = len(encoder.encoded)
    compared(run, *FILES)
    assert len(encoder.encoded) == done


def test_no_keep_leaves_no_trace_in_the_library(run: Run) -> None:
    report = compared(run, *FILES, "--no-keep")
    assert report.summary.clauses == 4
    assert run("list").stdout == ""
    assert run("list", "--comparisons").stdout == ""


def test_standard_input_takes_the_place_of_one_file(run: Run) -> None:
    result = run("compare", "budget.md", "-", "--format", "json", given=CONFERENCE)
    assert json.loads(result.stdout)["summary"]["questions"] == 2


def test_standard_input_can_be_read_once_only(run: Run) -> None:
    result = run("compare", "-", "-", given=CONFERENCE)
    assert result.exit_code == 2
    assert "standard input (-) can be read once only" in result.stderr


@pytest.mark.parametrize(
    ("format_", "start"),
    [("table", "Budget of the town\n"), ("md", "# Budget"), ("html", "<!doctype html>")],
)
def test_every_format_goes_to_standard_output(run: Run, format_: str, start: str) -> None:
    result = run("compare", *FILES, "--format", format_)
    assert result.stdout.startswith(start)
    assert result.stderr == ""


def test_the_table_is_plain_text_and_readable_at_100_columns(run: Run) -> None:
    text = run("compare", *FILES).stdout
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize(("rows", "count"), [("clauses", 4), ("questions", 2)])
def test_csv_goes_to_a_file(run: Run, rows: str, count: int) -> None:
    result = run("compare", *FILES, "--format", "csv", "--rows", rows, "-o", "out.csv")
    assert result.output == ""
    text = Path("out.csv").read_bytes().decode("utf-8")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == count + 1


def test_a_paraphrase_is_called_one_in_every_format(run: Run) -> None:
    for format_ in ("table", "csv", "md", "html"):
        text = run("compare", *FILES, "--paraphrase", "--format", format_).stdout
        assert "paraphrase" in text
        assert "“" not in text


def test_a_stored_paraphrase_stays_one_without_a_warning(run: Run) -> None:
    run("add", "--kind", "transcript", "conference.txt", "--paraphrase", "--title", "A digest")
    result = run("compare", *FILES, "--format", "json")
    assert result.stderr == ""
    transcript = json.loads(result.stdout)["transcripts"][0]
    assert (transcript["title"], transcript["verbatim"]) == ("A digest", False)


def test_the_principal_can_be_named(run: Run) -> None:
    result = run("compare", *FILES, "--principal", "Mayor Lund", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["questions"] == 2


def test_options_about_speakers_need_a_file(run: Run) -> None:
    report = compared(run, *FILES)
    result = run(
        "compare", report.declaration.id, report.transcripts[0].id, "--principal", "Mayor Lund"
    )
    assert result.exit_code == 2
    assert "add it again with the options" in result.stderr


# --- bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing.md", "conference.txt"), "nothing.md is neither a file nor the id"),
        (("d0123456789abcde", "conference.txt"), "d0123456789abcde"),
        (("budget.md", "t0123456789abcde"), "t0123456789abcde"),
        (("budget.md", "."), "is a folder"),
        (("budget.md", "empty.txt"), "empty"),
        (("budget.md", "binary.txt"), "binary.txt"),
        (("conference.txt", "conference.txt"), ""),
        (("conference.txt", "budget.md"), ""),
        (("budget.md", "budget.md"), ""),
        (("budget.md", "prose.txt"), ""),
    ],
)
def test_bad_input_ends_with_what_is_wrong_and_changes_nothing(
    run: Run, arguments: tuple[str, str], words: str
) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("binary.txt").write_bytes(bytes(range(256)) * 4)
    Path("prose.txt").write_text("The harbour is old. It was built in another century.\n" * 20)
    result = run("compare", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("list", "--comparisons").stdout == ""


def test_a_text_over_the_limit_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSGAP_CLI_MAX_DOCUMENT_CHARS", "100")
    result = run("compare", *FILES)
    assert result.exit_code == 2
    assert "cli_max_document_chars" in result.stderr


def test_a_broken_second_file_adds_nothing(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    run("compare", "budget.md", "empty.txt")
    assert run("list").stdout == ""


def test_a_second_file_that_is_no_transcript_adds_nothing_and_is_named(run: Run) -> None:
    Path("prose.txt").write_text("The harbour is old. It was built in another century.\n")
    result = run("compare", "budget.md", "conference.txt", "prose.txt")
    assert result.exit_code == 2
    assert "no transcript" in result.stderr
    assert result.stderr.startswith("Error: “prose”: ")
    assert run("list").stdout == ""


def test_an_unknown_id_beside_a_file_adds_nothing(run: Run) -> None:
    assert run("compare", "d0123456789abcde", "conference.txt").exit_code == 2
    assert run("list").stdout == ""


def test_an_output_folder_that_is_missing_is_noticed_before_the_work(run: Run) -> None:
    result = run("compare", *FILES, "--format", "md", "-o", "missing/report.md")
    assert result.exit_code == 2
    assert "there is no folder missing" in result.stderr
    assert run("list").stdout == ""


# --- demo --------------------------------------------------------------------------------------


def test_the_demo_compares_the_sample_in_a_folder_of_its_own(
    run: Run, encoder: FakeEncoder
) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.stderr
    assert "Of 75 clauses" in result.stdout
    assert "paraphrase" in result.stdout
    assert "“" not in result.stdout
    assert run("list").stdout == ""
    done = len(encoder.encoded)
    assert run("demo").stdout == result.stdout
    assert len(encoder.encoded) == done
