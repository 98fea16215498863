"""The text around the speech: introduction, commentary, and what the caller ruled out."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.lines import paragraph_spans, trimmed
from pressgap.core.model import Aside, Span, TranscriptOptions
from pressgap.core.names import parts
from pressgap.core.sentences import sentence_spans
from pressgap.core.speakers import Person
from pressgap.core.trailing import may_be_speech, tail_of
from pressgap.core.turns import Said

RULED_OUT = "outside the lines given as speech"
INTRODUCTION = "before the first speaker label"
MAYBE_OPENING = "before the first speaker label, though it may be somebody's speech"
AFTER = "after the last answer"
MAYBE_SPEECH = "after the last answer, and neither clearly speech nor clearly commentary"


def before(text: str, bounds: Span, first_label: int, people: Sequence[Person]) -> list[Aside]:
    """Return the asides before the first label."""
    asides = _aside(text, Span(0, bounds.start), certain=True, why=RULED_OUT)
    stretch = trimmed(text, Span(bounds.start, first_label))
    matter = [p for p in paragraph_spans(text, stretch) if not p.of(text).startswith("#")]
    unsure = may_be_speech(text, matter, _own_names(people))
    why = MAYBE_OPENING if unsure else INTRODUCTION
    return asides + _aside(text, stretch, certain=not unsure, why=why)


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
    names = [part for person in principal for name in person.names for part in parts(name)]
    surnames = {parts(name)[-1] for person in principal for name in person.names if parts(name)}
    return frozenset(part for part in names if len(part) > 2 and part in surnames)
