"""The text around the speech: introduction, commentary, and what the caller ruled out."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.model import Aside, Span, TranscriptOptions
from pressgap.core.speech.asking import asks
from pressgap.core.speech.trailing import cues_in, may_be_speech, tail_of
from pressgap.core.text.lines import paragraph_spans, trimmed
from pressgap.core.text.names import parts
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

RULED_OUT = "outside the lines given as speech"
_INTRODUCTION = "before the first speaker label"
_MAYBE_OPENING = "before the first speaker label, though it may be somebody's speech"
AFTER = "after the last answer"
MAYBE_SPEECH = "after the last answer, and neither clearly speech nor clearly commentary"


def before(text: str, bounds: Span, first_label: int, people: Sequence[Person]) -> list[Aside]:
    """Return the asides before the first label.

    What may be somebody's speech is uncertain: all of it, or from a question on.
    """
    asides = _aside(text, Span(0, bounds.start), certain=True, why=RULED_OUT)
    stretch = trimmed(text, Span(bounds.start, first_label))
    matter = [p for p in paragraph_spans(text, stretch) if not p.of(text).startswith("#")]
    absent = _own_names(people)
    doubt = stretch.start
    if not may_be_speech(text, matter, absent):
        doubt = _unlabelled_question(text, matter, absent, stretch.end)
    asides += _aside(text, Span(stretch.start, doubt), certain=True, why=_INTRODUCTION)
    return asides + _aside(text, Span(doubt, stretch.end), certain=False, why=_MAYBE_OPENING)


def _unlabelled_question(
    text: str, matter: Sequence[Span], absent: frozenset[str], end: int
) -> int:
    """Return where the first question begins that somebody may have put, or ``end``.

    A text's first line may be a title that asks, and whoever writes about the speaker asks
    themselves: those are none.
    """
    asking = [any(asks(s.of(text)) for s in sentence_spans(text, p)) for p in matter]
    if len(matter) > 1 and not asking[1]:
        asking[0] = False
    for place, paragraph in enumerate(matter):
        if asking[place]:
            return end if cues_in(text, matter[place:], absent) else paragraph.start
    return end


def after(
    text: str,
    turns: Sequence[Said],
    people: Sequence[Person],
    bounds: Span,
    options: TranscriptOptions,
) -> list[Aside]:
    """Return the asides after the speech, and cut them off the last turn."""
    asides = _aside(text, Span(bounds.end, len(text)), certain=True, why=RULED_OUT)
    if options.last_line is not None:
        return asides  # the caller has said where the speech ends
    last = turns[-1]
    absent = _own_names(people) if people[-1].role == "principal" else frozenset()
    tail = tail_of(text, last.span, absent)
    last.span = trimmed(text, Span(last.span.start, tail.end))
    last.sentences = sentence_spans(text, last.span)
    if tail.undecided:
        asides += _aside(text, tail.undecided, certain=False, why=MAYBE_SPEECH)
    if tail.commentary:
        asides += _aside(text, tail.commentary, certain=True, why=f"{AFTER}: {tail.why}")
    return asides


def _aside(text: str, span: Span, *, certain: bool, why: str) -> list[Aside]:
    span = trimmed(text, span)
    return [Aside(span, certain, why)] if span.start < span.end else []


def _own_names(people: Sequence[Person]) -> frozenset[str]:
    """Folded parts of the principal's names, initials left out."""
    principal = [person for person in people if person.role == "principal"][:1]
    told = [name for person in principal for name in (*person.names, person.introduced or "")]
    names = [part for name in told for part in parts(name)]
    surnames = {parts(name)[-1] for name in told if parts(name)}
    return frozenset(part for part in names if len(part) > 2 and part in surnames)
