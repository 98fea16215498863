"""All clause sentences of a declaration against all sentences of a transcript, as probabilities."""

from __future__ import annotations

import math
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
from pressgap.core.context import leads, matters, with_what_is_asked
from pressgap.core.evidence import Evidence, block_probability, blocks_around
from pressgap.core.model import Part, Passage, Span, Transcript
from pressgap.core.stop_words import FUNCTION_WORDS
from pressgap.core.verdict_model import Pool, VerdictModel

QUESTIONS: tuple[Part, ...] = ("question",)
ANSWERS: tuple[Part, ...] = ("answer", "opening")
TRAILING: tuple[Part, ...] = ("trailing",)
# What more than one clause in ten says (of few clauses: more than one) sets none apart.
_ONE_IN = 10.0


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
    pool: Pool

    def columns(self, parts: tuple[Part, ...]) -> list[int]:
        """Return the spoken sentences of these parts."""
        return [i for i, passage in enumerate(self.spoken.passages) if passage.part in parts]

    def best(self, clause: str, columns: list[int]) -> float:
        """Return the clause's highest probability among the blocks of these spoken sentences."""
        rows = self.rows.get(clause, [])
        if not rows or not columns:
            return 0.0
        return max(chance for _, chance in self._chances(rows, columns).values())

    def _chances(
        self, rows: list[int], columns: list[int]
    ) -> dict[Passage, tuple[list[int], float]]:
        """Return the sentences of each block among ``columns``, and the block's probability."""
        found = self.probabilities[np.ix_(rows, columns)].max(axis=0)
        by_block: dict[Passage, list[int]] = {}
        for place, column in enumerate(columns):
            by_block.setdefault(self.blocks[column], []).append(place)
        return {
            block: (
                [columns[place] for place in places],
                block_probability(block.part, found[places], self.pool),
            )
            for block, places in by_block.items()
        }

    def replied(self, clause: str, bar: float) -> bool:
        """Return whether anything is said in answer where a question over ``bar`` raises it."""
        found = self.probabilities[self.rows.get(clause, [])]
        asked = {
            self.spoken.passages[column].exchange
            for column in self.columns(QUESTIONS)
            if (found[:, column] >= bar).any()
        }
        return any(self.spoken.passages[i].exchange in asked for i in self.columns(ANSWERS))

    def tells(self, clause: str, columns: list[int], bar: float) -> bool:
        """Return whether a pair over ``bar`` shares a word that sets the clause apart."""
        for row in self.rows.get(clause, []):
            telling = {t for t in self.declared.terms[row] if self._telling(t)}
            for column in columns:
                over = self.probabilities[row, column] >= bar
                if over and not telling.isdisjoint(self.spoken.terms[column]):
                    return True
        return False

    def _telling(self, term: str) -> bool:
        rare = math.log(min(_ONE_IN, len(self.rows) + 0.5)) ** 2  # as `term_weights` has it
        return self.weights.get(term, 0.0) >= rare - 1e-9 and term not in FUNCTION_WORDS

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
            self.pool,
        )

    def reason(self, clause: str, parts: tuple[Part, ...]) -> Reason:
        """Return why the clause's best pair with these parts matches, or falls short."""
        rows, columns = self.rows.get(clause, []), self.columns(parts)
        if not rows or not columns:
            return Reason(None)
        chances = self._chances(rows, columns)
        best = min(chances, key=lambda block: (-chances[block][1], block.span))
        inside = chances[best][0]
        scores = self.probabilities[np.ix_(rows, inside)]
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        at = inside[int(column)]
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
    around = surroundings(spoken.vectors, matters(spoken.passages))
    asked = _asked(transcript)
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
            if parts == QUESTIONS:
                led = leads([spoken.passages[i] for i in columns], asked)
                features = with_what_is_asked(features, led)
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
        model.answered_pool,
    )


def _asked(transcript: EmbeddedDocument) -> list[Span]:
    """Return the spans of all questions; none where the document is no transcript."""
    if not isinstance(transcript.structure, Transcript):
        return []
    return [q.span for exchange in transcript.structure.exchanges for q in exchange.questions]
