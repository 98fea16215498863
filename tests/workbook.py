"""Reads the workbooks we write, as far as tests look: cells as text and number, and what is not."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-F]{4})_")


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet, by its name, row by row; empty cells at the end left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = _parsed(archive.read("xl/workbook.xml"))
        names = [each.attrib["name"] for each in book.iter(f"{SHEET}sheet")]
        shared = [
            "".join(text.text or "" for text in item.iter(f"{SHEET}t"))
            for item in _parsed(archive.read("xl/sharedStrings.xml")).iter(f"{SHEET}si")
        ]
        return {
            name: _rows(_parsed(archive.read(f"xl/worksheets/sheet{n}.xml")), shared)
            for n, name in enumerate(names, start=1)
        }


def table(data: bytes, sheet: str) -> list[dict[str, str]]:
    """Return a sheet's rows by the names of its columns."""
    names, *rows = sheets(data)[sheet]
    return [dict(zip(names, row, strict=False)) for row in rows]


def formulas_and_links(data: bytes) -> int:
    """Return how many cells hold a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(each) for each in archive.namelist() if "worksheets/" in each]
    return sum(part.count(b"<f>") + part.count(b"<hyperlink") for part in parts)


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - our own file


def _rows(sheet: ElementTree.Element, shared: list[str]) -> list[list[str]]:
    return [_cells(row, shared) for row in sheet.iter(f"{SHEET}row")]


def _cells(row: ElementTree.Element, shared: list[str]) -> list[str]:
    found: dict[int, str] = {}
    for cell in row.iter(f"{SHEET}c"):
        value = cell.find(f"{SHEET}v")
        text = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), shared[int(text)])
        found[_column(cell.attrib["r"])] = text
    return [found.get(n, "") for n in range(max(found, default=-1) + 1)]


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
