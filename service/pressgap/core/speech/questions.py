"""What is asked in a stretch of speech: questions, requests, and what leads up to them.

A question's span leaves out what only leads in (an address, "tell me,", "The question is:", "and
in general,"), and a sentence that joins two questions by "and" holds two. Sentences that lead in
are kept as the question's context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.model import Span
from pressgap.core.speech.asking import (
    announces_question,
    asks,
    is_announcement,
    is_courtesy,
    is_reported,
    is_request,
    on_one_line,
)
from pressgap.core.speech.lead_in import next_question, without_lead_in


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked, with the sentences that led up to it in the same stretch."""

    span: Span
    context: Span | None


def questions(text: str, sentences: Sequence[Span], names: frozenset[str]) -> list[Asked]:
    """Return what is asked in the given sentences; ``names`` are folded names people go by."""
    found = _asking(text, sentences)
    asked: list[Asked] = []
    lead: Span | None = None
    used = False
    for sentence in sentences:
        if sentence in found:
            asked += [Asked(span, lead) for span in _parts(text, sentence, names)]
            used = True
        elif not is_courtesy(on_one_line(text, sentence)):
            lead = sentence if lead is None or used else Span(lead.start, sentence.end)
            used = False
    return asked


def _asking(text: str, sentences: Sequence[Span]) -> set[Span]:
    said = {sentence: on_one_line(text, sentence) for sentence in sentences}
    direct = {s for s in sentences if asks(said[s]) and not is_courtesy(said[s])}
    told = {s for s in direct if is_reported(said[s])}
    direct -= told if direct > told else set()
    announced = {s for s in direct if announces_question(said[s])}
    direct -= announced if direct > announced else set()
    requests = {s for s in sentences if s not in direct | told and is_request(said[s])}
    plain = {s for s in requests if not is_announcement(said[s])}
    return direct | (plain if direct or plain else requests)


def _parts(text: str, sentence: Span, names: frozenset[str]) -> Iterator[Span]:
    start = without_lead_in(text, sentence, names)
    while (cut := next_question(text, Span(start, sentence.end))) is not None:
        yield Span(start, cut.start)
        start = without_lead_in(text, Span(cut.end, sentence.end), names)
    yield Span(start, sentence.end)
