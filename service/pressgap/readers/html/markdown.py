"""A part of a page → Markdown: all of it, paragraphs apart by blank lines, in the page's order.

Marks that the parsers read are kept: headings, list numbers and marks, and bold or italics where a
line begins with it (a speaker's name) or is all of it. Emphasis inside speech is dropped, so that
what people said is quoted without asterisks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from pressgap.readers.html.elements import HEADINGS, is_block, style, text_of, tidy, tokens
from pressgap.readers.html.lists import Lists
from pressgap.readers.runs import Run, line_of
from pressgap.readers.tables import paragraphs_of

_STRONG = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_BOLD_STYLE = re.compile(r"font-weight:(?:bold|[6-9]00)")
_PRE_STYLE = re.compile(r"white-space:pre")
_LONGEST_NAME = 80
_NOTE = re.compile(r"\[?(?:\d{1,3}|[*†‡]|[a-z])\]?\Z")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def markdown(element: HtmlElement) -> str:
    """Return everything below ``element`` as Markdown."""
    return "\n\n".join(paragraphs(element)) + "\n"


def paragraphs(element: HtmlElement) -> list[str]:
    """Return the paragraphs below ``element``."""
    writer = _Writer()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            writer.close(node)
            if node is not element:
                writer.add(node.tail)
        elif not writer.open(node):
            walk.skip_subtree()
    writer.glued = False  # a name that nothing follows
    writer.flush()
    return writer.done


@dataclass(slots=True)
class _Writer:
    """Takes a page's elements one after the other; ``done`` are the paragraphs so far."""

    done: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    strong: int = 0
    italic: int = 0
    pre: int = 0
    heading: int = 0
    glued: bool = False  # a name was read that what follows is said by
    skipped: set[HtmlElement] = field(default_factory=set)

    def open(self, node: HtmlElement) -> bool:
        """Begin an element; return whether its inside is still to be read."""
        if node.tag in ("table", "dl"):
            self._table(node)
        elif node.tag == "br":
            self.runs.append(Run("\n"))
        elif node.tag in ("hr", "figcaption"):
            self.flush()
        elif _is_note_mark(node):
            pass
        elif is_name(node):
            self._name(node)
        else:
            self._enter(node)
            return True
        self.skipped.add(node)
        return False

    def close(self, node: HtmlElement) -> None:
        """End an element."""
        if node in self.skipped:
            self.skipped.discard(node)
            return
        if node.tag == "q":
            self.add("”")
        if is_block(node):
            self.flush()
        if node.tag in HEADINGS:
            self.heading = 0
        self.lists.close(node)
        self.strong -= _is_strong(node)
        self.italic -= _is_italic(node)
        self.pre -= _is_pre(node)

    def add(self, text: str | None) -> None:
        """Add text as it stands between tags."""
        if not text:
            return
        words = text if self.pre else re.sub(r"\s+", " ", text)
        if words.strip():
            self.glued = False
        self.runs.append(Run(words, self.strong > 0, self.italic > 0))

    def flush(self) -> None:
        """End the paragraph, if there is one."""
        if self.glued:
            return
        text = self._heading() if self.heading else line_of(self.runs)
        self.runs = []
        for part in _BLANK_LINES.split(text):
            if part.strip():
                self.done.append(self.lists.marked(part.rstrip()))

    def _heading(self) -> str:
        words = tidy("".join(run.text for run in self.runs))
        return f"{'#' * self.heading} {words}" if words else ""

    def _enter(self, node: HtmlElement) -> None:
        if is_block(node):
            if node.tag in HEADINGS or node.tag == "li":
                self.glued = False
            self.flush()
        self.lists.open(node)
        self.heading = HEADINGS.get(node.tag, self.heading)
        self.strong += _is_strong(node)
        self.italic += _is_italic(node)
        self.pre += _is_pre(node)
        if node.tag == "q":
            self.add("“")
        self.add(node.text)

    def _table(self, node: HtmlElement) -> None:
        self.glued = False
        self.flush()
        rows = _definitions(node) if node.tag == "dl" else _rows(node)
        self.done += [self.lists.marked(part) for part in paragraphs_of(rows)]

    def _name(self, node: HtmlElement) -> None:
        """Write a speaker's name in front of what follows, on the same line."""
        if is_block(node):
            self.glued = False
            self.flush()
        words = text_of(node)
        if (node.tail or "").lstrip().startswith((":", "：")):
            self.runs.append(Run(words, strong=True))
        else:
            colon = "" if words.endswith((":", "：")) else ":"
            self.runs += [Run(f"{words}{colon}", strong=True), Run(" ")]
        self.glued = True


def is_name(node: HtmlElement) -> bool:
    """Return whether an element is marked as the name of who speaks."""
    if node.tag in ("li", "ul", "ol", "body", "article", "section", "main", "tr", "td"):
        return False
    marked = any(
        re.fullmatch(r"(?:[\w-]*[-_])?speaker(?:[-_]?name)?", word) for word in _classes(node)
    )
    if not marked or any(is_block(below) for below in node.iterdescendants()):
        return False
    words = text_of(node)
    return 0 < len(words) <= _LONGEST_NAME and not words.endswith(("?", "!", "…"))


def _classes(node: HtmlElement) -> list[str]:
    return node.get("class", "").lower().split()


def _is_strong(node: HtmlElement) -> bool:
    return node.tag in _STRONG or bool(_BOLD_STYLE.search(style(node)))


def _is_italic(node: HtmlElement) -> bool:
    return node.tag in _ITALIC or "font-style:italic" in style(node)


def _is_pre(node: HtmlElement) -> bool:
    return node.tag == "pre" or bool(_PRE_STYLE.search(style(node)))


def _is_note_mark(node: HtmlElement) -> bool:
    """Return whether this is the mark of a footnote, a raised number that links to it."""
    if node.tag != "sup":
        return False
    linked = node.find(".//a") is not None or any(True for _ in node.iterancestors("a"))
    noted = bool(tokens(node) & {"footnote", "footnotes", "reference", "noteref", "fn"})
    return (linked or noted) and bool(_NOTE.match(text_of(node)))


def _rows(table: HtmlElement) -> list[list[list[str]]]:
    rows = []
    for below in table:
        if below.tag == "tr":
            rows.append(below)
        elif below.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in below if row.tag == "tr"]
    read = [[paragraphs(cell) for cell in row if cell.tag in ("td", "th")] for row in rows]
    captions = [[paragraphs(below)] for below in table if below.tag == "caption"]
    return captions + read


def _definitions(node: HtmlElement) -> list[list[list[str]]]:
    """Return a list of terms and definitions as rows of two cells."""
    rows: list[list[list[str]]] = []
    for below in node.iter("dt", "dd"):
        if next(below.iterancestors("dl")) is not node:
            continue  # a list inside a list is read with the definition it stands in
        if below.tag == "dt" or not rows:
            rows.append([[], []])
        rows[-1][0 if below.tag == "dt" else 1] += paragraphs(below)
    return rows
