import numpy as np
import pytest

from pressgap.core.align import Sentences
from pressgap.core.evidence import Evidence, block_probability
from pressgap.core.model import Part, Passage, Span
from pressgap.core.verdict_model import Pool

POOL = Pool(3, 0.0, 1.0)


def evidence(part: Part, *probabilities: float) -> Evidence:
    """One block of sentences of nine letters each, with a bar of one half."""
    count = len(probabilities)
    block = Passage("t", "block", Span(0, 10 * count), part, 1, 1, "s1")
    passages = tuple(
        Passage("t", "sentence", Span(10 * n, 10 * n + 9), part, 1, 1, "s1") for n in range(count)
    )
    sentences = Sentences(passages, ((),) * count, np.zeros((count, 1), np.float32))
    coverages, bars = np.zeros(count), np.full(count, 0.5)
    return Evidence(sentences, (block,) * count, np.array(probabilities), coverages, bars, POOL)


def test_a_question_counts_by_its_best_sentence() -> None:
    assert block_probability("question", np.array([0.4, 0.4, 0.4]), POOL) == 0.4


@pytest.mark.parametrize("part", ["answer", "opening", "trailing"])
def test_an_answer_counts_by_its_likeliest_sentences_together(part: Part) -> None:
    assert block_probability(part, np.array([0.4, 0.4, 0.1]), POOL) == pytest.approx(0.676)


def test_what_is_no_evidence_counts_nothing() -> None:
    assert block_probability("answer", np.zeros(3), Pool(3, -0.4, 1.0)) == 0.0


def test_sentences_that_reach_the_bar_only_together_all_carry_the_match() -> None:
    (match,) = evidence("answer", 0.4, 0.01, 0.3).matches(True, 0.5)
    assert match.probability == pytest.approx(0.584)
    assert match.sentences == (Span(0, 9), Span(20, 29))


def test_a_question_below_the_bar_is_shown_by_its_best_sentence_without_a_strength() -> None:
    assert evidence("question", 0.4, 0.3).matches(True, 0.5) == []
    (match,) = evidence("question", 0.4, 0.3).matches(False, 0.5)
    assert (match.probability, match.strength, match.sentences) == (0.4, None, (Span(0, 9),))
