"""A declaration's text as blocks: paragraphs, numbered paragraphs, list items, headings.

Everything is a span into the untouched text. Lines that plainly go on are joined: a list item or
a paragraph broken over lines without a blank line between them, or by the turn of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressgap.core.declarations.furniture import furniture
from pressgap.core.model import Span
from pressgap.core.text.lines import ends_sentence, is_hard_wrapped, line_spans, trimmed
from pressgap.core.text.marks import WEAK, Mark, bullet_at, mark_at

_ATX = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|\Z)")
_SPACED_RULE = re.compile(r"(?:([-*–—•])[ \t]+)(?:\1[ \t]+)+\1")  # "- - -", "* * *"
_RULE = re.compile(r"[\W_]*")
_FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_LEADS_ON = (":", ";", ",", "，", "、", "；", "：", "،", "؛", "–", "—")
_COLONS = (":", "：", "–", "—")
_CLOSERS = "\"'”’»›)]}*_ \t"
_WRAPPED = 50
_SHORT = 0.6  # of the usual width: a line that ends its paragraph
_ROOM = 0.75  # of the usual width: had the next word fitted there, the line was ended on purpose
_FEW_WORDS = 6
_TAB = 4
_SURE = "•▪◦‣·○●■□►➢✓"  # bullets that are nothing else


@dataclass(slots=True)
class Block:
    """A stretch of text. ``body`` is where it starts behind its mark; ``level`` is a heading's.

    ``apart`` tells whether a blank line stands before it, ``indent`` how far in it begins,
    ``bullet`` which sign it begins with, where it is an item of a list without numbers;
    ``hashes`` are those of a Markdown heading.
    """

    span: Span
    body: int
    apart: bool
    indent: int
    mark: Mark | None = None
    bullet: str | None = None
    hashes: int = 0
    level: int | None = None
    rule: bool = False

    @property
    def plain(self) -> bool:
        """Return whether this is text without any mark."""
        return self.mark is None and not self.item and self.level is None and not self.rule

    @property
    def item(self) -> bool:
        """Return whether this is an item of a list: bulleted, or with a small letter."""
        return self.bullet is not None or (self.mark is not None and self.mark.small)

    @property
    def listed(self) -> bool:
        """Return whether this may be an item of a list, numbered ones included."""
        return self.item or self.mark is not None


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of ``text`` in order; Markdown headings are known already.

    Page numbers and running heads are in no block, unless a block goes on behind them.
    """
    return _Joiner(text).blocks


def body_of(text: str, block: Block) -> str:
    """Return a block's words without its mark."""
    return text[block.body : block.span.end]


def leads_on(text: str, block: Block) -> bool:
    """Return whether a block ends in a colon, a comma or the like: what follows belongs to it."""
    return _end_of(text, block.span).endswith(_LEADS_ON)


def announces(text: str, block: Block) -> bool:
    """Return whether a block ends in a colon or dash."""
    return _end_of(text, block.span).endswith(_COLONS)


def ends(text: str, block: Block) -> bool:
    """Return whether a block ends as a sentence does."""
    return _end_of(text, block.span).endswith(_FULL_STOPS)


