"""Word files for tests: made with python-docx, changed by hand where it cannot."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Part = Callable[[bytes], bytes]


def docx_of(*paragraphs: str) -> bytes:
    """Return a Word file with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """Return a Word file whose body is this XML (prefix ``w``)."""
    document = Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        body.insert_element_before(element, "w:sectPr")
    return saved(document)


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph's XML; several runs are given as XML in place of the text."""
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def changed(data: bytes, name: str, change: Part) -> bytes:
    """Return the archive with one part changed."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return buffer.getvalue()


def level(at: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    """Return the XML of one level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


class Lists:
    """A document with list definitions of its own."""

    def __init__(self) -> None:
        self.document = Document()
        self._root = self.document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)

    def define(self, definition: int, *levels: str, more: str = "") -> None:
        """Add an ``abstractNum``."""
        inside = more + "".join(levels)
        self._add(f'<w:abstractNum {W} w:abstractNumId="{definition}">{inside}</w:abstractNum>')

    def number(self, num: int, definition: int, more: str = "") -> None:
        """Add a ``num``, a list of the definition."""
        inside = f'<w:abstractNumId w:val="{definition}"/>{more}'
        self._add(f'<w:num {W} w:numId="{num}">{inside}</w:num>')

    def item(self, text: str, num: int, at: int = 0, style: str | None = None) -> Paragraph:
        """Add a paragraph to a list."""
        added = self.document.add_paragraph(text, style=style)
        said = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
        added._p.get_or_add_pPr().append(parse_xml(said))
        return added

    def saved(self) -> bytes:
        return saved(self.document)

    def _add(self, xml: str) -> None:
        self._root.append(parse_xml(re.sub(r"\s+", " ", xml)))
