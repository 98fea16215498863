"""The configured model is not there: what needs none works, the rest says what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pressgap import wiring
from pressgap.encoder import identify
from tests.cli.conftest import Run

MISSING = "there is no model folder"


@pytest.fixture
def filled(run: Run) -> Run:
    """A library with both texts and their comparison, made while there was a model."""
    assert run("compare", "budget.md", "conference.txt", "--format", "json").exit_code == 0
    return run


@pytest.fixture
def lost(filled: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The same library under a model that does not exist."""
    monkeypatch.setattr(wiring, "identify", identify)
    monkeypatch.setenv("PRESSGAP_MODEL", str(tmp_path / "gone"))
    return filled


def ids(run: Run, *arguments: str) -> list[str]:
    return [line.split()[0] for line in run("list", *arguments).stdout.splitlines()]


def test_documents_and_comparisons_are_listed_and_shown(lost: Run) -> None:
    assert [each[0] for each in sorted(ids(lost))] == ["d", "t"]
    (comparison,) = ids(lost, "--comparisons")
    for each in ids(lost):
        assert lost("show", each).exit_code == 0
        assert lost("show", each, "--structure").exit_code == 0
        assert lost("correct", each, "--list").exit_code == 0
    shown = lost("show", comparison, "--format", "json")
    assert json.loads(shown.stdout)["id"] == comparison
    assert shown.stderr == ""


def test_a_review_is_recorded(lost: Run) -> None:
    (comparison,) = ids(lost, "--comparisons")
    done = lost("review", comparison, "c1", "asked", "--reviewer", "A. Coder")
    assert done.exit_code == 0
    assert "A. Coder" in lost("show", comparison, "--format", "json").stdout


def test_documents_and_comparisons_are_removed(lost: Run) -> None:
    (comparison,) = ids(lost, "--comparisons")
    assert lost("remove", comparison, *ids(lost)).exit_code == 0
    assert ids(lost) == []


@pytest.mark.parametrize(
    "command",
    [
        ("search", "The harbour tunnel is paid from the reserve."),
        ("search", "The harbour tunnel", "--within", "conference.txt"),
        ("add", "--kind", "declaration", "budget.md"),
        ("compare", "budget.md", "conference.txt"),
        ("compare", "budget.md", "conference.txt", "--no-keep"),
        ("reindex",),
        ("correct", "t", "--nobody", "3", "--by", "Ana"),
    ],
)
def test_what_needs_the_model_says_that_it_is_missing_and_what_to_do(
    lost: Run, command: tuple[str, ...]
) -> None:
    before = ids(lost)
    (transcript,) = ids(lost, "--kind", "transcript")
    failed = lost(*(transcript if each == "t" else each for each in command))
    assert failed.exit_code == 1
    assert re.search(f"^Error: {MISSING} .*gone: set PRESSGAP_MODEL", failed.stderr)
    assert ids(lost) == before
