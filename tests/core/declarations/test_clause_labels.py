from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressgap.core.declarations.clause_labels import TellingPhrases, clause_labels

BUDGET = [
    "The council will finance the harbour tunnel from the reserve fund, without new debt.",
    "The council decided that night buses will run on every weekday from March.",
    "The council makes school meals free for all children in the first four years of school.",
    "The council supports the Museum of Navigation, and will repair its roof.",
    "The council welcomes the agreement with the neighbouring towns on drinking water.",
    "The council will raise the parking fees, and it expects the fees to pay for the buses.",
    "The council rejects the sale of the municipal hospital.",
    "The council intends to plant a thousand trees along the river.",
]


def test_a_label_says_what_sets_a_clause_apart() -> None:
    labels = [label.casefold() for label in clause_labels(BUDGET)]
    for label, word in zip(
        labels,
        ["tunnel", "night buses", "school meals", "museum", "water", "fees", "hospital", "trees"],
        strict=True,
    ):
        assert word in label


def test_what_every_clause_says_names_none() -> None:
    assert not any("council" in label.casefold() for label in clause_labels(BUDGET))


def test_labels_are_short_and_in_the_words_of_their_clause() -> None:
    for clause, label in zip(BUDGET, clause_labels(BUDGET), strict=True):
        assert 1 <= len(label.split()) <= 7
        assert label[0].isupper()
        assert all(part.casefold() in clause.casefold() for part in label.split(", "))


def test_a_label_neither_begins_nor_ends_in_a_small_word() -> None:
    small = {"the", "of", "and", "in", "on", "for", "will", "to", "a", "its", "it"}
    ends = {label.casefold().split()[i] for label in clause_labels(BUDGET) for i in (0, -1)}
    assert not ends & small


def test_a_proper_name_wins_over_common_words() -> None:
    assert "Museum of Navigation" in clause_labels(BUDGET)[3]


def test_clauses_alike_get_labels_unlike_where_they_differ_at_all() -> None:
    clauses = [f"School meals are free in the {place} of Millbrook." for place in ("east", "west")]
    assert len(set(clause_labels(clauses))) == 2


def test_the_same_clause_twice_still_gets_labels() -> None:
    assert all(clause_labels(["Meals are free."] * 3))


def test_small_words_of_another_language_are_learned_from_the_clauses() -> None:
    nouns = ["Hafen", "Schule", "Brücke", "Theater", "Museum", "Bahnhof", "Wald", "Fluss", "Markt"]
    clauses = [f"Der Rat beschließt, dass die Stadt für {noun} und Umbau zahlt." for noun in nouns]
    for noun, label in zip(nouns, clause_labels(clauses), strict=True):
        assert noun in label
        assert "Rat" not in label


@pytest.mark.parametrize("clause", ["We will.", "It is so.", "!!!", "7", "法律です", "😀"])
def test_a_clause_of_nothing_but_small_words_is_named_by_its_beginning(clause: str) -> None:
    (label,) = clause_labels([clause])
    assert label


def test_no_clauses_give_no_labels() -> None:
    assert clause_labels([]) == []


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=6))
def test_every_clause_gets_a_label_on_one_line(clauses: list[str]) -> None:
    labels = clause_labels(clauses)
    assert len(labels) == len(clauses)
    assert all(label.strip() and len(label.splitlines()) == 1 for label in labels)
    assert all(len(label) <= 70 for label in labels)


def test_many_and_long_clauses_all_get_a_label() -> None:
    clauses = [f"Clause {n} pays for bridge {n} and school {n * 7}." for n in range(200)]
    clauses += ["very long words " * 5_000, "x" * 20_000]
    clauses += ["one same clause of many different words each time it comes " * 30] * 20
    labels = clause_labels(clauses)
    assert len(labels) == len(clauses)
    assert all(0 < len(label) <= 70 for label in labels)


def test_a_number_is_not_torn_at_its_point_or_comma() -> None:
    labels = clause_labels(
        ["The company will cut 1,200 jobs in Europe.", "A dividend of 2.5 percent is paid."]
    )
    assert "1,200" in labels[0]
    assert "2.5" in labels[1]


def test_the_phrases_that_set_a_text_apart_come_best_first_with_their_places() -> None:
    phrases = TellingPhrases(BUDGET)
    for place, text in enumerate(BUDGET):
        assert (found := phrases.of(place))
        assert all(text[start:].startswith(phrase) for start, phrase in found)
    assert "Museum of Navigation" in [phrase for _, phrase in phrases.of(3)][:3]
