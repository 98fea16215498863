from __future__ import annotations

import json

import pytest

from tests.cli.conftest import CONFERENCE, Run

STATEMENT = "School meals are free of charge for the first four years."


@pytest.fixture(autouse=True)
def library(run: Run) -> None:
    run("add", "--kind", "declaration", "budget.md", "--date", "2026-02-01")
    run("add", "--kind", "transcript", "conference.txt", "--date", "2026-03-01")


def test_a_statement_finds_the_passages_that_belong_to_it(run: Run) -> None:
    found = json.loads(run("search", STATEMENT, "--json").stdout)
    assert {item["kind"] for item in found["passages"]} == {"declaration", "transcript"}
    said = next(item for item in found["passages"] if item["kind"] == "transcript")
    assert said["speaker"] == "Mayor Lund"
    assert said["quote"] == CONFERENCE[said["start"] : said["end"]]


def test_passages_are_printed_with_where_they_stand(run: Run) -> None:
    text = run("search", STATEMENT).stdout
    assert text.splitlines()[0]
    assert "conference, 2026-03-01, opening remarks, Mayor Lund" in text
    assert "“" in text


def test_filters_narrow_the_search(run: Run) -> None:
    for filters in (("--kind", "declaration"), ("--until", "2026-02-15")):
        found = json.loads(run("search", STATEMENT, "--json", *filters).stdout)
        assert {item["kind"] for item in found["passages"]} == {"declaration"}
    found = json.loads(run("search", STATEMENT, "--json", "--role", "questioner").stdout)
    assert found["passages"] == []


def test_nothing_found_is_said_with_the_closest_misses(run: Run) -> None:
    result = run("search", "Quantum chromodynamics explains the proton")
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing in the library belongs to this statement.")


def test_the_statement_may_come_from_standard_input(run: Run) -> None:
    assert run("search", "-", given=STATEMENT).stdout == run("search", STATEMENT).stdout


@pytest.mark.parametrize("statement", ["", "  ", "…"])
def test_a_statement_without_words_is_refused(run: Run, statement: str) -> None:
    result = run("search", statement)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")


def test_an_unknown_document_is_told(run: Run) -> None:
    result = run("search", STATEMENT, "--document", "d0123456789abcde")
    assert result.exit_code == 2
    assert "d0123456789abcde" in result.stderr
