"""Stretches of a text → paragraphs of sentences, questions marked, pages and warnings in place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, takewhile

from pressgap.core.model import Landmark, Passage, Question, Span, Structure, Transcript
from pressgap.core.reading.values import Paragraph, Warned, Words, name_of
from pressgap.core.text.lines import line_spans, paragraph_spans

_LINE = re.compile(r"\blines? (\d{1,9})\b")


class Paragraphs:
    """Makes the paragraphs of one text. Stretches are asked for once each, in their order."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        passages: Sequence[Passage],
        landmarks: Sequence[Landmark],
    ) -> None:
        self._text = text
        self._sentences = sorted(each.span for each in passages if each.level == "sentence")
        self._ends = [span.end for span in self._sentences]
        self._blocks = sorted(each.span for each in passages if each.level == "block")
        self._landmarks = sorted(landmarks)
        self._landmark_starts = [each.start for each in self._landmarks]
        self._landmarks_told = 0
        self._questions = sorted(_questions(structure), key=lambda each: each.span)
        self._question_ends = [question.span.end for question in self._questions]
        self._asked: set[Span] = set()
        self._taken: set[str] = set()
        self._warned = [Warned(n, said) for n, said in enumerate(structure.warnings, 1)]
        self._to_place = deque(sorted(_places(text, structure.warnings)))

    def of(self, span: Span) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a stretch of the text."""
        return self.each(paragraph_spans(self._text, span))

    def each(self, spans: Iterable[Span]) -> tuple[Paragraph, ...]:
        """Return a paragraph for each of ``spans``, which hold text."""
        return tuple(map(self._paragraph, spans))

    def warnings(self) -> tuple[Warned, ...]:
        """Return the warnings, each with the place it found among the paragraphs so far."""
        return tuple(self._warned)

    def _paragraph(self, span: Span) -> Paragraph:
        self._taken.add(name_of(span))
        # One that stands before a clause's number, or a turn's label, is that paragraph's too.
        first, last = self._landmarks_told, bisect_left(self._landmark_starts, span.end)
        self._landmarks_told = max(first, last)
        return Paragraph(
            span,
            tuple(self._words(span)),
            tuple(self._landmarks[first:last]),
            tuple(self._warnings_before(span.end, name_of(span))),
        )

    def _words(self, paragraph: Span) -> Iterator[Words]:
        at = paragraph.start
        for sentence in self._sentences_in(paragraph):
            start, end = max(sentence.start, at), min(sentence.end, paragraph.end)
            if at < start:
                yield Words(self._text[at:start])
            yield self._sentence(sentence, Span(start, end))
            at = end
        if at < paragraph.end:
            yield Words(self._text[at : paragraph.end])

    def _sentences_in(self, paragraph: Span) -> Iterator[Span]:
        first = bisect_right(self._ends, paragraph.start)
        places = range(first, len(self._sentences))
        return takewhile(
            lambda span: span.start < paragraph.end, (self._sentences[place] for place in places)
        )

    def _sentence(self, sentence: Span, shown: Span) -> Words:
        """Return a sentence, or what of it stands in one paragraph: the first part is named."""
        begins = shown.start == sentence.start
        blocks = [self._take(block) for block in self._blocks_at(sentence.start)] if begins else ()
        name = self._take(sentence) if begins else None
        question = self._question(shown)
        asks = question is not None and question.span not in self._asked
        if question is not None:
            self._asked.add(question.span)
        number = question.number if question else None
        return Words(shown.of(self._text), name, tuple(filter(None, blocks)), number, asks)

    def _take(self, span: Span) -> str | None:
        """Return the name of a passage, None where something on the page has it already."""
        name = name_of(span)
        if name in self._taken:
            return None
        self._taken.add(name)
        return name

    def _blocks_at(self, start: int) -> Iterator[Span]:
        first = bisect_left(self._blocks, Span(start, start))
        places = takewhile(lambda place: place < len(self._blocks), count(first))
        return takewhile(lambda span: span.start == start, (self._blocks[p] for p in places))

    def _question(self, span: Span) -> Question | None:
        place = bisect_right(self._question_ends, span.start)
        found = self._questions[place] if place < len(self._questions) else None
        return found if found and found.span.start < span.end else None

    def _warnings_before(self, end: int, name: str) -> Iterator[int]:
        while self._to_place and self._to_place[0][0] < end:
            _, place = self._to_place.popleft()
            self._warned[place] = replace(self._warned[place], at=name)
            yield self._warned[place].number


def _questions(structure: Structure) -> Iterator[Question]:
    if isinstance(structure, Transcript):
        for exchange in structure.exchanges:
            yield from exchange.questions


def _places(text: str, warnings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a warning points and which it is, for those that name a line of the text."""
    lines = line_spans(text) if warnings else []
    for place, warning in enumerate(warnings):
        found = _LINE.search(warning)
        if found and 1 <= int(found[1]) <= len(lines):
            yield lines[int(found[1]) - 1].start, place
