"""Lists of a page: which mark an item has, and how far in it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pressgap.readers.html.elements import style
from pressgap.readers.numerals import letters, roman

_INDENT = "   "
_DEEPEST = 8
# An item that is numbered in its own text needs no second number.
_OWN_MARK = re.compile(r"[*_]*\(?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]|[ivxlcIVXLC]{1,7})[.)]\s")
_STYLE = re.compile(r"list-style(?:-type)?:([a-z-]+)")
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
    "disc": "-",
    "circle": "-",
    "square": "-",
}
_MOST = 1_000_000


@dataclass(slots=True)
class _List:
    style: str
    next: int
    step: int


@dataclass(slots=True)
class Lists:
    """The lists that are open; ``mark`` waits for the first paragraph of an item."""

    open_lists: list[_List] = field(default_factory=list)
    mark: str | None = None

    def open(self, node: HtmlElement) -> None:
        """Begin a list or an item; other elements are none of ours."""
        if node.tag in ("ol", "ul", "menu", "dir"):
            self.open_lists.append(_list(node))
        elif node.tag == "li" and self.open_lists:
            self.mark = self._next(node, self.open_lists[-1])

    def close(self, node: HtmlElement) -> None:
        """End a list or an item."""
        if node.tag in ("ol", "ul", "menu", "dir") and self.open_lists:
            self.open_lists.pop()
        if node.tag == "li":
            self.mark = None

    def marked(self, paragraph: str) -> str:
        """Return a paragraph with its item's mark, as far in as its list stands."""
        if not self.open_lists:
            return paragraph
        mark, self.mark = self.mark, None
        indent = _INDENT * min(len(self.open_lists) - 1, _DEEPEST)
        if not mark or _OWN_MARK.match(paragraph):
            return indent + paragraph
        if paragraph.startswith("#"):  # a bullet before a heading says nothing, a number does
            hashes, _, words = paragraph.partition(" ")
            return indent + (paragraph if mark == "-" else f"{hashes} {mark} {words}")
        return f"{indent}{mark} {paragraph}"

    def _next(self, item: HtmlElement, within: _List) -> str:
        if within.style in ("", "-"):
            return within.style
        number = _whole(item.get("value"), within.next)
        within.next = number + within.step
        return f"{_written(number, within.style)}."


def _list(node: HtmlElement) -> _List:
    said = _STYLE.search(style(node))
    named = _STYLES.get(said[1]) if said else None
    if node.tag != "ol":
        return _List("" if named == "" else "-", 1, 1)
    kind = node.get("type", "1").strip()
    kind = named if named not in (None, "-") else kind if kind in ("1", "a", "A", "i", "I") else "1"
    backwards = node.get("reversed") is not None
    items = sum(1 for below in node if below.tag == "li")
    return _List(kind, _whole(node.get("start"), items if backwards else 1), -1 if backwards else 1)


def _whole(said: str | None, otherwise: int) -> int:
    if said is None or not re.fullmatch(r"\s*-?\d{1,7}\s*", said):
        return otherwise
    return max(-_MOST, min(_MOST, int(said)))


def _written(number: int, kind: str) -> str:
    if number < 1 or kind == "1":
        return str(number)
    written = letters(number) if kind in "aA" else roman(number)
    return written.lower() if kind in "ai" else written
