"""The words of PressGap as frozen values (standard library only).

Offsets are Unicode code points into ``Document.text``; every quotation is ``text[start:end]``.
Numbers that people see (turns, exchanges, questions, clauses) count from 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pressgap.core.correction import Correction

Kind = Literal["transcript", "declaration"]
Role = Literal["questioner", "principal", "chair", "other"]
Level = Literal["sentence", "block"]
# "trailing" is text after the last certain answer of which it is not known whether anyone said it.
Part = Literal["opening", "question", "answer", "chair", "trailing", "clause"]
ClauseVerdictName = Literal["asked", "volunteered", "not_raised", "unsure"]
QuestionVerdictName = Literal["on_declaration", "off_declaration", "unsure"]
Answered = Literal["yes", "no", "unsure"]
Strength = Literal["explicit", "implied"]
# What a judge may say of a clause and a passage.
Relation = Literal["explicit", "implied", "none", "unsure"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch itself."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Landmark:
    """From ``start`` on, the text stands on this page, or was said at this time (HH:MM:SS)."""

    start: int
    page: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a person finds a passage in the source: page (from 1), time; null where not known."""

    page: int | None = None
    time: str | None = None


NOWHERE = Locator()


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text and what is known about it. ``date`` is ISO 8601 (YYYY-MM-DD).

    ``landmarks``, by their start, tell where in the text pages and times begin.
    """

    id: str
    kind: Kind
    title: str
    text: str
    sha256: str
    source_sha256: str
    added: str
    date: str | None = None
    source: str | None = None
    language: str = "und"
    verbatim: bool = True
    note: str | None = None
    landmarks: tuple[Landmark, ...] = ()


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_id(kind: Kind, sha256: str) -> str:
    """Return the id of a document: its kind's first letter and 15 hex digits of its text's hash."""
    return f"{kind[0]}{sha256[:15]}"


# --- transcripts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TranscriptOptions:
    """What a caller overrules of the parser.

    ``principal`` is a name or label; ``speakers`` pairs a label with a role; ``first_line`` and
    ``last_line`` (from 1, inclusive) bound the speech: the rest is nobody's words.
    ``corrections`` come after these, in their order, and before what the parser finds; one that
    fits nothing in the text any more is passed over with a warning.
    """

    principal: str | None = None
    speakers: tuple[tuple[str, Role], ...] = ()
    first_line: int | None = None
    last_line: int | None = None
    corrections: tuple[Correction, ...] = ()


def with_corrections(
    options: TranscriptOptions | None, corrections: Sequence[Correction]
) -> TranscriptOptions | None:
    """Return the options with more corrections after those they hold."""
    if not corrections:
        return options
    options = options or TranscriptOptions()
    return replace(options, corrections=(*options.corrections, *corrections))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person; ``labels`` are all the labels this person's turns are printed under."""

    id: str
    name: str
    role: Role
    outlet: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech. ``span`` is the speech without its label."""

    number: int
    label: str
    speaker: str
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. ``context`` are the lead-in sentences of the same turn, if any."""

    number: int
    turn: int
    span: Span
    context: Span | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Questions and the answers to them; ``turns`` are turn numbers, interruptions included."""

    number: int
    speaker: str
    turns: tuple[int, ...]
    questions: tuple[Question, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Aside:
    """Text in a transcript that is nobody's speech.

    ``certain`` false: someone may have said it, so the verdicts it would change become unsure.
    """

    span: Span
    certain: bool
    why: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the parser understood of a transcript. ``opening`` are turn numbers before E1.

    Turns after the floor was closed are in no exchange and not in ``opening``.
    """

    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    exchanges: tuple[Exchange, ...]
    opening: tuple[int, ...] = ()
    asides: tuple[Aside, ...] = ()
    warnings: tuple[str, ...] = ()

    def speaker(self, speaker_id: str) -> Speaker:
        """Return the speaker with this id; ``KeyError`` when there is none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)


def led(text: str, lead_in: Span | None, span: Span) -> str:
    """Return a stretch of ``text`` behind the lead-in that it needs to be understood."""
    return span.of(text) if lead_in is None else f"{lead_in.of(text)} {span.of(text)}"


# --- declarations --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph of a declaration. ``id`` is ``c1``, ``c2`` …; ``number`` is as printed.

    An item of a list has a ``lead_in`` that it needs to be understood ("We will:").
    """

    id: str
    number: str | None
    label: str
    span: Span
    heading: tuple[str, ...] = ()
    lead_in: Span | None = None

    def words(self, text: str) -> str:
        """Return what the clause says, behind its lead-in."""
        return led(text, self.lead_in, self.span)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the parser understood of a declaration."""

    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...] = ()


Structure = Transcript | Declaration


# --- passages ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded, stored and indexed: a sentence, or a block that fits the model's window.

    A transcript's passage names its ``turn`` (and ``exchange``, ``speaker``, ``role``); a
    declaration's names its ``clause``. The first of an item of a list has the item's ``lead_in``:
    it is quoted without, and embedded and searched with it.
    """

    document: str
    level: Level
    span: Span
    part: Part
    turn: int | None = None
    exchange: int | None = None
    speaker: str | None = None
    role: Role | None = None
    clause: str | None = None
    lead_in: Span | None = None

    def words(self, text: str) -> str:
        """Return what is embedded and searched: the passage, behind its lead-in."""
        return led(text, self.lead_in, self.span)

    @property
    def id(self) -> str:
        """Document id and span: ``t0123456789abcde:120-245``."""
        return f"{self.document}:{self.span.start}-{self.span.end}"


# --- findings ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A clause meets a passage. ``sentences`` are the spans in the passage that carry the match."""

    passage: Passage
    probability: float
    strength: Strength | None
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """The machine's finding on one clause in one transcript (or, combined, in several)."""

    clause: str
    verdict: ClauseVerdictName
    answered: Answered | None
    strength: Strength | None
    probability_asked: float
    probability_answered: float
    probability_raised: float
    because: str
    evidence: tuple[Match, ...] = ()
    closest: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionVerdict:
    """The machine's finding on one question; ``clauses`` pairs clause ids with probabilities."""

    exchange: int
    number: int
    verdict: QuestionVerdictName
    probability: float
    clauses: tuple[tuple[str, float], ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptVerdicts:
    """All findings of one declaration on one transcript."""

    transcript: str
    clauses: tuple[ClauseVerdict, ...]
    questions: tuple[QuestionVerdict, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A person's finding. ``target`` is a clause or question id of the Report.

    ``verdict`` None withdraws the reviewer's earlier finding on that target.
    """

    id: int
    comparison: str
    target: str
    verdict: str | None
    reviewer: str
    created: str
    note: str | None = None


# --- statements ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages a statement is held against; empty means all. Dates are inclusive."""

    documents: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    roles: tuple[Role, ...] = ()
    date_from: str | None = None
    date_to: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedPassage:
    """A passage of the library that belongs to a statement, quoted from its document."""

    passage: str
    document: str
    title: str
    kind: Kind
    verbatim: bool
    date: str | None
    part: Part
    turn: int | None
    exchange: int | None
    clause: str | None
    speaker: str | None
    role: Role | None
    outlet: str | None
    quote: str
    start: int
    end: int
    sentence: Span
    context: Span
    probability: float
    locator: Locator = NOWHERE
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """The answer to a statement: passages over the bar, best first, and the closest misses."""

    passages: tuple[RelatedPassage, ...]
    closest: tuple[RelatedPassage, ...]
    warnings: tuple[str, ...] = field(default=())
