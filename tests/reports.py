"""A small Report made by hand, through ``build_report``, for tests that need no model.

A budget of five clauses against a press conference of an opening and two exchanges: clause 1 is
asked, 2 volunteered in an answer, 3 volunteered in the opening, 4 not raised, 5 unsure.
"""

from __future__ import annotations

from dataclasses import replace

from pressgap.core.model import (
    Clause,
    ClauseVerdict,
    Declaration,
    Document,
    Exchange,
    Kind,
    Match,
    Part,
    Passage,
    Question,
    QuestionVerdict,
    Review,
    Span,
    Speaker,
    Transcript,
    TranscriptVerdicts,
    Turn,
    document_id,
    text_sha256,
)
from pressgap.core.report import Manifest, ModelRef, Report
from pressgap.core.reports.build_report import build_report, with_reviews

CLAUSES = (
    ("1", "Harbour tunnel", "The council will finance the harbour tunnel from the reserve."),
    ("2", "Night buses", "Night buses will run on every weekday from March."),
    ("3", "School meals", "School meals become free for the first four years."),
    ("4", "Flood wall", "The flood wall at the mill will be raised by one metre."),
    ("5", "Library hours", "Library hours are reviewed each spring."),
)
OPENING = "Good morning. School meals will cost families nothing for four years."
FIRST_LEAD = "Rosa Diaz, Harbour Post."
FIRST_QUESTION = "Who pays for the harbour tunnel?"
# The same with a lead-in: only its second sentence asks, and it means nothing without the first.
LEAD, ASKED = "The harbour tunnel leaks.", "Who pays for it?"
POINTING = f"{LEAD} {ASKED}"
FIRST_ANSWER = "The reserve pays for the tunnel. And there will be buses at night, every weekday."
SECOND_QUESTION = "Will you run for mayor again?"
SECOND_ANSWER = "Ask me next year."


def sample_documents(
    verbatim: bool = True,
    title: str = "Press conference on the budget",
    outlet: str | None = "Harbour Post",
    question: str = FIRST_QUESTION,
) -> tuple[Document, Declaration, Document, Transcript]:
    """Return the sample's two documents with their structures."""
    declaration, outline = _declaration(verbatim)
    transcript, structure = _transcript(verbatim, title, outlet, question)
    return declaration, outline, transcript, structure


def sample_report(
    verbatim: bool = True,
    title: str = "Press conference on the budget",
    outlet: str | None = "Harbour Post",
    question: str = FIRST_QUESTION,
    warnings: tuple[str, ...] = (),
    reviews: tuple[Review, ...] = (),
) -> Report:
    """Return the sample Report; the texts given take the place of the usual ones."""
    declaration, outline, transcript, structure = sample_documents(
        verbatim, title, outlet, question
    )
    verdicts = sample_verdicts(transcript, structure)
    report = build_report(
        id="r0123456789abcdef",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(transcript, structure)],
        findings=[verdicts],
        combined=verdicts.clauses,
        manifest=sample_manifest(declaration, transcript),
        warnings=warnings,
    )
    return with_reviews(report, reviews)


def with_implied(report: Report) -> Report:
    """Return the report with its first clause raised by its issue alone."""
    first = report.clauses[0]
    evidence = tuple(replace(item, strength="implied") for item in first.evidence)
    first = replace(first, strength="implied", evidence=evidence)
    return replace(report, clauses=(first, *report.clauses[1:]))


def sample_manifest(*documents: Document) -> Manifest:
    return Manifest(
        pressgap="0.1.0",
        model=ModelRef("fake", "0" * 64),
        verdict_model=ModelRef("by-hand", "1" * 64),
        background=None,
        judge=None,
        settings={"evidence": 5, "closest": 3},
        texts={document.id: document.sha256 for document in documents},
    )


def review(
    number: int, target: str, verdict: str | None, reviewer: str = "ana", note: str | None = None
) -> Review:
    return Review(
        id=number,
        comparison="r0123456789abcdef",
        target=target,
        verdict=verdict,
        reviewer=reviewer,
        created=f"2026-02-04T10:00:{number:02d}Z",
        note=note,
    )


