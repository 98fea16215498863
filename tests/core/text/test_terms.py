import math

import numpy as np
import pytest

from pressgap.core.text.terms import coverage, fold, term_weights, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisations", "organization"),
        ("missiles", "missile"),
        ("centre", "center"),
        ("terrorism", "terrorists"),
        ("deployment", "deployed"),
        ("Agreement", "agreed"),
        ("economy", "economic"),
        ("member's", "members"),
        ("Café", "cafe"),
    ],
)
def test_the_forms_of_a_word_fall_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("station", "state"), ("international", "internet"), ("news", "new"), ("2024", "2025")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_terms_come_in_order_with_repeats() -> None:
    assert terms("The rate, the RATE!") == ["the", fold("rate"), "the", fold("rate")]


def test_a_term_that_every_clause_has_weighs_next_to_nothing() -> None:
    weights = term_weights([["state", "space"], ["state", "trade"], ["state"]], lambda _term: 9.0)
    assert weights["state"] == pytest.approx(math.log(3.5 / 3) ** 2)
    assert weights["space"] == pytest.approx(math.log(3.5) ** 2)


def test_a_common_word_weighs_no_more_than_its_rarity_in_unrelated_speech() -> None:
    weights = term_weights([["space"], ["and"]], {"space": 9.0, "and": 0.1}.__getitem__)
    assert weights["and"] == pytest.approx(0.01)
    assert weights["space"] > weights["and"]


def test_a_single_text_has_no_neighbours_to_be_set_apart_from() -> None:
    assert term_weights([["space"]], lambda _term: 3.0) == {"space": 9.0}


def test_coverage_is_the_weighted_share_of_a_texts_terms_in_a_passage() -> None:
    weights = {"space": 6.0, "arms": 3.0, "the": 1.0}
    found = coverage(
        [["the", "space", "arms"]], weights, [["space"], ["arms", "the", "arms"], ["trade"]]
    )
    assert found == pytest.approx(np.array([[0.6, 0.4, 0.0]]))


def test_one_common_word_does_not_cover_a_text_about_nothing() -> None:
    assert coverage([["the"]], {"the": 0.3}, [["the"]])[0, 0] == pytest.approx(0.2)


def test_weights_stand_in_the_order_of_the_words_whatever_the_process() -> None:
    clauses = [["zebra", "apple", "zebra", "mango"], ["apple", "kiwi"]]
    assert list(term_weights(clauses, lambda _: 1.0)) == ["zebra", "apple", "mango", "kiwi"]
