"""Pieces of text → rows: what stands on one height."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.readers.pdf.drawn import Chunk

_SAME_HEIGHT, _RAISED, _SMALLER = 0.3, 0.55, 0.9


@dataclass(slots=True)
class Row:
    """What stands on one height, from left to right once ``rows`` is done."""

    y: float
    size: float
    chunks: list[Chunk] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it, single blanks between."""
        return " ".join(" ".join(chunk.text for chunk in self.chunks).split())

    def holds(self, chunk: Chunk) -> bool:
        """Return whether a piece stands on this height; a small raised or sunk one does too."""
        small, large = sorted((chunk.size, self.size))
        reach = _RAISED if small < _SMALLER * large else _SAME_HEIGHT
        return abs(self.y - chunk.y) <= reach * large

    def take(self, chunk: Chunk) -> None:
        """Add a piece; the row stands where its largest piece does."""
        if chunk.size > self.size:
            self.y, self.size = chunk.y, chunk.size
        self.chunks.append(chunk)


def rows(chunks: Iterable[Chunk]) -> list[Row]:
    """Return the rows from the top down."""
    found: list[Row] = []
    for chunk in sorted(chunks, key=lambda chunk: (-chunk.y, chunk.order)):
        row = next((row for row in found[-1:-3:-1] if row.holds(chunk)), None)
        if row is None:
            row = Row(chunk.y, chunk.size)
            found.append(row)
        row.take(chunk)
    found.sort(key=lambda row: -row.y)
    for row in found:
        row.chunks.sort(key=lambda chunk: (chunk.x, chunk.order))
    return found


def usual_size(chunks: Iterable[Chunk]) -> float:
    """Return the size that most of the text has; 0 without any."""
    amounts: dict[float, int] = {}
    for chunk in chunks:
        size = round(chunk.size, 1)
        amounts[size] = amounts.get(size, 0) + len(chunk.text)
    return max(amounts, key=lambda size: (amounts[size], -size)) if amounts else 0.0


def usual_step(found: Sequence[Row]) -> float:
    """Return how far the rows of a paragraph stand apart; 0 where there are none to tell."""
    steps = sorted(above.y - below.y for above, below in pairwise(found))
    return steps[len(steps) // 4] if steps else 0.0
