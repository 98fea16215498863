"""All clause sentences of a declaration against all sentences of a transcript, as probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import (
    EmbeddedDocument,
    Sentences,
    aligner,
    clause_weights,
    sentences_of,
    surroundings,
)
from pressgap.core.background import Background
from pressgap.core.because import Reason, reason
from pressgap.core.evidence import Evidence, blocks_around
from pressgap.core.model import Part, Passage
from pressgap.core.verdict_model import VerdictModel

QUESTIONS: tuple[Part, ...] = ("question",)
ANSWERS: tuple[Part, ...] = ("answer", "opening")
TRAILING: tuple[Part, ...] = ("trailing",)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Arrays are (clause sentences, spoken sentences); ``bars`` and ``blocks`` (spoken sentences,).

    Sentences that are no evidence (the chair's) have probability 0. ``rows`` are the clause
    sentences of each clause.
    """

    declared: Sentences
    texts: tuple[str, ...]
    rows: dict[str, list[int]]
    weights: dict[str, float]
    spoken: Sentences
    blocks: tuple[Passage, ...]
    bars: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    coverages: NDArray[np.float64]

    def columns(self, parts: tuple[Part, ...]) -> list[int]:
        """Return the spoken sentences of these parts."""
        return [i for i, passage in enumerate(self.spoken.passages) if passage.part in parts]

    def best(self, clause: str, columns: list[int]) -> float:
        """Return the clause's highest probability among the spoken sentences ``columns``."""
        rows = self.rows.get(clause, [])
        if not rows or not columns:
            return 0.0
        return float(self.probabilities[np.ix_(rows, columns)].max())

    def evidence(self, clause: str) -> Evidence:
        """Return the clause's best pair with each spoken sentence."""
        rows = self.rows[clause]
        probabilities, coverages = self.probabilities[rows], self.coverages[rows]
        best = probabilities.argmax(axis=0)
        across = np.arange(probabilities.shape[1])
        return Evidence(
            self.spoken,
            self.blocks,
            probabilities[best, across],
            coverages[best, across],
            self.bars,
        )

    def reason(self, clause: str, parts: tuple[Part, ...]) -> Reason:
        """Return why the clause's best pair with these parts matches, or falls short."""
        rows, columns = self.rows.get(clause, []), self.columns(parts)
        if not rows or not columns:
            return Reason(None)
        scores = self.probabilities[np.ix_(rows, columns)]
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        at = columns[int(column)]
        said = self.spoken.terms[at]
        return reason(self.texts[rows[int(row)]], self.blocks[at], said, self.weights)


def pairs_of(
    declaration: EmbeddedDocument,
    transcript: EmbeddedDocument,
    model: VerdictModel,
    background: Background | None,
) -> Pairs:
    """Score every pair. Questions are scored apart from answers, and text that perhaps nobody
    said (``trailing``) as answers would be.
    """
    declared, spoken = sentences_of(declaration), sentences_of(transcript)
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(declared.passages):
        rows.setdefault(passage.clause or "", []).append(row)
    groups = [[term for row in found for term in declared.terms[row]] for found in rows.values()]
    weights = clause_weights(groups, background)
    shape = (len(declared), len(spoken))
    probabilities, coverages, bars = np.zeros(shape), np.zeros(shape), np.ones(shape[1])
    around = surroundings(
        spoken.vectors,
        [-1 if p.part == "trailing" else p.exchange for p in spoken.passages],
    )
    if shape[0]:
        held = aligner(
            declared.vectors,
            declared.terms,
            weights,
            model.coverage_weight,
            background,
            model.fallback,
        )
        for parts, logistic, bar in (
            (QUESTIONS, model.asked, model.asked_bar),
            (ANSWERS, model.answered, model.answered_bar),
            (TRAILING, model.answered, model.answered_bar),
        ):
            columns = [i for i, passage in enumerate(spoken.passages) if passage.part in parts]
            if not columns:
                continue
            features = held.features(
                spoken.vectors[columns], [spoken.terms[i] for i in columns], around[columns]
            )
            probabilities[:, columns] = logistic.probabilities(features)
            coverages[:, columns] = features[:, :, 2]
            bars[columns] = bar
    text = declaration.document.text
    return Pairs(
        declared,
        tuple(passage.span.of(text) for passage in declared.passages),
        rows,
        weights,
        spoken,
        blocks_around(transcript, spoken),
        bars,
        probabilities,
        coverages,
    )
