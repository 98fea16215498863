"""Clause sentences × transcript sentences → features of every pair, exactly, nothing approximated.

Long turns drown what they say, so pairs are of sentences. A pair's joint score is its cosine plus
the weighted share of the clause sentence's terms found in the passage; what counts is how far it
lies above the best that unrelated speech of the same length offers (``excess``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.background import Background, expected_best
from pressgap.core.model import Document, Passage, Structure
from pressgap.core.terms import coverage, term_weights, terms

FEATURES = ("excess", "cosine", "coverage")
# Rarity of every term where no table tells it.
FLAT_IDF = 6.0
# Added to the spread of the unrelated best: meetings differ more than draws from one pool do, and
# a clause that unrelated speech happens to treat all alike is not for that reason better matched.
_SPREAD_FLOOR = 0.05


@dataclass(frozen=True, eq=False)
class EmbeddedDocument:
    """A document with its passages and their ``vectors`` (n, d): unit float32 rows, aligned."""

    document: Document
    structure: Structure
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]


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
        (passage.span.start, row, passage, tuple(terms(passage.span.of(text))))
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


def clause_weights(
    groups: Sequence[Sequence[str]], background: Background | None
) -> dict[str, float]:
    """Return what the terms of a declaration weigh; ``groups`` are the terms of each clause."""
    idf = background.idf if background is not None else lambda _term: FLAT_IDF
    return term_weights(groups, idf)


@dataclass(frozen=True, eq=False)
class Aligner:
    """One declaration's sentences, ready to be held against any number of passages."""

    vectors: NDArray[np.float32]
    terms: tuple[tuple[str, ...], ...]
    weights: dict[str, float]
    coverage_weight: float
    unrelated: NDArray[np.float32] | None
    fallback: Fallback

    def features(
        self,
        vectors: NDArray[np.float32],
        passages: Sequence[Sequence[str]],
        size: int | None = None,
    ) -> NDArray[np.float64]:
        """Return (sentences, passages, len(FEATURES)) for passages of one kind.

        ``size`` is how many unrelated sentences the excess is over: by default as many as there
        are passages.
        """
        cosine = (self.vectors @ vectors.T).astype(np.float64)
        covered = coverage(self.terms, self.weights, passages).astype(np.float64)
        joint = cosine + self.coverage_weight * covered
        mean, spread = self.expected(len(passages) if size is None else size)
        excess = (joint - mean[:, None]) / (spread[:, None] + _SPREAD_FLOOR)
        return np.stack([excess, cosine, covered], axis=2)

    def expected(self, size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return mean and spread of the best joint score among ``size`` unrelated sentences."""
        if self.unrelated is not None:
            return expected_best(self.unrelated, size)
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
    return Aligner(vectors, tuple(map(tuple, texts)), weights, coverage_weight, unrelated, fallback)
