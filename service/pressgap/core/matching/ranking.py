"""A text against one whole transcript: how far each turn and sentence belongs to it.

Two things can be looked for. ``discussion``: where a topic or question is discussed, which takes
many turns, so windows of turns are scored and smoothed along the transcript. ``statement``: who
said this, which takes a sentence. Scores are sums of per-text z-scores, for the size of a lead
says more than a rank; they order one transcript and mean nothing between two.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.spoken import Spoken, pooled
from pressgap.core.matching.windows import unit_rows
from pressgap.core.matching.wording import Aligned
from pressgap.core.model import Passage
from pressgap.core.speech.asking import asks
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.text.terms import terms

Scope = Literal["discussion", "statement"]
Floats = NDArray[np.float64]

# Discussions. Stated, not fitted: looked at on the labelled meetings, where neighbouring values
# differ by less than their error.
_TURNS_AROUND = 3
_VECTOR_WEIGHT = 0.7
_NAME_WEIGHT = 0.5
_SPREAD_OF_TOPICS, _SPREAD_OF_QUESTIONS = 4.0, 2.5  # turns
_FEEDBACK_TURNS, _FEEDBACK_WEIGHT = 5, 0.7
# Statements: the words of either in the other's, the sentence's vector, its neighbours by terms and
# by vectors, and who is named. Looked at on the meetings of the training split alone.
_OF_WORDS, _OF_ITS_WORDS, _OF_VECTORS = 1.0, 0.4, 0.4
_NEAR_TERMS, _NEAR_VECTORS, _OF_NAMES = 0.4, 0.5, 0.9
# The name of who speaks is named already; as a term it finds whoever is called by it.
_TERM_OF_NAME = 0.3
_SENTENCES_AROUND = 1
# Cosines of equal vectors differ by less than this.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Text:
    """What is looked for: its ``parts`` (sentences, and the whole) with unit ``rows`` (n, d)."""

    whole: str
    rows: NDArray[np.float32]

    @property
    def words(self) -> list[str]:
        """Return its terms, function words left out."""
        return [term for term in terms(self.whole) if term not in FUNCTION_WORDS]

    @property
    def centre(self) -> NDArray[np.float32]:
        """Return (d,): the unit vector of all its parts together."""
        centre: NDArray[np.float32] = unit_rows(self.rows.sum(axis=0, keepdims=True))[0]
        return centre


@dataclass(frozen=True, eq=False)
class Ranked:
    """How far the parts of one transcript belong to a text; higher is more related.

    ``turns`` (turns,) is aligned with ``Transcript.turns``, -inf for a turn that says nothing;
    ``sentences`` are the sentence passages that say anything, in the order of the text, with their
    ``scores`` (sentences,). ``raised`` is the calibrated probability that the text is raised at
    all.
    """

    turns: Floats
    sentences: tuple[Passage, ...]
    scores: Floats
    raised: float


def rank(
    text: Text,
    said: Spoken,
    aligned: Aligned | None,
    idf: Callable[[str], float],
    raised: float,
) -> Ranked:
    """Rank a transcript's turns and sentences by how far they belong to a text.

    With how its words are ``aligned`` who said this is looked for (``statement``), without it where
    this is discussed.
    """
    if not len(said.passages):
        return Ranked(np.full(said.turns, -np.inf), (), np.zeros(0), raised)
    if aligned is None:
        turns, sentences = _discussed(text, said, idf)
    else:
        turns, sentences = _stated(text, said, aligned, idf)
    silent = np.ones(said.turns, bool)
    silent[said.rows] = False
    turns[silent] = -np.inf
    return Ranked(turns, said.passages, sentences, raised)


def _stated(
    text: Text, said: Spoken, aligned: Aligned, idf: Callable[[str], float]
) -> tuple[Floats, Floats]:
    """Return turn and sentence scores for who said this."""
    names = said.names
    weights = {w: idf(w) * (_TERM_OF_NAME if w in names else 1.0) for w in text.words}
    near = said.within_turns
    of_words, of_its_words = aligned
    signals = (
        (_OF_WORDS, of_words),
        (_OF_ITS_WORDS, of_its_words),
        (_OF_VECTORS, _nearest(said.windows.vectors, text.rows)),
        (_NEAR_TERMS, said.bm25_near(weights)),
        (_NEAR_VECTORS, _nearest(near.around(_SENTENCES_AROUND), text.rows)),
    )
    named = _OF_NAMES * said.named(text.words)
    sentences = sum((w * z_scores(each) for w, each in signals), named[said.rows])
    turns = sum((w * z_scores(said.best_of_turns(each)) for w, each in signals), named)
    return turns, sentences


def _discussed(text: Text, said: Spoken, idf: Callable[[str], float]) -> tuple[Floats, Floats]:
    """Return turn and sentence scores for where this is discussed.

    The turns found first speak for what the text did not say: their mean vector, apart from the
    transcript's own, is added to the text's and the turns are scored again (pseudo-relevance
    feedback, after Rocchio 1971).
    """
    around = pooled(said.sums, _TURNS_AROUND)
    spread = _SPREAD_OF_QUESTIONS if asks(text.whole) else _SPREAD_OF_TOPICS
    lexical = z_scores(
        said.by_turn.bm25({word: idf(word) for word in text.words}, _TURNS_AROUND)
    ) + _NAME_WEIGHT * said.named(text.words)

    def scored(wanted: NDArray[np.float32]) -> Floats:
        near = z_scores((around @ wanted).astype(np.float64))
        return smoothed(lexical + _VECTOR_WEIGHT * near, spread)

    turns = scored(text.centre)
    if said.turns > _FEEDBACK_TURNS:  # all turns together are apart from nothing
        first = np.argsort(-turns, kind="stable")[:_FEEDBACK_TURNS]
        apart = (around[first].mean(axis=0) - around.mean(axis=0))[None, :]
        wanted = unit_rows(text.centre[None, :] + _FEEDBACK_WEIGHT * unit_rows(apart))[0]
        turns = scored(wanted)
    # Inside the stretch that was found the sentence nearest to the text itself is the one to show.
    sentences = z_scores(turns)[said.rows] + z_scores(_nearest(said.windows.vectors, text.rows))
    return turns, sentences


def _nearest(rows: NDArray[np.float32], wanted: NDArray[np.float32]) -> Floats:
    best: Floats = (rows @ wanted.T).max(axis=1).astype(np.float64)
    return best


def z_scores(values: Floats) -> Floats:
    """Return values less their mean, over their standard deviation; zeros where all are equal."""
    spread = float(values.std())
    scaled: Floats = (values - values.mean()) / (spread if spread > _ROUNDING else 1.0)
    return scaled


def smoothed(values: Floats, spread: float) -> Floats:
    """Return values averaged along the row with weights that fall by e every ``spread`` places."""
    reach = min(len(values), math.ceil(8.0 * spread))
    kernel = np.exp(-np.abs(np.arange(-reach, reach + 1)) / spread)

    def spread_out(row: Floats) -> Floats:
        return np.convolve(row, kernel, "full")[reach : reach + len(row)]

    found: Floats = spread_out(values) / spread_out(np.ones_like(values))
    return found
