"""A Word document's body → paragraphs in their order, tables and text boxes among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from pressgap.readers.docx.numbering import BULLET, Numbering
from pressgap.readers.docx.styles import Styles, below, is_on
from pressgap.readers.runs import Run, line_of
from pressgap.readers.tables import paragraphs_of

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_INDENT = "   "
_LONGEST_HEADING = 200
_ENDS = (".", ";", "!", "…", "。")
_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:body"))
)
_INLINE_WRAPPERS = _WRAPPERS | frozenset(
    map(qn, ("w:hyperlink", "w:fldSimple", "w:ruby", "w:rubyBase", "w:dir", "w:bdo"))
)
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_NOTES = frozenset(map(qn, ("w:footnoteReference", "w:endnoteReference")))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_CONTENTS = "toc "


class Body:
    """Reads a document once; afterwards ``warnings`` tells what was left out."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._seen: Counter[str] = Counter()
        self._carried: list[Run] = []  # of a paragraph whose end was deleted

    def read(self, document: Any) -> list[str]:
        """Return the paragraphs of a ``w:document`` element."""
        body = document.find(qn("w:body"))
        return list(self._blocks(document if body is None else body))

    def warnings(self) -> list[str]:
        """Return in plain words what of the file is not in its text."""
        said = {
            "note": "{} footnotes or endnotes were left out",
            "deleted": "tracked changes: what was inserted was read, {} deletions were not",
            "hidden": "{} pieces of hidden text were left out",
            "embedded": "{} embedded documents were left out; add them by themselves",
        }
        return [text.format(self._seen[key]) for key, text in said.items() if self._seen[key]]

    def _blocks(self, parent: Any, *, in_cell: bool = False) -> Iterator[str]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element, in_cell=in_cell)
            elif element.tag == qn("w:tbl"):
                yield from paragraphs_of([list(self._cells(row)) for row in self._rows(element)])
            elif element.tag in _WRAPPERS:
                yield from self._blocks(element, in_cell=in_cell)
            elif element.tag == _ALTERNATIVES:
                yield from self._blocks(_chosen(element), in_cell=in_cell)
            elif element.tag in _DELETED:
                self._seen["deleted"] += 1
            elif element.tag == qn("w:altChunk"):
                self._seen["embedded"] += 1

    def _rows(self, table: Any) -> Iterator[Any]:
        for element in table:
            if element.tag == qn("w:tr"):
                if below(element, "w:trPr", "w:del") is None:
                    yield element
                else:
                    self._seen["deleted"] += 1
            elif element.tag in _WRAPPERS:
                yield from self._rows(element)

    def _cells(self, row: Any) -> Iterator[list[str]]:
        for element in row:
            if element.tag == qn("w:tc"):
                yield list(self._blocks(element, in_cell=True))
            elif element.tag in _WRAPPERS:
                yield from self._cells(element)

    def _paragraph(self, paragraph: Any, *, in_cell: bool) -> Iterator[str]:
        if self._styles.name(self._styles.of_paragraph(paragraph)).startswith(_CONTENTS):
            return
        boxes: list[Any] = []
        runs = [*self._carried, *self._runs(paragraph, paragraph, boxes)]
        self._carried = []
        if below(paragraph, "w:pPr", "w:rPr", "w:del") is not None:
            self._carried = runs
            return
        yield from self._written(paragraph, runs, in_cell=in_cell)
        for box in boxes:
            yield from self._blocks(box)

    def _written(self, paragraph: Any, runs: list[Run], *, in_cell: bool) -> Iterator[str]:
        number, level = self._numbering.next(paragraph) or ("", 0)
        plain = " ".join("".join(run.text for run in runs).split())
        if not plain:
            # In a column of its own a number is all there is; elsewhere an empty item says nothing.
            if number and number != BULLET and in_cell:
                yield number
            return
        heading = self._styles.heading_level(paragraph)
        if heading is not None and _is_heading(plain, bool(number)):
            mark = "" if number in ("", BULLET) else f"{number} "
            yield f"{'#' * heading} {mark}{plain}"
            return
        text = line_of(runs) if heading is None else plain
        indent = _INDENT * level if not number[:1].isdigit() else ""
        yield f"{indent}{number} {text}" if number else text

    def _runs(self, parent: Any, paragraph: Any, boxes: list[Any]) -> Iterator[Run]:
        for element in parent:
            if element.tag == qn("w:r"):
                yield from self._run(element, paragraph, boxes)
            elif element.tag in _INLINE_WRAPPERS:
                yield from self._runs(element, paragraph, boxes)
            elif element.tag == _ALTERNATIVES:
                yield from self._runs(_chosen(element), paragraph, boxes)
            elif element.tag in _DELETED:
                self._seen["deleted"] += 1

    def _run(self, run: Any, paragraph: Any, boxes: list[Any]) -> Iterator[Run]:
        if is_on(below(run, "w:rPr"), "w:vanish"):
            self._seen["hidden"] += any(True for _ in run.iter(qn("w:t")))
            return
        strong = self._styles.emphasis("w:b", run, paragraph)
        italic = self._styles.emphasis("w:i", run, paragraph)
        for element in run:
            if element.tag == qn("w:t"):
                yield Run((element.text or "").replace("\n", " "), strong, italic)
            elif element.tag in _SIGNS:
                yield Run(_SIGNS[element.tag], strong, italic)
            elif element.tag in _NOTES:
                self._seen["note"] += 1
            elif element.tag in _INLINE_WRAPPERS:
                yield from self._runs(element, paragraph, boxes)
            else:
                boxes += _text_boxes(element)


def _chosen(alternatives: Any) -> Any:
    """Return one of several ways to say the same: the first, which newer programs take."""
    found = alternatives.find(_CHOICE)
    return [] if found is None else found


def _text_boxes(element: Any) -> list[Any]:
    """Return the outermost text boxes below an element, each only once."""
    if element.tag == _ALTERNATIVES:
        element = _chosen(element)
    if isinstance(element, list):
        return []
    found = list(element.iter(qn("w:txbxContent")))
    return [box for box in found if not any(up in found for up in box.iterancestors())]


def _is_heading(text: str, numbered: bool) -> bool:
    """Return whether a paragraph in a heading's style is one: contracts set clauses in them too."""
    if len(text) > _LONGEST_HEADING:
        return False
    return not (numbered and text.endswith(_ENDS))
