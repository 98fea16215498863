"""Headings with numbers, as Word files have them: "### 1. Ports" over paragraphs, or alone."""

from __future__ import annotations

import pytest

from pressgap.core.declarations.declaration import parse_declaration

Read = list[tuple[str | None, tuple[str, ...], str]]


def read(text: str) -> Read:
    """Return number, headings and words of each clause, on one line."""
    return [
        (clause.number, clause.heading, " ".join(clause.span.of(text).split()))
        for clause in parse_declaration(text).clauses
    ]


@pytest.mark.parametrize("numbers", ["1. 2. 3.", "1) 2) 3)", "I. II. III.", "(1) (2) (3)"])
def test_a_numbered_heading_over_one_paragraph_numbers_a_clause(numbers: str) -> None:
    one, two, three = numbers.split()
    text = (
        f"# Talks\n\n### {one} Ports\n\nPorts open.\n\n### {two} Meals\n\nMeals are free.\n\n"
        f"### {three} Roads\n\nThe pass opens.\n"
    )
    assert [(number, path) for number, path, _ in read(text)] == [
        (number.strip(".()"), (title,))
        for number, title in zip((one, two, three), ("Ports", "Meals", "Roads"), strict=True)
    ]
    assert [words for *_, words in read(text)] == [
        "Ports open.",
        "Meals are free.",
        "The pass opens.",
    ]


def test_numbered_headings_over_several_paragraphs_are_sections() -> None:
    text = (
        "# Talks\n\n## 1. Ports\n\nPorts open.\n\nThe fee falls.\n\n"
        "## 2. Meals\n\nMeals are free.\n\nSo are books.\n"
    )
    assert read(text) == [
        (None, ("1. Ports",), "Ports open."),
        (None, ("1. Ports",), "The fee falls."),
        (None, ("2. Meals",), "Meals are free."),
        (None, ("2. Meals",), "So are books."),
    ]


def test_short_numbered_headings_alone_are_clauses() -> None:
    text = "# Talks\n\nWe agreed.\n\n### 1. End the war\n\n### 2. Open ports\n\n### 3. Free all\n"
    assert read(text) == [("1", (), "End the war"), ("2", (), "Open ports"), ("3", (), "Free all")]
    roman = "# Talks\n\n### I. End the war\n\n### II. Open ports\n\n### III. Free all prisoners\n"
    assert [number for number, *_ in read(roman)] == ["I", "II", "III"]


def test_sentences_set_as_numbered_headings_are_clauses_with_what_follows() -> None:
    text = (
        "# Decision\n\n## 1. The strait is open to all.\n\nA fee is paid.\n\n"
        "## 2. The lights are lit again.\n\n## 3. The parties meet again.\n"
    )
    assert [(number, words) for number, _, words in read(text)] == [
        ("1", "The strait is open to all. A fee is paid."),
        ("2", "The lights are lit again."),
        ("3", "The parties meet again."),
    ]


def test_numbered_headings_over_numbers_or_headings_are_sections() -> None:
    text = (
        "# 1. Scope\n\n## 1.1 Fees\n\nThe fee rises.\n\n## 1.2 Boats\n\nBoats are free.\n\n"
        "# 2. Term\n\n## 2.1 End\n\nIt ends in June.\n"
    )
    assert read(text) == [
        ("1.1", ("1. Scope", "Fees"), "The fee rises."),
        ("1.2", ("1. Scope", "Boats"), "Boats are free."),
        ("2.1", ("2. Term", "End"), "It ends in June."),
    ]
    text = "## 1. Sea\n\n### Ports\n\nPorts open.\n\n## 2. Land\n\n### Roads\n\nRoads open.\n"
    assert [path for _, path, _ in read(text)] == [("1. Sea", "Ports"), ("2. Land", "Roads")]
    text = (
        "# Act\n\n## 1. Aims\n\nWe met.\n\n## 2. Steps\n\n1. Ports open.\n\n2. Fees fall.\n\n"
        "3. Meals are free.\n\n## 3. Closing\n\nWe meet again.\n"
    )
    assert [number for number, *_ in read(text)] == ["1", "2", "3", None]


def test_items_under_numbered_headings_are_clauses_of_their_own() -> None:
    text = (
        "# Plan\n\n## 1. Ports\n\nWe will:\n\n- open ports;\n- cut fees.\n\n"
        "## 2. Meals\n\n- Meals are free;\n- books too.\n"
    )
    assert [words for *_, words in read(text)] == [
        "open ports;",
        "cut fees.",
        "Meals are free;",
        "books too.",
    ]


def test_a_date_or_a_lone_number_in_a_heading_numbers_nothing() -> None:
    text = (
        "# Talks\n\n## 12 May\n\nWe met.\n\n## 13 May\n\nWe met again.\n\n## 1. Annex\n\nA map.\n"
    )
    assert [number for number, *_ in read(text)] == [None] * 3
