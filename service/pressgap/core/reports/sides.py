"""Declaration and transcript to read side by side: both in full, with what the Report marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pressgap.core.model import Span, Speaker, Transcript
from pressgap.core.report import ClauseFinding, Evidence, Report
from pressgap.core.reports.marked import Mark, Piece, by_stretch, pieces
from pressgap.core.reports.reviews import standing
from pressgap.core.text.lines import paragraph_spans

# What stands before a clause on its own line and is no longer is its number or bullet.
_NUMBER_LENGTH = 20
_MARKUP = re.compile(r"^[#>*_\s]+|[*_\s]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the declaration that stands over clauses."""

    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Lines of the declaration that belong to no clause."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A turn, paragraph by paragraph. ``begins``: its exchange (None: the opening) begins here.

    ``speaker`` is None for text that is nobody's speech.
    """

    speaker: Speaker | None
    turn: int | None
    exchange: int | None
    begins: bool
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def marked(self) -> bool:
        """Whether anything in it is marked."""
        return any(piece.marks for paragraph in self.paragraphs for piece in paragraph)


def declaration_side(
    text: str, clauses: Sequence[ClauseFinding]
) -> Iterator[Heading | Outside | ClauseFinding]:
    """Yield the clauses, and the lines around them, in the order of the text."""
    headings = {_bare(each) for clause in clauses for each in clause.heading}
    position = 0
    for clause in clauses:
        yield from _between(_without_number(text[position : clause.start]), headings)
        yield clause
        position = max(position, clause.end)
    yield from _between(text[position:], headings)


def transcript_side(
    text: str, structure: Transcript, report: Report, transcript: str
) -> Iterator[Said]:
    """Yield all that was said, and the text that was not, in the order of the text."""
    exchanges = {turn: each.number for each in structure.exchanges for turn in each.turns}
    speakers = {speaker.id: speaker for speaker in structure.speakers}
    stretches: list[tuple[Span, int | None, Speaker | None]] = [
        *((turn.span, turn.number, speakers.get(turn.speaker)) for turn in structure.turns),
        *((aside.span, None, None) for aside in structure.asides),
    ]
    stretches.sort(key=lambda each: each[0])
    marks = by_stretch([span for span, _, _ in stretches], marks_of(report, transcript))
    before: int | None = -1
    for (span, turn, speaker), touching in zip(stretches, marks, strict=True):
        exchange = exchanges.get(turn) if turn is not None else before
        spans = paragraph_spans(text, span)
        dealt = zip(spans, by_stretch(spans, touching), strict=True)
        paragraphs = tuple(pieces(text, each, here) for each, here in dealt)
        yield Said(speaker, turn, exchange, exchange != before, paragraphs)
        before = exchange


def marks_of(report: Report, transcript: str) -> Iterator[Mark]:
    """Yield what is to be marked in a transcript: evidence, what came near, questions."""
    for clause in report.clauses:
        for item in clause.evidence:
            yield from _marks(item, "carries", clause, transcript)
        if standing(clause)[0] in ("not_raised", "unsure"):
            for item in clause.closest:
                yield from _marks(item, "near", clause, transcript)
    for question in report.questions:
        if question.transcript == transcript:
            yield Mark(Span(question.start, question.end), "question", question.id)


def _marks(item: Evidence, kind: str, clause: ClauseFinding, transcript: str) -> Iterator[Mark]:
    if item.transcript == transcript:
        for start, end in item.sentences or ((item.start, item.end),):
            yield Mark(Span(start, end), "carries" if kind == "carries" else "near", clause.id)


def _without_number(text: str) -> str:
    """Return the text before a clause without what stands on the clause's own line."""
    head, _, last = text.rpartition("\n")
    return head if len(last) <= _NUMBER_LENGTH else text


def _between(text: str, headings: set[str]) -> Iterator[Heading | Outside]:
    lines = [bare for bare in map(_bare, text.splitlines()) if bare]
    for is_heading, found in groupby(lines, key=lambda line: line in headings):
        if is_heading:
            yield from map(Heading, found)
        else:
            yield Outside(tuple(found))


def _bare(line: str) -> str:
    return _MARKUP.sub("", line)
