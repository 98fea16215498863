import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.core.matching.align import (
    FEATURES,
    Aligner,
    Fallback,
    aligner,
    clause_weights,
    sentences_of,
    surroundings,
)
from pressgap.core.text.terms import terms
from tests.core.comparing import background, declaration, transcript, vector

EXCESS, COSINE, COVERAGE, RETURNED, AROUND = range(len(FEATURES))
SAID = ("The ferry runs.", "Our museum keeps many other wonderful old curious things.")


def _aligner(*, known: bool = True) -> Aligner:
    declared = sentences_of(declaration("The ferry runs daily.", "A tunnel."))
    table = background() if known else None
    return aligner(
        declared.vectors,
        declared.terms,
        clause_weights(declared.terms, table),
        1.0,
        table,
        Fallback(0.2, 0.1, 0.3),
    )


def _features(
    *, known: bool = True, around: NDArray[np.float32] | None = None
) -> NDArray[np.float64]:
    held = _aligner(known=known)
    spoken = sentences_of(transcript(*(("answer", 1, text) for text in SAID)))
    beside = spoken.vectors if around is None else around
    return held.features(held.scores(spoken.vectors, spoken.terms), spoken.vectors, beside)


def test_a_pair_on_the_same_matter_stands_out_and_any_other_does_not() -> None:
    features = _features()
    assert features.shape == (2, 2, len(FEATURES))
    assert features[0, 0, EXCESS] > 1.0 > features[1, 1, EXCESS]
    assert features[0, 0, COSINE] > 0.5 > features[1, 1, COSINE]


def test_coverage_is_of_the_clause_and_what_is_returned_is_of_the_passage() -> None:
    features = _features()
    assert 0.0 < features[0, 0, COVERAGE] < 1.0  # "daily" is not said
    assert features[0, 0, RETURNED] > features[0, 1, RETURNED]


def test_what_a_passage_weighs_is_of_its_own_terms_each_once() -> None:
    few, many = "tunnel", " ".join(f"{one}{two}tax" for one in "abcdefgh" for two in "ijklmnop")
    passages = [terms(few), terms(many), terms(f"{many} {many}")]
    _, said = _aligner().returned(passages)
    assert said[0] < said[1] == said[2]


def test_surroundings_on_another_matter_tell() -> None:
    beside = np.stack([vector("museum"), vector("museum")])
    assert _features(around=beside)[0, 0, AROUND] < _features()[0, 0, AROUND]


def test_without_a_background_the_excess_is_over_what_is_usual() -> None:
    features = _features(known=False)
    joint = 1.0 + features[0, 0, COVERAGE]  # the two vectors are the same
    usual = 0.2 + 0.1 * np.log(2)
    assert features[0, 0, EXCESS] == pytest.approx((joint - usual) / 0.35)


def test_surroundings_stay_within_the_group() -> None:
    vectors = np.eye(3, dtype=np.float32)
    found = surroundings(vectors, [1, 1, 2])
    assert found[0] == pytest.approx([np.sqrt(0.5), np.sqrt(0.5), 0.0])
    assert found[2] == pytest.approx(vectors[2])


def test_sentences_without_a_word_are_left_out() -> None:
    assert len(sentences_of(transcript(("answer", 1, "—"), ("answer", 1, "Yes.")))) == 1
