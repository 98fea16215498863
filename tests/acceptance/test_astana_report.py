"""The founding case as published, through the command line: first in a process of its own, then in
this one, which opens the model for other tests too.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pressgap.cli import main

pytestmark = [pytest.mark.model, pytest.mark.process, pytest.mark.shared]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PRESSGAP_")}
    return subprocess.run(
        [sys.executable, "-m", "pressgap", "--data-dir", str(folder), *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )


def run_here(folder: Path, *arguments: str) -> Any:
    """Return what the command prints as JSON."""
    done = CliRunner().invoke(main, ["--data-dir", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("astana")


@pytest.fixture(scope="module")
def case(shared: Path) -> Path:
    return shared / "data" / "astana-2024"


@pytest.fixture(scope="module")
def report(case: Path, folder: Path) -> dict[str, Any]:
    done = run(
        folder,
        "compare",
        str(case / "declaration.md"),
        str(case / "transcript-as-published.txt"),
        "--format",
        "json",
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_report_has_75_clauses_13_exchanges_and_29_questions(report: dict[str, Any]) -> None:
    assert len(report["clauses"]) == 75
    assert len({question["exchange"] for question in report["questions"]}) == 13
    assert 28 <= len(report["questions"]) <= 30


def test_every_quotation_is_a_slice_of_the_published_text(
    report: dict[str, Any], case: Path
) -> None:
    speech = (case / "transcript-as-published.txt").read_bytes().decode("utf-8")
    declaration = (case / "declaration.md").read_bytes().decode("utf-8")
    quoted = [e for c in report["clauses"] for e in (*c["evidence"], *c["closest"])]
    assert len(quoted) > 75
    for each in quoted:
        assert each["quote"] == speech[each["start"] : each["end"]]
        assert all(each["start"] <= s < e <= each["end"] for s, e in each["sentences"])
    for each in report["clauses"]:
        assert each["text"] == declaration[each["start"] : each["end"]]
    for each in report["questions"]:
        assert each["text"] == speech[each["start"] : each["end"]]


def test_what_only_the_blogger_quotes_is_neither_asked_nor_volunteered(
    report: dict[str, Any],
) -> None:
    clause = report["clauses"][2]
    assert clause["number"] == "3"
    assert clause["verdict"] in ("not_raised", "unsure")
    assert not clause["evidence"]


def test_what_the_blogger_adds_changes_no_verdict(
    report: dict[str, Any], case: Path, folder: Path, tmp_path: Path
) -> None:
    lines = (case / "transcript-as-published.txt").read_text(encoding="utf-8").splitlines(True)
    farewell = max(i for i, line in enumerate(lines) if line.startswith("Thank you very much"))
    speech = tmp_path / "speech.txt"
    speech.write_text("".join(lines[1 : farewell + 1]), encoding="utf-8")
    without = run_here(
        folder, "compare", str(case / "declaration.md"), str(speech), "--format", "json"
    )
    for name in ("verdict", "probability", "because"):
        assert [c[name] for c in without["clauses"]] == [c[name] for c in report["clauses"]]


def test_a_warning_names_the_lines_that_nobody_said(report: dict[str, Any], case: Path) -> None:
    lines = (case / "transcript-as-published.txt").read_text(encoding="utf-8").splitlines()
    farewell = 1 + max(i for i, line in enumerate(lines) if line.startswith("Thank you very much"))
    warnings = "\n".join(report["warnings"])
    assert "line 1 (" in warnings
    assert f"lines {farewell + 1} to {len(lines)} (" in warnings


def test_evaluate_beats_the_best_cosine_threshold(shared: Path, folder: Path) -> None:
    gold = str(shared / "gold" / "astana-2024")
    (case,) = run_here(folder, "evaluate", gold, "--json")["results"]
    values = {measure["name"]: measure["value"] for measure in case["measures"]}
    assert values["macro_f1"] > values["cosine.macro_f1.hindsight"]
    assert values["asked.auroc"] > 0.79
