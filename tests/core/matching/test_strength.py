import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback, aligner, clause_weights, sentences_of
from pressgap.core.matching.strength import best_of_others, strength_features
from pressgap.core.matching.verdict_model import EXPLICIT
from tests.core.comparing import background, declaration, transcript

APART, COVERAGE, RETURNED, LEAD = range(len(EXPLICIT))
CLAUSES = ("The ferry runs daily.", "A tunnel is dug.", "The museum opens.")


def _features(clauses: tuple[str, ...], *said: str) -> NDArray[np.float64]:
    declared = sentences_of(declaration(*clauses))
    table = background()
    weights = clause_weights(declared.terms, table)
    held = aligner(declared.vectors, declared.terms, weights, 1.0, table, Fallback(0.0, 0.0, 1.0))
    spoken = sentences_of(transcript(*(("answer", 1, text) for text in said)))
    scores = held.scores(spoken.vectors, spoken.terms)
    return strength_features(held, scores, spoken.vectors, np.arange(len(declared)))


def test_a_passage_on_one_clause_leads_for_it_and_trails_for_the_others() -> None:
    found = _features(CLAUSES, "The ferry runs daily.", "We dig a tunnel.")
    assert found.shape == (3, 2, len(EXPLICIT))
    assert found[0, 0, LEAD] > 0.0 > found[1, 0, LEAD]
    assert found[1, 1, LEAD] > 0.0 > found[0, 1, LEAD]


def test_a_passage_on_two_clauses_leads_for_neither_as_far_as_one_on_one() -> None:
    found = _features(CLAUSES, "The ferry runs.", "A ferry beside the tunnel.", "We have a museum.")
    assert found[0, 0, LEAD] > found[0, 1, LEAD]


def test_words_of_the_clause_tell_more_than_its_matter() -> None:
    found = _features(CLAUSES, "The ferry runs daily.", "Ferryboats are a fine old thing.")
    for signal in (COVERAGE, RETURNED):
        assert found[0, 0, signal] > found[0, 1, signal]


def test_what_all_passages_share_is_taken_out_of_them() -> None:
    alone = _features(CLAUSES, "The ferry and the museum.", "The tunnel.")
    shared = _features(CLAUSES, "The ferry and the museum.", "The museum and the tunnel.")
    assert shared[2, 0, APART] < alone[2, 0, APART]


def test_the_only_clause_leads_over_nothing() -> None:
    assert _features(CLAUSES[:1], "The ferry runs.", "A museum.")[0, :, LEAD].tolist() == [0.0, 0.0]


def test_the_best_of_the_others_leaves_out_a_clauses_own_sentences() -> None:
    scores = np.array([[0.9], [0.8], [0.3], [0.5]])
    clauses = np.array([0, 0, 1, 2])  # the first clause has two sentences
    assert best_of_others(scores, clauses)[:, 0].tolist() == [0.5, 0.5, 0.9, 0.9]


def test_of_two_equal_clauses_each_has_the_other_as_its_best() -> None:
    scores = np.array([[0.7], [0.7], [0.1]])
    assert best_of_others(scores, np.arange(3))[:, 0].tolist() == [0.7, 0.7, 0.7]


def test_with_one_clause_the_best_is_its_own() -> None:
    scores = np.array([[0.2, 0.6], [0.4, 0.1]])
    found = best_of_others(scores, np.array([0, 0]))
    assert found.tolist() == [[0.4, 0.6], [0.4, 0.6]]