def lines_of(text: str, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the line numbers, from 1, of ascending spans."""
    line, at = 1, 0
    for span in spans:
        line += len(f"{text[at : span.start]}.".splitlines()) - 1
        at = span.start
        yield line


def in_capitals(line: str) -> bool:
    """Return whether all letters, three or more, are capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 2 and all(letter.isupper() for letter in letters)


def _end_of(text: str, span: Span) -> str:
    return text[max(span.start, span.end - 40) : span.end].rstrip(_CLOSERS)


class _Joiner:
    """Goes through the lines once and joins those of one block."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wrapped = is_hard_wrapped(text)
        raw = line_spans(text)
        lines = [trimmed(text, line) for line in raw]
        widths = sorted(line.end - line.start for line in lines if line.start < line.end)
        self.usual = widths[len(widths) * 3 // 4] if widths else 0
        self.blocks: list[Block] = []
        self.last: dict[str, int] = {}  # the last number of each way of numbering
        self.apart, self.page = True, False
        left_out = furniture(text, lines)
        for place, (line, full) in enumerate(zip(lines, raw, strict=True)):
            if place in left_out:
                self.page = True
            elif line.start == line.end:
                self.apart = True
            else:
                self._take(line, _indent(text[full.start : line.start]))

    def _take(self, line: Span, indent: int) -> None:
        block = _block(self.text, line, indent, apart=self.apart)
        last = self.blocks[-1] if self.blocks else None
        if last is not None and self._goes_on(last, block):
            last.span = Span(last.span.start, line.end)
        else:
            self.blocks.append(block)
            if block.mark is not None:
                self.last[block.mark.family] = block.mark.value
        self.last_line, self.apart, self.page = line, False, False

    def _goes_on(self, block: Block, line: Block) -> bool:
        """Return whether a line continues the block above it."""
        if block.level is not None or block.rule or line.level is not None or line.rule:
            return False
        if self.page and (line.plain or line.mark is None):
            return self._over_the_page(block, line)
        if line.apart:
            return False
        if line.listed:
            return self._mark_in_mid_sentence(block, line)
        if self._recites(block, line):
            return False
        if self.wrapped:
            return self._wraps(line)
        if _end_of(self.text, block.span).endswith((*_FULL_STOPS, ":")):
            return False
        wide = block.span.end - block.span.start >= _WRAPPED
        return wide or self.text[line.span.start].islower()

    def _wraps(self, line: Block) -> bool:
        """Return whether the line above is broken for its length alone, not for its end."""
        above = self.last_line.of(self.text)
        if ends_sentence(above) and len(above) < _SHORT * self.usual:
            return False
        if in_capitals(above) and not in_capitals(line.span.of(self.text)):
            return False
        first = self.text[line.span.start : line.span.end].split(maxsplit=1)[0]
        would_fit = len(above) + 1 + len(first) < _ROOM * self.usual
        return not (would_fit and first[0].isupper())

    def _over_the_page(self, block: Block, line: Block) -> bool:
        if ends(self.text, block) or announces(self.text, block) or not line.plain:
            return False
        wide = self.last_line.end - self.last_line.start >= _WRAPPED
        return self.text[line.span.start].islower() or (self.wrapped and wide)

    def _mark_in_mid_sentence(self, block: Block, line: Block) -> bool:
        """Return whether what looks like a mark is a number or letter of the sentence above."""
        above = self.last_line.of(self.text)
        if self._breaks_off(above) and self._is_out_of_turn(line):
            return True  # "…, 6 and" over "9. The reports"
        if ends_sentence(above) or leads_on(self.text, block) or above.endswith((" and", " or")):
            return False
        if _next_of_kind(block, line) or (line.bullet is not None and line.bullet in _SURE):
            return False
        decimal = line.mark is not None and line.mark.family.startswith("decimal")
        if decimal and self.text[line.body : line.body + 1].islower():
            return True
        return self.wrapped and len(above) >= _SHORT * self.usual

    def _breaks_off(self, above: str) -> bool:
        """Return whether a line plainly ends in mid-sentence."""
        full = self.wrapped and len(above) >= _ROOM * self.usual
        return above.endswith((",", " and", " or")) or (full and not ends_sentence(above))

    def _is_out_of_turn(self, line: Block) -> bool:
        """Return whether a number goes back or leaves some out."""
        if line.mark is None or line.mark.lettered or line.mark.worded:
            return False
        last = self.last.get(line.mark.family)
        return last is not None and line.mark.value not in (1, last, last + 1)

    def _recites(self, block: Block, line: Block) -> bool:
        """Return whether a line begins the next recital: "Noting …" behind a comma."""
        if not _end_of(self.text, block.span).endswith((",", ";")):
            return False
        words = line.span.of(self.text)
        if not words.lstrip('*_"“«')[:1].islower():
            return begins_recital(self.text, line.span)
        end = _end_of(self.text, line.span)
        enacting = end.endswith(":") and len(words.split()) <= _FEW_WORDS  # "resolves:"
        if self.wrapped or not (enacting or end.endswith((",", ";"))):
            return False  # "…, including" goes on
        return enacting or begins_recital(self.text, line.span)


def _next_of_kind(block: Block, line: Block) -> bool:
    """Return whether two neighbours are marked alike, and the second goes on from the first."""
    if block.mark is None or line.mark is None:
        return block.bullet is not None and block.bullet == line.bullet
    return block.mark.family == line.mark.family and line.mark.values > block.mark.values


_RECITAL = re.compile(
    r"[*_\"“«]*(?:whereas|given that|in view of|having|bearing in mind|"
    r"(?:(?:also|again|further(?:more)?|deeply|gravely|fully|firmly|strongly|seriously|keenly|"
    r"greatly|profoundly)[ \t]+)?[a-z]{3,}ing|"
    r"considérant|vu|rappelant|in anbetracht|eingedenk|unter hinweis|considerando|recordando|"
    r"visto|(?:[а-яё]+[яа]ясь|[а-яё]+(?:ая|уя|яя|вая))|إذ|鉴于|考虑到|忆及|注意到|铭记)"
    r"[*_]*(?![^\W\d_])",
    re.IGNORECASE,
)
_HAN_RECITAL = re.compile(r"[*_]*(?:鉴于|考虑到|忆及|注意到|铭记|重申)")


def begins_recital(text: str, span: Span) -> bool:
    """Return whether words begin as a recital does: "Recalling", "Whereas", "Учитывая"."""
    return (
        _RECITAL.match(text, span.start, span.end) is not None
        or _HAN_RECITAL.match(text, span.start, span.end) is not None
    )


def _indent(space: str) -> int:
    return len(space.expandtabs(_TAB))


def _heading_mark(marked: tuple[Mark, int] | None, span: Span, hashes: int) -> Mark | None:
    """Return the mark of a Markdown heading that may number a clause: "Article 1", "1. Ports".

    Its numbers are of another family than those of paragraphs, and of other levels.
    """
    if marked is None or marked[0].worded or marked[1] >= span.end:
        return None if marked is None else marked[0]
    mark = marked[0]
    if mark.small or mark.family in WEAK:
        return None
    return replace(mark, family=f"{mark.family} {'#' * hashes}")


def _block(text: str, span: Span, indent: int, *, apart: bool) -> Block:
    block = Block(span, span.start, apart, indent)
    heading = _ATX.match(text, span.start, span.end)
    marked = mark_at(text, span)
    block.hashes = len(heading["marks"]) if heading is not None else 0
    if heading is not None:
        block.mark = _heading_mark(marked, span, block.hashes)
        block.level = block.hashes if block.mark is None else None
        block.body = heading.end() if marked is None or block.mark is None else marked[1]
    elif marked is not None and (apart or marked[0].family != "bare"):
        block.mark, block.body = marked
    elif not _SPACED_RULE.fullmatch(text, span.start, span.end) and (
        bullet := bullet_at(text, span)
    ):
        block.bullet, block.body = bullet
    elif _RULE.fullmatch(text, span.start, span.end):
        block.rule = not any(not letter.isascii() for letter in span.of(text))
    return block
