"""A stretch of text cut where marks begin and end, so that each piece is marked all through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pressgap.core.model import Span
from pressgap.core.report import Evidence

Kind = Literal["carries", "near", "question"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a stretch matters: it carries a clause, came near to one, or is a question.

    ``target`` is the id of the clause or question.
    """

    span: Span
    kind: Kind
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from ``start`` on under the same marks; ``begins`` are the marks that begin with it."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    def targets(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of what this piece is marked for."""
        return tuple(dict.fromkeys(mark.target for mark in self.marks if mark.kind == kind))


def place(item: Evidence) -> Span:
    """Return the first of the sentences that carry a match, or all of it where none is named."""
    start, end = min(item.sentences, default=(item.start, item.end))
    return Span(start, end)


def pieces(text: str, span: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return ``span`` of ``text`` in pieces, end to end; marks are clipped to it."""
    inside = [mark for mark in marks if mark.span.start < span.end and mark.span.end > span.start]
    edges = {span.start, span.end}
    for mark in inside:
        edges |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    cuts = sorted(edges)
    begun = sorted(inside, key=lambda mark: mark.span)
    found: list[Piece] = []
    open_: list[Mark] = []
    at = 0
    for start, end in pairwise(cuts):
        fresh: list[Mark] = []
        while at < len(begun) and begun[at].span.start <= start:
            fresh.append(begun[at])
            at += 1
        open_ = [mark for mark in open_ if mark.span.end > start] + fresh
        found.append(Piece(text[start:end], start, tuple(open_), tuple(fresh)))
    return tuple(found)


def by_stretch(spans: Sequence[Span], marks: Iterable[Mark]) -> tuple[tuple[Mark, ...], ...]:
    """Return for each of ``spans``, which are in order and apart, the marks that touch it."""
    found: list[list[Mark]] = [[] for _ in spans]
    ordered = sorted(marks, key=lambda mark: mark.span)
    first = 0
    for mark in ordered:
        while first < len(spans) and spans[first].end <= mark.span.start:
            first += 1
        position = first
        while position < len(spans) and spans[position].start < mark.span.end:
            found[position].append(mark)
            position += 1
    return tuple(tuple(each) for each in found)
