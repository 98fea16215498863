"""Places in a text as a person names them: lines from 1, and the turns that begin there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from pressgap.core.model import Span, Transcript, Turn
from pressgap.core.text.lines import line_spans

_BEFORE_SPEECH = 500  # characters before a turn's speech in which its label stands


class Places:
    """The lines of a text, found when they are first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> list[Span]:
        """Every line, empty ones included."""
        return line_spans(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line(self, at: int) -> int:
        """Return the number of the line that a place is in, from 1."""
        return bisect_right(self._starts, at)

    def numbers(self, span: Span) -> tuple[int, int]:
        """Return the first and the last line of a stretch."""
        return self.line(span.start), self.line(max(span.start, span.end - 1))


def label_place(text: str, turn: Turn) -> int:
    """Return where a turn begins: at its label as printed; at its speech where that has none."""
    words = turn.label.split()
    if not words:
        return turn.span.start
    start = max(0, turn.span.start - _BEFORE_SPEECH)
    words_there = r"\s+".join(map(re.escape, words))
    printed = re.compile(rf"(?<!\w){words_there}[^\w]*\Z")
    found = printed.search(text[start : turn.span.start])
    return turn.span.start if found is None else start + found.start()


def turn_at(text: str, transcript: Transcript, at: int) -> Turn | None:
    """Return the turn that begins at a place: at its label, at its speech, or between."""
    place = bisect_left([turn.span.start for turn in transcript.turns], at)
    if place == len(transcript.turns):
        return None
    turn = transcript.turns[place]
    begins = label_place(text, turn)
    before = text[at:begins]  # a time stamp or a mark may stand before the label
    return turn if len(before) <= _BEFORE_SPEECH and not any(map(str.isalpha, before)) else None


def turn_on(places: Places, turns: Sequence[Turn], line: int) -> Turn | None:
    """Return the turn whose label stands on a line, else the one whose speech begins on it."""
    first = bisect_left([turn.span.start for turn in turns], places.lines[line - 1].start)
    near: Turn | None = None
    for turn in turns[first:]:
        begins = places.line(label_place(places.text, turn))
        if begins == line:
            return turn
        if begins > line:
            break
        if near is None and places.line(turn.span.start) == line:
            near = turn
    return near
