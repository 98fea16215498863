"""A passage of a transcript as a judge is shown it: its words, and what stands around them."""

from __future__ import annotations

from pressgap.core.matching.opinions import Pair
from pressgap.core.model import Clause, Document, Passage, Span, Transcript

BEFORE = 600
AFTER = 300


def pair_shown(
    declaration: Document,
    clause: Clause,
    transcript: Document,
    speech: Transcript,
    passage: Passage,
) -> Pair:
    """Return the pair. Only speech is shown: labels, and text nobody said, stay out."""
    return Pair(
        clause=clause.words(declaration.text),
        label=clause.label,
        passage=passage.span.of(transcript.text),
        part=passage.part,
        context="\n".join(_around(transcript.text, speech, passage)),
    )


def _around(text: str, speech: Transcript, passage: Passage) -> list[str]:
    turns = {turn.number: turn for turn in speech.turns}
    turn = turns.get(passage.turn or 0)
    if turn is None:
        return []
    before = _end(text, Span(turn.span.start, passage.span.start))
    after = _beginning(text, Span(passage.span.end, turn.span.end))
    last = turns.get(turn.number - 1)
    lines = (
        ("Asked before it", _asked(text, speech, passage) if passage.part == "answer" else ""),
        (
            "Said before the turn",
            _end(text, last.span) if passage.part == "question" and last else "",
        ),
        ("In the same turn before it", before),
        ("In the same turn after it", after),
    )
    return [f"{what}: {words}" for what, words in lines if words]


def _asked(text: str, speech: Transcript, passage: Passage) -> str:
    """Return the questions of the passage's exchange that were asked before it."""
    questions = " ".join(
        question.span.of(text)
        for exchange in speech.exchanges
        if exchange.number == passage.exchange
        for question in exchange.questions
        if question.span.end <= passage.span.start
    )
    return _end(questions, Span(0, len(questions)))


def _end(text: str, span: Span) -> str:
    start = max(span.start, span.end - BEFORE)
    words = text[start : span.end].split()
    # The first word may have been cut through.
    return " ".join(words if start <= span.start else ["…", *words[1:]])


def _beginning(text: str, span: Span) -> str:
    end = min(span.end, span.start + AFTER)
    words = text[span.start : end].split()
    return " ".join(words if end >= span.end else [*words[:-1], "…"])
