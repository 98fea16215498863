"""Interviews in which a dash alone begins each turn: "— Where is it?", "— In a drawer."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.labels.label import Label
from pressgap.core.model import Span
from pressgap.core.speech.asking import asks, is_request, on_one_line
from pressgap.core.speech.role_words import role_by_wording
from pressgap.core.text.lines import line_spans
from pressgap.core.text.sentences import sentence_spans

_DASH = re.compile(r"[ \t]*(?:[—–―]|-{1,2}(?=[ \t]))[ \t\u00a0]*(?=\S)")
_LEAST = 4  # turns
_MOSTLY = 0.6  # of those who ask, and of all dashes against labels
_OTHERWISE = 0.4  # of those who answer, at most
_LABELS = 0.25  # for each dash, at most


def in_dashes(text: str, within: Span, labels: Sequence[Label]) -> list[Label]:
    """Return labels for an interview whose turns begin with a dash, or none.

    Two take turns, so every second one asks; a list has few questions, and a text with as many
    labels as dashes is no such interview.
    """
    found = [dash for line in line_spans(text, within) if (dash := _dash(text, line)) is not None]
    if len(found) < _LEAST or len(labels) > _LABELS * len(found):
        return []
    ends = [*(dash.start for dash in found[1:]), within.end]
    asking = [_asks(text, Span(d.end, e)) for d, e in zip(found, ends, strict=True)]
    if not asking[0] and asking[1]:
        found, asking = found[1:], asking[1:]
    if _share(asking[::2]) < _MOSTLY or _share(asking[1::2]) > _OTHERWISE:
        return []
    return [
        Label(printed, None, None, role_by_wording(printed), dash, sure=True)
        for place, dash in enumerate(found)
        for printed in ("A" if place % 2 else "Q",)
    ]


def _dash(text: str, line: Span) -> Span | None:
    found = _DASH.match(text, line.start, line.end)
    return Span(found.start(), found.end()) if found else None


def _asks(text: str, said: Span) -> bool:
    """Return whether a turn's last sentence asks; what a heading below it says is not seen."""
    first = text.find("\n", said.start, said.end)
    paragraph = Span(said.start, said.end if first < 0 else first)
    sentences = sentence_spans(text, paragraph)
    last = on_one_line(text, sentences[-1]) if sentences else ""
    return asks(last) or is_request(last)


def _share(asking: Sequence[bool]) -> float:
    return sum(asking) / len(asking) if asking else 0.0
