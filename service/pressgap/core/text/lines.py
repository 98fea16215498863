"""Lines and paragraphs of a text, whatever its line ends, as spans into the untouched text.

Some texts put a paragraph on one line, others break lines at a fixed width. Which of the two a
text does is decided once, for the whole text, by ``is_hard_wrapped``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pressgap.core.model import Span

LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
_LINE_END = re.compile(rf"\r\n|[{LINE_ENDS}]")
_CLOSERS = "\"'”’»›)]}*_| \t"
# Greek asks with what looks like a semicolon; this is its own sign for it.
QUESTION_MARKS = ("?", "؟", "？", "\u037e", "፧")
_ENDS_SENTENCE = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "۔", "।", "։", "።")
_STARTS_BLOCK = re.compile(
    r"[ \t]*(?:#{1,6}\s|[-*+•–—]\s|\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)]\s|>|\|)"
)
_WRAP_WIDTHS = range(30, 121)
_SAMPLE = 200_000


def line_spans(text: str, within: Span | None = None) -> list[Span]:
    """Return every line without its line end, empty ones included."""
    return list(_lines(text, within or Span(0, len(text))))


def _lines(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for found in _LINE_END.finditer(text, within.start, within.end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, within.end)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without surrounding white space (empty at its start when blank)."""
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + max(left, len(piece.rstrip())))


def is_hard_wrapped(text: str) -> bool:
    """Return whether lines are broken at a fixed width, so that a line end ends nothing.

    So it is when hardly a line is longer than a printed page is wide, and most lines of full width
    that another line follows stop in mid-sentence. Judged on the first 200,000 characters.
    """
    # A search quotes from many documents in turn; of long ones few are held in memory.
    return _seems_hard_wrapped(text) if len(text) <= _SAMPLE else _long_seems_hard_wrapped(text)


def _judge_lines(text: str) -> bool:
    lines = [text[s.start : s.end] for s in _lines(text, Span(0, min(len(text), _SAMPLE)))]
    widths = sorted(len(line) for line in lines if line.strip())
    if not widths or widths[-1 - len(widths) // 20] >= _WRAP_WIDTHS.stop:
        return False
    full = max(_WRAP_WIDTHS.start, 3 * widths[-1 - len(widths) // 10] // 4)
    filled = [a for a, b in pairwise(lines) if len(a) >= full and a.strip() and b.strip()]
    broken = [line for line in filled if not ends_sentence(line)]
    return len(filled) >= 3 and len(broken) > 0.6 * len(filled)


_seems_hard_wrapped = lru_cache(maxsize=128)(_judge_lines)
_long_seems_hard_wrapped = lru_cache(maxsize=4)(_judge_lines)


def ends_sentence(line: str) -> bool:
    """Return whether a line's last character, closing quotes aside, ends a sentence."""
    return line[-40:].rstrip(_CLOSERS).endswith(_ENDS_SENTENCE)


def paragraph_spans(text: str, within: Span | None = None) -> list[Span]:
    """Return the paragraphs inside ``within``, without surrounding white space.

    A paragraph is a line; in a hard-wrapped text it is a run of lines that ends at a blank line,
    before a heading or list item, or at a short line that ends a sentence.
    """
    lines = [trimmed(text, line) for line in _lines(text, within or Span(0, len(text)))]
    if not is_hard_wrapped(text):
        return [line for line in lines if line.start < line.end]
    return list(_joined(text, lines))


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    widths = sorted(line.end - line.start for line in lines if line.start < line.end)
    full = widths[len(widths) * 3 // 4] if widths else 0
    start: int | None = None
    end = 0
    for line in lines:
        blank = line.start == line.end
        if start is not None and (blank or _starts_block(text, line, end)):
            yield Span(start, end)
            start = None
        if blank:
            continue
        start = line.start if start is None else start
        end = line.end
        said = text[line.start : line.end]
        if end - line.start < 0.6 * full and ends_sentence(said) and not _BREAKS_OFF.search(said):
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)


# "… told Mr." with the name on the next line.
_BREAKS_OFF = re.compile(
    r"(?<!\w)(?:Mrs?|Ms|Messrs|Mmes?|Mlle|Dr|Prof|Gen|Sen|Rep|Gov|Hon|Rev|Col|Lt|Capt|St|[A-Z])\.$"
)


def _starts_block(text: str, line: Span, before: int) -> bool:
    """Return whether a heading or list item begins; a mark in mid-sentence begins nothing."""
    found = _STARTS_BLOCK.match(text, line.start, line.end + 1)
    last = text[max(0, before - 40) : before]
    stops = ends_sentence(last) or last.endswith((",", " and", " or"))
    return bool(found) and (text[line.start] == "#" or stops)
