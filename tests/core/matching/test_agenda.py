import numpy as np

from pressgap.core.matching.agenda import AGENDA, agenda_signals, by_clause, nearest_of

NEAREST, FEW, RETURNED = range(len(AGENDA))
NOTHING = np.zeros(1), np.zeros(1)
UNRELATED = np.array([[0.1, 0.2, 0.15, 0.1], [0.2, 0.1, 0.1, 0.15]])


def test_a_clause_is_as_near_as_its_nearest_sentence() -> None:
    scores = np.array([[0.1, 0.8], [0.4, 0.2], [0.3, 0.3]])
    found = by_clause(scores, {"c1": [0, 1], "c2": [2]})
    assert found.tolist() == [[0.4, 0.8], [0.3, 0.3]]


def test_the_few_nearest_clauses_are_taken_together_and_the_rest_left_aside() -> None:
    scores = np.array([[0.9], [0.5], [0.4], [0.3], [0.4], [0.0], [-1.0]])
    nearest, few = nearest_of(scores)
    assert nearest.tolist() == [0.9]
    assert few.round(6).tolist() == [0.5]


def test_of_one_clause_the_nearest_is_the_few() -> None:
    nearest, few = nearest_of(np.array([[0.3, 0.7]]))
    assert nearest.tolist() == few.tolist() == [0.3, 0.7]


def test_a_question_near_a_clause_stands_out_and_one_near_many_stands_out_more() -> None:
    unrelated = nearest_of(UNRELATED)
    on_none, on_one, on_two = (
        agenda_signals(np.array([[first], [second]]), *NOTHING, unrelated)
        for first, second in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9))
    )
    assert on_one[NEAREST] > 0.0 > on_none[NEAREST]
    assert on_two[FEW] > on_one[FEW] > on_none[FEW]
    assert on_two[NEAREST] == on_one[NEAREST]


def test_of_a_longer_question_more_is_expected_for_it_is_nearer_by_chance() -> None:
    unrelated = nearest_of(np.linspace([0.0, 0.0], [0.5, 0.5], 400).T)
    short = agenda_signals(np.array([[0.6], [0.1]]), *NOTHING, unrelated)
    long = agenda_signals(np.array([[0.6] + [0.1] * 9, [0.1] * 10]), *NOTHING, unrelated)
    assert 0.0 < long[NEAREST] < short[NEAREST]


def _returned(shares: list[float], said: list[float]) -> float:
    scores = np.full((2, len(shares)), 0.5)
    signals = agenda_signals(scores, np.array(shares), np.array(said), nearest_of(UNRELATED))
    return float(signals[RETURNED])


def test_what_the_clauses_hold_counts_of_all_that_a_question_says() -> None:
    assert _returned([0.5], [80.0]) == 0.5
    assert _returned([0.5, 0.0], [80.0, 80.0]) == 0.25
    assert _returned([0.5, 0.0], [100.0, 25.0]) == 0.4


def test_a_question_of_a_word_or_two_is_not_for_that_wholly_returned() -> None:
    assert 0.0 < _returned([1.0], [20.0]) < _returned([0.5], [80.0])