def sample_verdicts(document: Document, structure: Transcript) -> TranscriptVerdicts:
    """Return what a judge would find in the sample's transcript."""
    question = structure.exchanges[0].questions[0].span
    turns = {turn.number: turn for turn in structure.turns}

    def found(
        text_or_span: str | Span, part: Part, turn: int, exchange: int | None, p: float
    ) -> Match:
        span = text_or_span
        if isinstance(span, str):
            start = document.text.index(span)
            span = Span(start, start + len(span))
        speaker = structure.speaker(turns[turn].speaker)
        passage = Passage(
            document.id, "block", span, part, turn, exchange, speaker.id, speaker.role
        )
        return Match(passage, p, "explicit" if p > 0.8 else "implied", (span,))

    asked = found(question, "question", 2, 1, 0.9312)
    answered = found("The reserve pays for the tunnel.", "answer", 3, 1, 0.9)
    buses = found("And there will be buses at night, every weekday.", "answer", 3, 1, 0.81)
    meals = found(
        "School meals will cost families nothing for four years.", "opening", 1, None, 0.88
    )
    mayor = found(SECOND_QUESTION, "question", 4, 2, 0.08)
    clauses = (
        ClauseVerdict(
            "c1", "asked", "yes", "explicit", 0.9312, 0.9, 0.94, "A question names the “tunnel”.",
            (asked, answered), (),
        ),
        ClauseVerdict(
            "c2", "volunteered", None, "explicit", 0.12, 0.0, 0.81, "Only an answer names them.",
            (buses,), (mayor,),
        ),
        ClauseVerdict(
            "c3", "volunteered", None, "explicit", 0.1, 0.0, 0.88, "Only the opening names them.",
            (meals,), (),
        ),
        ClauseVerdict(
            "c4", "not_raised", None, None, 0.08, 0.0, 0.11, "Nothing comes near.", (), (mayor,)
        ),
        ClauseVerdict(
            "c5", "unsure", None, None, 0.45, 0.0, 0.5, "A hint, no more.", (), (mayor,)
        ),
    )  # fmt: skip
    questions = (
        QuestionVerdict(
            1,
            1,
            "on_declaration",
            0.9312,
            (("c1", 0.9312),),
            "It asks about clause 1; both mention “tunnel”.",
        ),
        QuestionVerdict(2, 1, "off_declaration", 0.08, (), "It comes near no clause."),
    )
    return TranscriptVerdicts(document.id, clauses, questions)


def _document(kind: Kind, title: str, text: str, verbatim: bool) -> Document:
    sha256 = text_sha256(text)
    return Document(
        id=document_id(kind, sha256),
        kind=kind,
        title=title,
        text=text,
        sha256=sha256,
        source_sha256=sha256,
        added="2026-02-02T09:00:00Z",
        date="2026-02-01",
        language="en",
        verbatim=verbatim,
        note=None if verbatim else "A digest in our own words.",
    )


def _declaration(verbatim: bool) -> tuple[Document, Declaration]:
    text, clauses = "Town budget\n\n", []
    for position, (number, label, words) in enumerate(CLAUSES, start=1):
        text += f"{number}. "
        span = Span(len(text), len(text) + len(words))
        clauses.append(Clause(f"c{position}", number, label, span, ("Town budget",)))
        text += words + "\n\n"
    return _document("declaration", "Town budget", text, verbatim), Declaration(tuple(clauses))


def _transcript(
    verbatim: bool, title: str, outlet: str | None, question: str
) -> tuple[Document, Transcript]:
    speakers = (
        Speaker("s1", "Mayor Lund", "principal", None, ("Mayor",)),
        Speaker("s2", "Rosa Diaz", "questioner", outlet, ("Question",)),
        Speaker("s3", "Jan Brook", "questioner", None, ("Brook",)),
    )
    text, turns = "", []
    spoken: tuple[tuple[str, str, str], ...] = (
        ("Mayor", "s1", OPENING),
        ("Question", "s2", f"{FIRST_LEAD} {question}"),
        ("Mayor", "s1", FIRST_ANSWER),
        ("Brook", "s3", SECOND_QUESTION),
        ("Mayor", "s1", SECOND_ANSWER),
    )
    for number, (label, speaker, words) in enumerate(spoken, start=1):
        text += f"{label}: "
        turns.append(Turn(number, label, speaker, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    document = _document("transcript", title, text, verbatim)
    asked = turns[1].span
    lead = f"{FIRST_LEAD} {LEAD}" if question == POINTING else FIRST_LEAD
    context = Span(asked.start, asked.start + len(lead))
    first = Question(1, 2, Span(context.end + 1, asked.end), context)
    second = Question(1, 4, turns[3].span)
    exchanges = (
        Exchange(1, "s2", (2, 3), (first,), Span(asked.start, turns[2].span.end)),
        Exchange(2, "s3", (4, 5), (second,), Span(turns[3].span.start, turns[4].span.end)),
    )
    return document, Transcript(tuple(turns), speakers, exchanges, opening=(1,))
