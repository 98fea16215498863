"""Which passages speak for a clause: sentences scored, blocks quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import EmbeddedDocument, Sentences
from pressgap.core.model import Match, Part, Passage, Span, Strength
from pressgap.core.verdict_model import Pool

SPOKEN: tuple[Part, ...] = ("question", "answer", "opening")
_NOT_FAR = 0.5


def blocks_around(embedded: EmbeddedDocument, sentences: Sentences) -> tuple[Passage, ...]:
    """Return the block that holds each sentence; the sentence itself where none does."""
    blocks = sorted(
        (passage for passage in embedded.passages if passage.level == "block"),
        key=lambda passage: passage.span,
    )
    starts = [passage.span.start for passage in blocks]
    found = []
    for sentence in sentences.passages:
        at = bisect_right(starts, sentence.span.start) - 1
        holds = at >= 0 and blocks[at].span.covers(sentence.span)
        found.append(blocks[at] if holds and blocks[at].part == sentence.part else sentence)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Evidence:
    """One clause against all sentences of a transcript; all arrays (sentences of the transcript,).

    ``bars`` is the probability each sentence has to reach, by its part; sentences that are no
    evidence have probability 0. ``coverages`` are of the clause's best sentence for each.
    """

    sentences: Sentences
    blocks: tuple[Passage, ...]
    probabilities: NDArray[np.float64]
    coverages: NDArray[np.float64]
    bars: NDArray[np.float64]
    pool: Pool

    def matches(self, over: bool, explicit_coverage: float) -> list[Match]:
        """Return one match per block, over its bar or below it, best first, then as spoken."""
        by_block: dict[Passage, list[int]] = {}
        for row, block in enumerate(self.blocks):
            if block.part in SPOKEN:
                by_block.setdefault(block, []).append(row)
        found = [self._match(block, rows, explicit_coverage) for block, rows in by_block.items()]
        kept = [match for match, reached in found if reached == over]
        return sorted(kept, key=lambda match: (-match.probability, match.passage.span))

    def _match(
        self, block: Passage, rows: Sequence[int], explicit_coverage: float
    ) -> tuple[Match, bool]:
        best = max(rows, key=lambda row: (self.probabilities[row], -row))
        probability = block_probability(block.part, self.probabilities[list(rows)], self.pool)
        reached = bool(probability >= self.bars[best])
        # Where it takes several sentences to reach the bar, they are those not far behind the best.
        enough = min(self.bars[best], self.probabilities[best] * _NOT_FAR)
        carrying = [r for r in rows if reached and self.probabilities[r] >= enough] or [best]
        spans: tuple[Span, ...] = tuple(self.sentences.passages[row].span for row in carrying)
        strength: Strength | None = None
        if reached:
            explicit = self.coverages[carrying].max() >= explicit_coverage
            strength = "explicit" if explicit else "implied"
        return Match(block, probability, strength, spans), reached


def block_probability(part: Part, probabilities: NDArray[np.float64], pool: Pool) -> float:
    """Return how likely a block meets a clause, from its sentences' ``probabilities`` (n,)."""
    if part == "question":
        return float(probabilities.max())
    return pool.probability(probabilities) if probabilities.any() else 0.0


def choose(matches: Sequence[Match], count: int, needed: Part | None) -> tuple[Match, ...]:
    """Return the best ``count`` matches, with at least one of the part that decides."""
    chosen = tuple(matches[:count])
    deciding = next((match for match in matches if match.passage.part == needed), None)
    if count < 1 or deciding is None or deciding in chosen:
        return chosen
    return (*chosen[:-1], deciding)
