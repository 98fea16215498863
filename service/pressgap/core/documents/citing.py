"""A stretch of a document → what is needed to cite it: the words, who said them, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.model import (
    Clause,
    Document,
    Exchange,
    Landmark,
    Span,
    Speaker,
    Structure,
    Transcript,
)
from pressgap.errors import BadSettings


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation and its place. ``page`` and ``time`` are those it begins on, where known.

    ``speaker`` is None for a clause, and for text that is nobody's speech.
    """

    document: Document
    span: Span
    quote: str
    speaker: Speaker | None = None
    exchange: Exchange | None = None
    clause: Clause | None = None
    page: int | None = None
    time: str | None = None


def cite(
    document: Document, structure: Structure, span: Span, landmarks: Sequence[Landmark] = ()
) -> Cited:
    """Return the stretch ``span`` of a document with its place.

    Raises ``BadSettings`` for a stretch that is not in the text, or holds nothing.
    """
    length = len(document.text)
    if not (0 <= span.start < span.end <= length) or not span.of(document.text).strip():
        raise BadSettings(
            f"{document.id} has no passage from {span.start} to {span.end}: it has {length:,} "
            "characters, counted from 0"
        )
    speaker, exchange, clause = _place(structure, span.start)
    before = [each for each in landmarks if each.start <= span.start]
    return Cited(
        document,
        span,
        span.of(document.text),
        speaker,
        exchange,
        clause,
        next((each.page for each in reversed(before) if each.page is not None), None),
        next((each.time for each in reversed(before) if each.time is not None), None),
    )


def _place(structure: Structure, at: int) -> tuple[Speaker | None, Exchange | None, Clause | None]:
    if not isinstance(structure, Transcript):
        clauses = (each for each in structure.clauses if each.span.start <= at < each.span.end)
        return None, None, next(clauses, None)
    turns = (each for each in structure.turns if each.span.start <= at < each.span.end)
    turn = next(turns, None)
    if turn is None:
        return None, None, None
    exchanges = (each for each in structure.exchanges if turn.number in each.turns)
    return structure.speaker(turn.speaker), next(exchanges, None), None
