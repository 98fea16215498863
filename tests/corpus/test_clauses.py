"""Every declaration of the corpus, read and held against what a careful reader found in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.model import Clause, Span
from tests.corpus.clause_scoring import (
    Score,
    Stretch,
    add,
    expected_clauses,
    found_clauses,
    misses,
    score,
    trimmed_number,
)

CORPUS = Path(__file__).parent
EXPECTED = sorted(CORPUS.glob("*/declarations/*.expected.json"))
HALVES = ("seen", "unseen", "fourth")
TOGETHER, EACH = 0.97, 0.9


def source(expected: Path) -> Path:
    name = expected.name.removesuffix(".expected.json")
    (found,) = (path for path in expected.parent.glob(f"{name}.*") if path.suffix != ".json")
    return found


@cache
def read(expected: Path) -> tuple[str, list[Stretch], list[Stretch]]:
    text = source(expected).read_text(encoding="utf-8")
    return text, expected_clauses(expected, text), found_clauses(text, parsed(text))


def parsed(text: str) -> tuple[Clause, ...]:
    return parse_declaration(text).clauses


def scored(expected: Path) -> Score:
    _, wanted, found = read(expected)
    return score(wanted, found)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_clauses_of_a_declaration_are_those_a_reader_finds(expected: Path) -> None:
    found = scored(expected)
    assert min(found.precision, found.recall) >= EACH, misses(*read(expected))


@pytest.mark.parametrize("half", HALVES)
def test_the_declarations_of_a_half_together_are_read_well(half: str) -> None:
    some = [path for path in EXPECTED if path.parts[-3] == half]
    together = add(map(scored, some))
    assert len(some) >= 10
    assert together.precision >= TOGETHER
    assert together.recall >= TOGETHER


# --- the scorer itself ---------------------------------------------------------------------

TEXT = "1. Rates rise.\n\n(2) *Meals* are free.\n\nPorts open."
WANTED = [Stretch(3, 13, "1"), Stretch(21, 36, "2"), Stretch(39, 49, "")]


def clause(start: int, end: int, number: str | None) -> Clause:
    return Clause("c1", number, "", Span(start, end))


def test_punctuation_and_emphasis_around_a_clause_do_not_count() -> None:
    said = [clause(3, 14, "1."), clause(20, 37, "(2)"), clause(39, 50, None)]
    assert found_clauses(TEXT, said) == WANTED


def test_another_number_or_another_end_is_another_clause() -> None:
    other_end = [Stretch(3, 13, "1"), Stretch(21, 49, "2")]
    assert score(WANTED, other_end) == Score(1, 2, 3)
    assert score(WANTED, [Stretch(3, 13, "I")]) == Score(0, 1, 3)
    assert "missing 2: Meals* are free" in misses(TEXT, WANTED, other_end)


def test_a_number_is_compared_as_printed_without_what_stands_around_it() -> None:
    assert trimmed_number("Article 5 –") == trimmed_number("article 5")
    assert trimmed_number("§ 3") == trimmed_number("§3")
    assert trimmed_number("(a)") == "a"
    assert trimmed_number(None) == ""
    assert trimmed_number("Article 5") != trimmed_number("5")


def test_precision_and_recall_of_nothing_are_one() -> None:
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall) == (1.0, 1.0)
    assert add([Score(1, 2, 4), Score(1, 2, 0)]) == Score(2, 4, 4)
