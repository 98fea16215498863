"""Clause sentences × transcript sentences → features of every pair, exactly, nothing approximated.

Long turns drown what they say, so pairs are of sentences. A pair's joint score is its cosine plus
the weighted share of the clause sentence's terms found in the passage; what counts is how far it
lies above the best that unrelated speech of the same length offers (``excess``). ``apart`` is the
cosine with what sets the clause sentence apart from its declaration: whatever all clauses share
(actors, formulae) is taken out of it. What the passage says beside the matter (``returned``) and
what is said before and after it (``around``, apart too) tell the same name in another matter from
the matter itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.background import Background, expected_best
from pressgap.core.matching.windows import unit_rows
from pressgap.core.model import Document, Passage, Structure, TranscriptOptions
from pressgap.core.text.terms import coverage, term_weights, terms, weight_rows

FEATURES = ("excess", "apart", "coverage", "returned", "around")
# Rarity of every term where no table tells it.
FLAT_IDF = 6.0
# Added to the spread of the unrelated best: meetings differ more than draws from one pool do, and
# a clause that unrelated speech happens to treat all alike is not for that reason better matched.
SPREAD_FLOOR = 0.05
# Sentences before and after a passage, of the same exchange, that make its surroundings.
_AROUND = 8
# How much of what all sentences of a text have in common is taken out of each. Stated: on the
# trials from 0.5 to 1 are equally good, and none is worse.
_SHARED = 0.8
# A passage is measured against at least this much weight: a short one is not about one word alone.
_LEAST_SAID = 20.0


@dataclass(frozen=True, eq=False)
class EmbeddedDocument:
    """A document with its passages and their ``vectors`` (n, d): unit float32 rows, aligned.

    ``options`` are what a transcript was read with, corrections too.
    """

    document: Document
    structure: Structure
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    options: TranscriptOptions | None = None


@dataclass(frozen=True, eq=False)
class Sentences:
    """Sentence passages of one document with what scoring needs; all three are aligned."""

    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class Fallback:
    """The expected best where no background is: ``level + growth × log(size)``, ± ``spread``."""

    level: float
    growth: float
    spread: float


def sentences_of(embedded: EmbeddedDocument) -> Sentences:
    """Return the document's sentence passages that say anything, in the order of the text."""
    text = embedded.document.text
    found = [
        (passage.span.start, row, passage, tuple(terms(passage.words(text))))
        for row, passage in enumerate(embedded.passages)
        if passage.level == "sentence"
    ]
    kept = sorted((entry for entry in found if entry[3]), key=lambda entry: entry[:2])
    rows = [row for _, row, _, _ in kept]
    return Sentences(
        tuple(passage for _, _, passage, _ in kept),
        tuple(words for _, _, _, words in kept),
        embedded.vectors[rows],
    )


def surroundings(vectors: NDArray[np.float32], groups: Sequence[Hashable]) -> NDArray[np.float32]:
    """Return, for sentences in order, the unit vector of each with its neighbours in its group."""
    found = np.empty_like(vectors)
    for row, group in enumerate(groups):
        first, last = max(0, row - _AROUND), min(len(groups), row + _AROUND + 1)
        found[row] = vectors[[i for i in range(first, last) if groups[i] == group]].mean(axis=0)
    return unit_rows(found)


