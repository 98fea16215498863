"""Which passages speak for a clause: sentences scored, blocks quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import EmbeddedDocument, Sentences
from pressgap.core.model import Match, Part, Passage, Span, Strength

SPOKEN: tuple[Part, ...] = ("question", "answer", "opening")


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


Blocks = tuple[tuple[Passage, tuple[int, ...]], ...]
"""Blocks of speech, each with the places of its sentences."""


def grouped(blocks: Sequence[Passage]) -> Blocks:
    """Return the blocks that somebody speaks in, from the block that holds each sentence."""
    # By identity: a block is one object, and hashing it takes long.
    found: dict[int, tuple[Passage, list[int]]] = {}
    for row, block in enumerate(blocks):
        if block.part in SPOKEN:
            found.setdefault(id(block), (block, []))[1].append(row)
    return tuple((block, tuple(rows)) for block, rows in found.values())


@dataclass(frozen=True, eq=False)
class Evidence:
    """One clause against all sentences of a transcript; all arrays (sentences of the transcript,).

    ``bars`` is the probability each sentence has to reach, by its part; sentences that are no
    evidence have probability 0. ``strengths`` are how likely each makes the clause's own point.
    ``raised`` is how likely the clause is raised at all: no passage makes it likelier.
    """

    sentences: Sentences
    blocks: Blocks
    probabilities: NDArray[np.float64]
    strengths: NDArray[np.float64]
    bars: NDArray[np.float64]
    raised: float

    def matches(self, explicit_bar: float) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
        """Return one match per block: those over their bar and those below it, each best first,
        then as spoken.
        """
        # As lists: blocks are short, and numpy is slow on a few numbers at a time.
        own = self.probabilities.tolist()
        held = [(block, rows, _best(own, rows)) for block, rows in self.blocks]
        held.sort(key=lambda entry: (-own[entry[2]], entry[0].span))
        shown = np.minimum(self.probabilities, self.raised)
        reach = (shown >= self.bars).tolist()
        found = []
        for block, rows, best in held:
            reaching = [row for row in rows if reach[row]]
            found.append(
                self._match(block, reaching, best, min(own[best], self.raised), explicit_bar)
            )
        over = tuple(match for match, reached in found if reached)
        return over, tuple(match for match, reached in found if not reached)

    def _match(
        self, block: Passage, over: list[int], best: int, shown: float, explicit_bar: float
    ) -> tuple[Match, bool]:
        """Return the match of a block whose sentences ``over`` reach their bars, and whether its
        ``best`` one does.
        """
        reached = best in over
        carrying = over if reached else [best]
        spans: tuple[Span, ...] = tuple(self.sentences.passages[row].span for row in carrying)
        strength: Strength | None = None
        if reached:
            explicit = self.strengths[carrying].max() >= explicit_bar
            strength = "explicit" if explicit else "implied"
        return Match(block, shown, strength, spans), reached


def _best(probabilities: Sequence[float], rows: Sequence[int]) -> int:
    return max(rows, key=probabilities.__getitem__)  # of equal ones the first: rows ascend


def choose(matches: Sequence[Match], count: int, needed: Part | None) -> tuple[Match, ...]:
    """Return the best ``count`` matches, with at least one of the part that decides."""
    chosen = tuple(matches[:count])
    deciding = next((match for match in matches if match.passage.part == needed), None)
    if count < 1 or deciding is None or deciding in chosen:
        return chosen
    return (*chosen[:-1], deciding)
