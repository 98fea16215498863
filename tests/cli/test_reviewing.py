from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def comparison(run: Run) -> str:
    result = run("compare", "budget.md", "conference.txt", "--format", "json")
    return str(json.loads(result.stdout)["id"])


def test_a_review_stands_beside_the_machines_verdict(run: Run, comparison: str) -> None:
    result = run("review", comparison, "c4", "not-raised", "--reviewer", "ana", "--note", "page 2")
    assert result.stdout == f"{comparison} c4: not raised (by review)\n"
    clause = json.loads(run("show", comparison, "--json").stdout)["clauses"][3]
    assert [(r["reviewer"], r["verdict"], r["note"]) for r in clause["reviews"]] == [
        ("ana", "not_raised", "page 2")
    ]


def test_a_review_can_be_withdrawn(run: Run, comparison: str) -> None:
    before = run("show", comparison, "--format", "md").stdout
    run("review", comparison, "c4", "asked", "--reviewer", "ana")
    result = run("review", comparison, "c4", "--withdraw", "--reviewer", "ana")
    assert result.exit_code == 0
    assert "by review" not in result.stdout
    assert run("show", comparison, "--format", "md").stdout == before


def test_coders_who_disagree_make_a_dispute(run: Run, comparison: str) -> None:
    run("review", comparison, "t1.e1.q1", "on_declaration", "--reviewer", "ana")
    result = run("review", comparison, "t1.e1.q1", "off_declaration", "--reviewer", "ben")
    assert "disputed" in result.stdout


def test_agreement_is_shown_in_place_of_the_report(run: Run, comparison: str) -> None:
    assert run("show", comparison, "--agreement").stdout == ""
    run("review", comparison, "c4", "not-raised", "--reviewer", "ana")
    shown = run("show", comparison, "--agreement").stdout
    assert shown.startswith("machine and ana: ")
    assert len(json.loads(run("show", comparison, "--agreement", "--json").stdout)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("c99", "asked", "--reviewer", "ana"), "c99"),
        (("c1", "on_declaration", "--reviewer", "ana"), "on_declaration"),
        (("c1", "--reviewer", "ana"), "give a verdict, or --withdraw"),
        (("c1", "asked", "--withdraw", "--reviewer", "ana"), "give a verdict, or --withdraw"),
        (("c1", "asked"), "--reviewer"),
        (("c1", "asked", "--reviewer", " "), "name"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    run: Run, comparison: str, arguments: tuple[str, ...], words: str
) -> None:
    result = run("review", comparison, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_an_unknown_comparison_is_told(run: Run) -> None:
    result = run("review", "r0123456789abcde", "c1", "asked", "--reviewer", "ana")
    assert result.exit_code == 2
    assert "r0123456789abcde" in result.stderr
