import numpy as np

from pressgap.core.matching.align import Sentences
from pressgap.core.matching.evidence import Evidence, grouped
from pressgap.core.model import Part, Passage, Span


def evidence(
    part: Part,
    *probabilities: float,
    strengths: tuple[float, ...] | None = None,
    raised: float = 1.0,
) -> Evidence:
    """One block of sentences of nine letters each, with a bar of one half."""
    count = len(probabilities)
    block = Passage("t", "block", Span(0, 10 * count), part, 1, 1, "s1")
    passages = tuple(
        Passage("t", "sentence", Span(10 * n, 10 * n + 9), part, 1, 1, "s1") for n in range(count)
    )
    sentences = Sentences(passages, ((),) * count, np.zeros((count, 1), np.float32))
    strong, bars = np.array(strengths or (0.0,) * count), np.full(count, 0.5)
    return Evidence(
        sentences, grouped((block,) * count), np.array(probabilities), strong, bars, raised
    )


def test_a_block_counts_by_its_best_sentence_and_those_over_the_bar_carry_it() -> None:
    (match,), below = evidence("answer", 0.6, 0.01, 0.7).matches(0.5)
    assert (match.probability, below) == (0.7, ())
    assert match.sentences == (Span(0, 9), Span(20, 29))


def test_a_match_is_explicit_where_a_sentence_that_carries_it_makes_the_point() -> None:
    (touching,), _ = evidence("answer", 0.6, 0.4, strengths=(0.2, 0.9)).matches(0.5)
    (making,), _ = evidence("answer", 0.6, 0.4, strengths=(0.9, 0.2)).matches(0.5)
    assert (touching.strength, making.strength) == ("implied", "explicit")


def test_a_question_below_the_bar_is_shown_by_its_best_sentence_without_a_strength() -> None:
    over, (match,) = evidence("question", 0.4, 0.3).matches(0.5)
    assert over == ()
    assert (match.probability, match.strength, match.sentences) == (0.4, None, (Span(0, 9),))


def test_no_passage_is_likelier_than_that_the_clause_is_raised_at_all() -> None:
    (match,), _ = evidence("answer", 0.9, 0.55, raised=0.6).matches(0.5)
    assert (match.probability, match.sentences) == (0.6, (Span(0, 9), Span(10, 19)))
    over, (below,) = evidence("answer", 0.9, 0.55, raised=0.4).matches(0.5)
    assert (over, below.probability, below.sentences) == ((), 0.4, (Span(0, 9),))


def test_passages_stay_in_the_order_of_their_own_likelihood() -> None:
    blocks = tuple(Passage("t", "block", Span(10 * n, 10 * n + 9), "answer", 1) for n in range(3))
    sentences = Sentences(blocks, ((),) * 3, np.zeros((3, 1), np.float32))
    held = Evidence(
        sentences, grouped(blocks), np.array([0.7, 0.9, 0.8]), np.zeros(3), np.full(3, 0.5), 0.6
    )
    over, _ = held.matches(0.5)
    assert [match.passage.span.start for match in over] == [10, 20, 0]
    assert {match.probability for match in over} == {0.6}