def apart(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (n, d): unit vectors of what sets each row apart from all of them together."""
    return unit_rows(vectors - np.float32(_SHARED) * vectors.mean(axis=0, keepdims=True))


def idf_of(background: Background | None) -> Callable[[str], float]:
    """Return what tells a term's rarity."""
    return background.idf if background is not None else lambda _term: FLAT_IDF


def clause_weights(
    groups: Sequence[Sequence[str]], background: Background | None
) -> dict[str, float]:
    """Return what the terms of a declaration weigh; ``groups`` are the terms of each clause."""
    return term_weights(groups, idf_of(background))


@dataclass(frozen=True, eq=False)
class Scores:
    """Plain scores of every pair, all (clause sentences, passages): the ``joint`` score, what of
    the clause sentence is ``covered``, and what of the passage is ``returned``. ``said``
    (passages,) is what each passage weighs: what ``returned`` is a share of.
    """

    joint: NDArray[np.float64]
    covered: NDArray[np.float64]
    returned: NDArray[np.float64]
    said: NDArray[np.float64]

    def of(self, columns: Sequence[int]) -> Scores:
        """Return the scores of some of the passages."""
        found = list(columns)
        return Scores(
            self.joint[:, found], self.covered[:, found], self.returned[:, found], self.said[found]
        )


@dataclass(frozen=True, eq=False)
class Aligner:
    """One declaration's sentences, ready to be held against any number of passages.

    ``apart`` (n, d) are the ``vectors`` without what the declaration's sentences share.
    """

    vectors: NDArray[np.float32]
    apart: NDArray[np.float32]
    terms: tuple[tuple[str, ...], ...]
    weights: dict[str, float]
    coverage_weight: float
    idf: Callable[[str], float]
    unrelated: NDArray[np.float32] | None
    fallback: Fallback
    _expected: dict[int, tuple[NDArray[np.float64], NDArray[np.float64]]] = field(
        default_factory=dict
    )

    def scores(self, vectors: NDArray[np.float32], passages: Sequence[Sequence[str]]) -> Scores:
        """Return the plain scores with passages, given as unit ``vectors`` (n, d) and terms."""
        joint, covered = self.joint(vectors, passages)
        return Scores(joint, covered, *self.returned(passages))

    def features(
        self, scores: Scores, vectors: NDArray[np.float32], around: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """Return (sentences, passages, len(FEATURES)) for passages of one kind.

        ``scores`` are of these passages; ``vectors`` and ``around`` (unit vectors of the
        surroundings) are aligned with them. The excess is over as many unrelated sentences as
        there are passages.
        """
        near = (self.apart @ vectors.T).astype(np.float64)
        beside = (self.apart @ around.T).astype(np.float64)
        excess = self.excess(scores.joint, len(vectors))
        return np.stack([excess, near, scores.covered, scores.returned, beside], axis=2)

    def excess(self, joint: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """Return how far joint scores lie above the best of ``size`` unrelated sentences."""
        mean, spread = self.expected(size)
        found: NDArray[np.float64] = (joint - mean[:, None]) / (spread[:, None] + SPREAD_FLOOR)
        return found

    def joint(
        self, vectors: NDArray[np.float32], passages: Sequence[Collection[str]]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return cosine plus weighted coverage, and coverage, of every pair."""
        cosine = (self.vectors @ vectors.T).astype(np.float64)
        covered = coverage(self.terms, self.weights, passages).astype(np.float64)
        return cosine + self.coverage_weight * covered, covered

    def returned(
        self, passages: Sequence[Sequence[str]]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the weighted share of each passage's terms found in each clause sentence, and
        what each passage weighs.

        A term that the declaration does not know weighs what its rarest weigh at most.
        """
        most = max(self.weights.values(), default=0.0)
        known = dict.fromkeys(term for passage in passages for term in passage)
        weights = {
            term: self.weights[term]
            if term in self.weights
            else min(most, max(0.0, self.idf(term)) ** 2)
            for term in known
        }
        found = weight_rows(passages, weights, _LEAST_SAID)
        present = np.zeros((len(self.terms), len(weights)), np.float32)
        column = {term: i for i, term in enumerate(weights)}
        for row, text in enumerate(self.terms):
            present[row, [column[term] for term in set(text) if term in column]] = 1.0
        said = [max(_LEAST_SAID, sum(weights[term] for term in set(text))) for text in passages]
        return (present @ found.T).astype(np.float64), np.array(said, np.float64)

    def expected(self, size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return mean and spread of the best joint score among ``size`` unrelated sentences."""
        if self.unrelated is not None:
            if size not in self._expected:
                self._expected[size] = expected_best(self.unrelated, size)
            return self._expected[size]
        level = self.fallback.level + self.fallback.growth * math.log(max(1, size))
        return np.full(len(self.terms), level), np.full(len(self.terms), self.fallback.spread)


def aligner(
    vectors: NDArray[np.float32],
    texts: Sequence[Sequence[str]],
    weights: dict[str, float],
    coverage_weight: float,
    background: Background | None,
    fallback: Fallback,
) -> Aligner:
    """Return the aligner of these clause sentences, their unrelated scores worked out once."""
    unrelated = None
    if background is not None:
        unrelated = background.scores(vectors, texts, weights, coverage_weight)
    return Aligner(
        vectors,
        apart(vectors),
        tuple(map(tuple, texts)),
        weights,
        coverage_weight,
        idf_of(background),
        unrelated,
        fallback,
    )
