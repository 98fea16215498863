from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.evaluate.folders import make_meetings


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "case.toml").write_text(
        'title = "Budget"\ndeclaration = "budget.md"\ntranscripts = ["conference.txt"]\n'
    )
    (folder / "clauses.tsv").write_text(
        "clause\tasked\tanswered\tambiguous\n1\t1\t1\t0\n2\t0\t0\t0\n3\t0\t1\t0\n4\t0\t0\t0\n"
    )
    return folder


def test_a_folder_without_labelled_data_is_told(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path / "texts"))
    assert result.exit_code == 2
    assert "holds no case.toml" in result.stderr


def test_a_judged_case_is_measured_and_nothing_is_kept(run: Run, case: Path) -> None:
    (found,) = json.loads(run("evaluate", str(case), "--json").stdout)["results"]
    assert (found["title"], found["kind"]) == ("Budget", "case")
    macro = next(each for each in found["measures"] if each["name"] == "macro_f1")
    assert macro["n"] == 4
    assert 0 <= macro["low"] <= macro["value"] <= macro["high"] <= 1
    text = run("evaluate", str(case.parent)).stdout
    assert text.startswith("Budget\n")
    assert "macro-F1" in text
    assert run("list").stdout == ""


def test_meetings_are_measured(run: Run, tmp_path: Path) -> None:
    text = run("evaluate", str(make_meetings(tmp_path / "town" / "val"))).stdout
    assert text.startswith("town/val\n")
    assert "topic → turns: MAP" in text


def test_a_saved_run_tells_what_changed_since(run: Run, case: Path, tmp_path: Path) -> None:
    saved = tmp_path / "run.json"
    assert run("evaluate", str(case), "--out", str(saved)).exit_code == 0
    values = json.loads(saved.read_text(encoding="utf-8"))
    first = values["results"][0]["decided"][0]
    first["said"] = "volunteered"
    saved.write_text(json.dumps(values), encoding="utf-8")
    text = run("evaluate", str(case), "--compare", str(saved)).stdout
    assert "1 verdicts changed:" in text
    assert "Budget / clause 1" in text
    found = json.loads(run("evaluate", str(case), "--compare", str(saved), "--json").stdout)
    (changed,) = found["changed"][0]["verdicts"]
    assert changed["before"] == "volunteered"
    assert found["run"]["results"][0]["title"] == "Budget"


def test_a_run_that_cannot_be_read_or_saved_is_refused_before_the_work(
    run: Run, case: Path, tmp_path: Path
) -> None:
    missing = run("evaluate", str(case), "--compare", str(tmp_path / "none.json"))
    assert (missing.exit_code, "is no saved run" in missing.stderr) == (2, True)
    nowhere = run("evaluate", str(case), "--out", str(tmp_path / "no" / "run.json"))
    assert (nowhere.exit_code, "there is no folder" in nowhere.stderr) == (2, True)
