"""Turns in the making: each label with the speech that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.label import Label
from pressgap.core.lines import ends_sentence, trimmed
from pressgap.core.model import Span
from pressgap.core.sentences import sentence_spans

# A heading or a line of marks at the end of a stretch: nobody says it.
_FURNITURE_AT_END = re.compile(
    r"[\n\r\u2028\u2029][ \t]*(?:#{1,6}[ \t][^\n\r]*|[*_\-=~•·#— \t]+)\Z"
)


@dataclass(slots=True)
class Said:
    """A turn in the making; ``sentences`` are those of ``span``."""

    label: Label
    span: Span
    sentences: list[Span] = field(default_factory=list)

    def words(self) -> int:
        """Return the length of the speech in characters: a cheap measure of who talks most."""
        return self.span.end - self.span.start


def said_under(text: str, labels: Sequence[Label], end: int) -> list[Said]:
    """Return the speech under each label, up to the next label or ``end``.

    A label without speech (a list of participants) is left out.
    """
    ends = [*(label.span.start for label in labels[1:]), end][: len(labels)]
    turns: list[Said] = []
    for place, (label, until) in enumerate(zip(labels, ends, strict=True)):
        span = trimmed(text, Span(label.span.end, max(label.span.end, until)))
        if place < len(labels) - 1:
            span = _without_furniture(text, span)
        if any(map(str.isalnum, span.of(text))) and not _only_a_caption(text, label, span):
            turns.append(Said(label, span, sentence_spans(text, span)))
    return turns


def _only_a_caption(text: str, label: Label, span: Span) -> bool:
    """Return whether a caption ("Prepared remarks:") follows a label on a line of its own."""
    said = span.of(text)
    ends = not ends_sentence(said) or said.endswith(":")
    return text[label.span.end] in "\n\r" and len(said) <= 60 and len(said.split()) <= 6 and ends


def _without_furniture(text: str, span: Span) -> Span:
    while True:
        tail = max(span.start, span.end - 300)
        found = _FURNITURE_AT_END.search(text[tail : span.end])
        if found is None:
            return span
        span = trimmed(text, Span(span.start, tail + found.start()))
