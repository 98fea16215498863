import numpy as np

from pressgap.core.matching.agenda import AGENDA, agenda_signals, by_clause, nearest_of

NEAREST, FEW = range(len(AGENDA))
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
        agenda_signals(np.array([[first], [second]]), unrelated)
        for first, second in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9))
    )
    assert on_one[NEAREST] > 0.0 > on_none[NEAREST]
    assert on_two[FEW] > on_one[FEW] > on_none[FEW]
    assert on_two[NEAREST] == on_one[NEAREST]


def test_of_a_longer_question_more_is_expected_for_it_is_nearer_by_chance() -> None:
    unrelated = nearest_of(np.linspace([0.0, 0.0], [0.5, 0.5], 400).T)
    short = agenda_signals(np.array([[0.6], [0.1]]), unrelated)
    long = agenda_signals(np.array([[0.6] + [0.1] * 9, [0.1] * 10]), unrelated)
    assert 0.0 < long[NEAREST] < short[NEAREST]
