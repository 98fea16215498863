"""A declaration's text as blocks: paragraphs, numbered paragraphs, list items, headings.

Everything is a span into the untouched text. Lines that plainly go on are joined: a list item or
a paragraph broken over lines without a blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.lines import paragraph_spans
from pressgap.core.model import Span

_UNSEEN = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_BOLD = r"(?:\*\*|__|\*|_)?"
_WORDS = (
    r"articles?|art\.?|sections?|sec\.?|paragraph|clause|artikel|artículo|articolo|artigo|"
    r"стат(?:ья|ьи)|ст\.|пункт|المادة|مادة|§{1,2}"
)
_MARK = re.compile(
    _UNSEEN + r"(?:#{1,6}[ \t]+)?" + _BOLD + r"(?:"
    rf"(?P<article>(?:{_WORDS})[ \t]*(?P<a>\d{{1,4}}[a-z]?|[ivxlc]{{1,7}}))\b"
    r"(?P<stop>[ \t]*[.:)–—-])?" + _BOLD + r"(?=\s|\Z)|"
    r"(?P<dot>\d{1,3})\\?\." + _BOLD + r"(?=\s|\Z|[^\W\d_])|"
    r"(?P<paren>\d{1,3})\\?\)" + _BOLD + r"(?=\s|\Z)|"
    r"\((?P<bracket>\d{1,3})\)" + _BOLD + r"(?=\s|\Z)|"
    r"(?P<roman>(?-i:[IVXLC]{1,7}|[A-Z]))[.)]" + _BOLD + r"(?=\s|\Z)"
    r")\s*",
    re.IGNORECASE,
)
_LIST = re.compile(
    _UNSEEN + r"(?:[-*+•–—▪◦‣·○●■□►✓][ \t]+|"
    r"\(?(?:[a-zа-я]|[ivx]{1,5})\)[ \t]+|(?:[a-zа-я]|[ivx]{1,5})\.[ \t]+)"
)
_ATX = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|\Z)")
_RULE = re.compile(r"[\W_]*")
_FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_LEADS_ON = (":", ";", ",", "，", "、", "；", "：", "،", "؛", "–", "—")
_CLOSERS = "\"'”’»›)]}*_ \t"
_WRAPPED = 50
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a block: its style, as printed, and its value."""

    style: str
    printed: str
    value: int


@dataclass(slots=True)
class Block:
    """A stretch of text. ``body`` is where it starts behind its mark; ``level`` is a heading's.

    ``apart`` tells whether a blank line stands before it, ``indent`` how far in it begins.
    """

    span: Span
    body: int
    apart: bool
    indent: int
    mark: Mark | None = None
    item: bool = False
    level: int | None = None
    rule: bool = False

    @property
    def plain(self) -> bool:
        """Return whether this is text without any mark."""
        return self.mark is None and not self.item and self.level is None and not self.rule


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of ``text`` in order; Markdown headings are known already."""
    found: list[Block] = []
    before = 0
    for span in paragraph_spans(text):
        block = _block(text, span, before)
        if found and _goes_on(text, found[-1], block):
            found[-1].span = Span(found[-1].span.start, span.end)
        else:
            found.append(block)
        before = span.end
    return found


def leads_on(text: str, block: Block) -> bool:
    """Return whether a block ends in a colon, a comma or the like: what follows belongs to it."""
    return _end_of(text, block.span).endswith(_LEADS_ON)


def ends(text: str, block: Block) -> bool:
    """Return whether a block ends as a sentence does."""
    return _end_of(text, block.span).endswith(_FULL_STOPS)


def _end_of(text: str, span: Span) -> str:
    return text[max(span.start, span.end - 40) : span.end].rstrip(_CLOSERS)


def _block(text: str, span: Span, before: int) -> Block:
    gap = text[before : span.start].replace("\r\n", "\n")
    line_ends = len(f"{gap}.".splitlines()) - 1
    indent = len(f"{gap}.".splitlines()[-1]) - 1
    block = Block(span, span.start, line_ends > 1 or before == 0, indent)
    heading = _ATX.match(text, span.start, span.end)
    block.mark, body = _mark(text, span)
    if heading is not None and (block.mark is None or block.mark.style != "article"):
        block.mark = None
        block.level = len(heading["marks"])
        block.body = heading.end()
    elif block.mark is not None:
        block.body = body
    elif (found := _LIST.match(text, span.start, span.end)) is not None:
        block.item, block.body = True, found.end()
    elif _RULE.fullmatch(text, span.start, span.end):
        block.rule = not any(not letter.isascii() for letter in span.of(text))
    return block


def _mark(text: str, span: Span) -> tuple[Mark | None, int]:
    found = _MARK.match(text, span.start, span.end)
    if found is None:
        return None, span.start
    style = next(name for name in ("article", "dot", "paren", "bracket", "roman") if found[name])
    if style == "article" and found["stop"] is None and text[found.end() : span.end][:1].islower():
        return None, span.start  # "Article 5 of the treaty …" is a sentence
    printed = " ".join(found[style].split())
    return Mark(style, printed, _value(found["a"] if style == "article" else printed)), found.end()


def _value(printed: str) -> int:
    digits = re.match(r"\d+", printed)
    if digits is not None:
        return int(digits[0])
    numerals = [_ROMAN.get(letter, 0) for letter in printed.upper()]
    pairs = zip(numerals, [*numerals[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _goes_on(text: str, block: Block, line: Block) -> bool:
    """Return whether a line continues the block above it."""
    if line.apart or not line.plain or block.level is not None or block.rule:
        return False
    if _end_of(text, block.span).endswith((*_FULL_STOPS, ":")):
        return False
    return text[line.span.start].islower() or block.span.end - block.span.start >= _WRAPPED


def lines_of(text: str, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the line numbers, from 1, of ascending spans."""
    line, at = 1, 0
    for span in spans:
        line += len(f"{text[at : span.start]}.".splitlines()) - 1
        at = span.start
        yield line
