"""The founding case's declaration: 75 clauses, and labels measured against a person's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.model import Declaration
from pressgap.core.text.terms import terms

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def case(shared: Path) -> Path:
    return shared / "data" / "astana-2024"


@pytest.fixture(scope="module")
def text(case: Path) -> str:
    return (case / "declaration.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def declaration(text: str) -> Declaration:
    return parse_declaration(text)


def test_the_digest_has_75_clauses_as_numbered(declaration: Declaration) -> None:
    assert [clause.number for clause in declaration.clauses] == [str(n) for n in range(1, 76)]


def test_every_paragraph_is_whole(declaration: Declaration, text: str) -> None:
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    quoted = [f"{clause.number}. {clause.span.of(text)}" for clause in declaration.clauses]
    assert quoted == lines


def test_no_theme_is_invented(declaration: Declaration) -> None:
    assert {clause.heading for clause in declaration.clauses} == {()}


def test_the_notes_before_the_first_clause_are_left_out_and_said(declaration: Declaration) -> None:
    (warning,) = declaration.warnings
    assert "lines 5 to 9" in warning


def test_labels_are_short_and_each_its_own(declaration: Declaration) -> None:
    labels = [clause.label for clause in declaration.clauses]
    assert len(set(labels)) == 75
    assert all(1 <= len(label.split()) <= 7 for label in labels)


def test_labels_share_words_with_those_a_person_gave(declaration: Declaration, case: Path) -> None:
    with (case / "topics.csv").open(encoding="utf-8", newline="") as file:
        given = {row["paragraph"]: set(terms(row["topic"])) for row in csv.DictReader(file)}
    shares = [
        len(given[clause.number or ""] & set(terms(clause.label))) / len(given[clause.number or ""])
        for clause in declaration.clauses
    ]
    assert sum(shares) / len(shares) > 0.35
