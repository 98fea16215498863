"""Turns and clauses → passages: sentences, and blocks of sentences that fit the model's window.

A model reads no more than its window and drops the rest without a word, so nothing longer is ever
made: a sentence that does not fit is split at its clause marks, then between words, and at last
inside a word. Every character that is not white space ends up in one sentence passage and in one
block. A block never mixes turns or clauses and keeps a paragraph whole where it fits. The lead-in
of a list's item stands before its first sentence and its first block, and counts with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil
from typing import NamedTuple

from pressgap.core.documents.stretches import clause_stretches, speech_stretches
from pressgap.core.model import Declaration, Passage, Span, Structure
from pressgap.core.text.lines import paragraph_spans, trimmed
from pressgap.core.text.sentences import sentence_spans

CountTokens = Callable[[Sequence[str]], list[int]]
SPECIAL_TOKENS = 2
"""Word pieces the model adds to every text."""

_CLAUSE_MARK = re.compile(r"(?<=[,;:…–—)\]])\s+|(?<=[，、；：،؛])\s*")
_GAP = re.compile(r"\s+")


@dataclass(slots=True)
class _Stretch:
    """What one turn or clause holds: ``like`` is its passage but for level and span.

    ``lead`` is what stands before it, ``room`` the word pieces that leaves for its own words.
    """

    like: Passage
    sentences: list[Span]
    paragraphs: list[Span]
    pieces: list[_Piece] = field(default_factory=list)
    lead: Span | None = None
    room: int = 0


class _Piece(NamedTuple):
    """A sentence that fits, or a part of one, with its word pieces."""

    span: Span
    tokens: int


def passages(
    document_id: str,
    text: str,
    structure: Structure,
    count_tokens: CountTokens,
    window: int,
) -> list[Passage]:
    """Return the passages of a document in the order of the text, each block before its sentences.

    ``count_tokens`` gives the word pieces of each text without the model's special ones;
    ``window`` is all the model reads, special ones included. All sentences are counted in one
    call; only those that do not fit are counted again in parts.
    """
    if isinstance(structure, Declaration):
        likes = clause_stretches(document_id, structure)
    else:
        likes = speech_stretches(document_id, structure)
    stretches = [_opened(text, like) for like in likes]
    room = max(1, window - SPECIAL_TOKENS)
    _make_room(text, stretches, count_tokens, room)
    _fit(text, stretches, count_tokens)
    return [passage for stretch in stretches for passage in _of_stretch(text, stretch)]


def _opened(text: str, like: Passage) -> _Stretch:
    span = trimmed(text, like.span)
    found = sentence_spans(text, span)
    return _Stretch(like, _without_gaps(text, span, found), paragraph_spans(text, span))


def _without_gaps(text: str, span: Span, sentences: Sequence[Span]) -> list[Span]:
    """Return the sentences with the wordless marks around them: "…", a row of stars, an emoji."""
    starts = [sentence.start for sentence in sentences[1:]]
    bounds = [span.start, *starts, span.end]
    spans = [Span(start, end) for start, end in pairwise(bounds)]
    return [found for found in (trimmed(text, each) for each in spans) if found.start < found.end]


def _make_room(text: str, stretches: Sequence[_Stretch], count: CountTokens, room: int) -> None:
    """Give every stretch its lead-in, the end of one that fills more than half of the room."""
    wanted = {stretch.like.lead_in for stretch in stretches} - {None}
    leads = sorted(lead for lead in wanted if lead is not None)
    fitting: dict[Span, _Piece] = {}
    for lead, piece in zip(leads, _counted(text, leads, count), strict=True):
        fits = piece.tokens <= room // 2
        fitting[lead] = piece if fits else _split(text, piece, count, max(1, room // 2))[-1]
    for stretch in stretches:
        found = fitting.get(stretch.like.lead_in) if stretch.like.lead_in is not None else None
        if found is not None and found.tokens < room:
            stretch.lead = found.span
        stretch.room = room - (found.tokens if found is not None and stretch.lead else 0)


def _fit(text: str, stretches: Sequence[_Stretch], count: CountTokens) -> None:
    """Give every stretch its pieces, none of more word pieces than there is room for."""
    spans = [sentence for stretch in stretches for sentence in stretch.sentences]
    counted = iter(_counted(text, spans, count))
    for stretch in stretches:
        for piece in (next(counted) for _ in stretch.sentences):
            if piece.tokens <= stretch.room:
                stretch.pieces.append(piece)
            else:
                stretch.pieces += _split(text, piece, count, stretch.room)


def _counted(text: str, spans: Sequence[Span], count: CountTokens) -> list[_Piece]:
    if not spans:
        return []
    return list(map(_Piece, spans, count([span.of(text) for span in spans])))


def _split(text: str, sentence: _Piece, count: CountTokens, room: int) -> list[_Piece]:
    """Return a sentence that does not fit in as few parts as its marks and words allow."""
    units = [sentence]
    for finer in (_at_clause_marks, _at_spaces):
        units = _refined(text, units, finer, count, room)
    while any(_too_long(unit, room) for unit in units):
        units = _refined(text, units, _in_halves, count, room)
    return [_joined(some) for some in _packed(text, units, room)]


def _too_long(unit: _Piece, room: int) -> bool:
    return unit.tokens > room and unit.span.end - unit.span.start > 1


def _refined(
    text: str,
    units: Sequence[_Piece],
    finer: Callable[[str, Span], list[Span]],
    count: CountTokens,
    room: int,
) -> list[_Piece]:
    parts = [finer(text, unit.span) for unit in units if _too_long(unit, room)]
    counted = iter(_counted(text, [span for some in parts for span in some], count))
    sizes = iter(parts)
    refined: list[_Piece] = []
    for unit in units:
        if _too_long(unit, room):
            refined += [next(counted) for _ in next(sizes)]
        else:
            refined.append(unit)
    return refined


def _at_clause_marks(text: str, span: Span) -> list[Span]:
    return _cut(span, _CLAUSE_MARK.finditer(text, span.start, span.end))


def _at_spaces(text: str, span: Span) -> list[Span]:
    return _cut(span, _GAP.finditer(text, span.start, span.end))


def _cut(span: Span, cuts: Iterable[re.Match[str]]) -> list[Span]:
    parts, start = [], span.start
    for cut in cuts:
        if start < cut.start():
            parts.append(Span(start, cut.start()))
        start = cut.end()
    return [*parts, Span(start, span.end)] if start < span.end else parts


def _in_halves(_: str, span: Span) -> list[Span]:
    middle = (span.start + span.end) // 2
    return [Span(span.start, middle), Span(middle, span.end)]


def _of_stretch(text: str, stretch: _Stretch) -> Iterator[Passage]:
    lead = stretch.lead
    for block in _blocks(text, stretch, stretch.room):
        yield replace(stretch.like, level="block", span=_joined(block).span, lead_in=lead)
        for piece in block:
            yield replace(stretch.like, level="sentence", span=piece.span, lead_in=lead)
            lead = None


def _blocks(text: str, stretch: _Stretch, room: int) -> list[list[_Piece]]:
    """Return the pieces in blocks: whole paragraphs side by side, long paragraphs by themselves."""
    units: list[list[_Piece]] = []
    for paragraph in _by_paragraph(stretch):
        whole = sum(piece.tokens for piece in paragraph)
        # Even shares: two halves say more than a full block and a scrap.
        share = room if whole <= room else ceil(whole / ceil(whole / room))
        units += _packed(text, paragraph, room, share)
    sizes = [_joined(unit) for unit in units]
    grouped, place = [], 0
    for some in _packed(text, sizes, room):
        grouped.append([piece for unit in units[place : place + len(some)] for piece in unit])
        place += len(some)
    return grouped


def _by_paragraph(stretch: _Stretch) -> Iterator[list[_Piece]]:
    starts = iter([*(paragraph.start for paragraph in stretch.paragraphs[1:]), None])
    following = next(starts)
    number = 0

    def paragraph_of(piece: _Piece) -> int:
        nonlocal following, number
        while following is not None and piece.span.start >= following:
            following, number = next(starts), number + 1
        return number

    for _, pieces in groupby(stretch.pieces, paragraph_of):
        yield list(pieces)


def _packed(
    text: str, pieces: Sequence[_Piece], room: int, share: int | None = None
) -> Iterator[list[_Piece]]:
    """Yield runs of neighbours that fit together, begun anew once one has reached its ``share``."""
    run: list[_Piece] = []
    tokens = 0
    for piece in pieces:
        full = tokens + piece.tokens > room or (share is not None and tokens >= share)
        if run and (full or not _adds_up(text, run[-1].span, piece.span)):
            yield run
            run, tokens = [], 0
        run.append(piece)
        tokens += piece.tokens
    if run:
        yield run


def _adds_up(text: str, left: Span, right: Span) -> bool:
    """Return whether the word pieces of two neighbours add up: not where a word was cut."""
    return left.end < right.start or not (
        text[left.end - 1].isalnum() and text[right.start].isalnum()
    )


def _joined(pieces: Sequence[_Piece]) -> _Piece:
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return _Piece(span, sum(piece.tokens for piece in pieces))
