"""The Report: one declaration against one or several transcripts, with all its evidence.

Every rendering (JSON, CSV, Markdown, HTML, terminal) is made from this value and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.model import (
    NOWHERE,
    Answered,
    ClauseVerdictName,
    Locator,
    Part,
    QuestionVerdictName,
    Relation,
    Review,
    Strength,
    TranscriptOptions,
)

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as the Report names it."""

    id: str
    title: str
    date: str | None
    verbatim: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that speaks for (or, under ``closest``, falls short of) a clause.

    For what a questioner says, ``context`` are the stretches of the transcript, beside the
    ``sentences``, that say what is asked about; ``context_quotes`` are their words.
    """

    passage: str
    transcript: str
    exchange: int | None
    turn: int | None
    part: Part
    speaker: str
    outlet: str | None
    quote: str
    start: int
    end: int
    locator: Locator
    probability: float
    strength: Strength | None
    sentences: tuple[tuple[int, int], ...]
    context: tuple[tuple[int, int], ...] = ()
    context_quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Calibrated: of the clauses given 0.8, eight in ten should be so."""

    asked: float
    answered: float
    raised: float


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A clause and a passage that the judge was asked about, and what it said.

    ``relation`` and ``probability`` are null where no opinion came; ``reason`` then says why.
    """

    clause: str
    transcript: str
    passage: str
    exchange: int | None
    part: Part
    start: int
    end: int
    relation: Relation | None
    probability: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class TranscriptFinding:
    """The verdict on a clause in one of several transcripts."""

    transcript: str
    verdict: ClauseVerdictName
    probability: Probabilities


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """One clause and what became of it.

    ``lead_in`` is what leads up to an item of a list ("We will:"); ``text`` is without it.
    ``probability`` is the first stage's. ``before_judge`` is the first stage's verdict where the
    judge's opinions, all in ``judged``, led to another.
    """

    id: str
    number: str | None
    label: str
    heading: tuple[str, ...]
    text: str
    start: int
    end: int
    verdict: ClauseVerdictName
    answered: Answered | None
    strength: Strength | None
    probability: Probabilities
    because: str
    by_transcript: tuple[TranscriptFinding, ...]
    evidence: tuple[Evidence, ...]
    closest: tuple[Evidence, ...]
    reviews: tuple[Review, ...] = ()
    before_judge: ClauseVerdictName | None = None
    judged: tuple[JudgedPair, ...] = ()
    locator: Locator = NOWHERE
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause that a question touches."""

    id: str
    number: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """One question and its clauses. ``id`` is ``t1.e11.q2``: transcript, exchange, question.

    ``context`` are the sentences before it in its turn; ``context_spans`` all that was used to
    tell what it is about, with the words in ``context_quotes``. ``before_judge`` and ``judged`` as
    for a clause.
    """

    id: str
    transcript: str
    exchange: int
    number: int
    speaker: str
    outlet: str | None
    text: str
    context: str | None
    start: int
    end: int
    verdict: QuestionVerdictName
    probability: float
    clauses: tuple[ClauseLink, ...]
    reviews: tuple[Review, ...] = ()
    before_judge: QuestionVerdictName | None = None
    judged: tuple[JudgedPair, ...] = ()
    because: str = ""
    context_spans: tuple[tuple[int, int], ...] = ()
    context_quotes: tuple[str, ...] = ()
    locator: Locator = NOWHERE


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions of one outlet or questioner, and the clauses they touched."""

    questions: int
    on_declaration: int
    off_declaration: int
    unsure: int
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts. ``reviewed`` and ``disputed`` count clauses and questions people looked at."""

    clauses: int
    asked: int
    volunteered: int
    volunteered_opening: int
    volunteered_answer: int
    not_raised: int
    unsure: int
    questions: int
    on_declaration: int
    off_declaration: int
    questions_unsure: int
    reviewed: int
    disputed: int
    by_outlet: dict[str, Tally]
    by_questioner: dict[str, Tally]


@dataclass(frozen=True, slots=True)
class ModelRef:
    """A model by name and content."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class JudgeRef:
    """A judge, and the pairs it was asked about for this Report.

    ``sha256`` is of a local model's weights, ``address`` that of an endpoint, without secrets;
    ``local``: no text left the machine. ``rubric`` is the version of the rules it judges by. Of
    ``pairs`` left open, ``asked`` were answered for this Report, ``from_cache`` before; ``failed``
    have no opinion.
    """

    name: str
    kind: str
    model: str
    sha256: str | None
    address: str | None
    local: bool
    rubric: str
    pairs: int = 0
    asked: int = 0
    from_cache: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What produced the Report: enough to produce it again.

    ``options`` are what transcripts were read with, corrections too, by id; null in Reports made
    before that was kept.
    """

    pressgap: str
    model: ModelRef
    verdict_model: ModelRef
    background: ModelRef | None
    judge: JudgeRef | None
    settings: dict[str, object]
    texts: dict[str, str]
    options: dict[str, TranscriptOptions] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Declaration × transcripts × settings, and everything found."""

    schema: int
    id: str
    created: str
    declaration: DocumentRef
    transcripts: tuple[DocumentRef, ...]
    summary: Summary
    clauses: tuple[ClauseFinding, ...]
    questions: tuple[QuestionFinding, ...]
    warnings: tuple[str, ...]
    manifest: Manifest
