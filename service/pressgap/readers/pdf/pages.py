"""pypdf → pages with pieces of text and where they stand."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pressgap.errors import TooLarge, UnreadableDocument
from pressgap.readers.pdf.drawn import Chunk, Collector, clean, upright

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 3_000
_MOST_PAGE_BYTES = 20_000_000
_MOST_BYTES = 300_000_000
_MOVES = frozenset((b"Td", b"TD", b"Tm", b"T*", b"'", b'"', b"Do"))
_UNTITLED = re.compile(r"untitled|microsoft \w+ -|.*\.\w{2,5}$|document\d*$|\W*$", re.IGNORECASE)
_DAMAGED = "the file is damaged; send another copy, or save it as a new PDF from a viewer"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its text, and whether there are pictures on it."""

    number: int
    chunks: tuple[Chunk, ...]
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What pypdf made of a file; ``damaged`` are pages that it could not read."""

    sheets: tuple[Sheet, ...]
    damaged: tuple[int, ...]
    title: str | None


def read_sheets(data: bytes, what: str) -> Read:
    """Return all pages; raises ``UnreadableDocument`` and ``TooLarge``."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of every odd file
    reader = _opened(data, what)
    pages = _counted(reader, what)
    sheets: list[Sheet] = []
    damaged: list[int] = []
    budget = _MOST_BYTES
    for number in range(1, pages + 1):
        try:
            page = reader.pages[number - 1]
            sheet, size = _sheet(page, number, what)
        except TooLarge:
            raise
        except Exception:  # noqa: BLE001 - a broken page may raise anything
            damaged.append(number)
            continue
        budget -= size
        if budget < 0:
            raise _too_much(what, number)
        sheets.append(sheet)
    if not sheets:
        raise UnreadableDocument(f"{what}: no page of this PDF can be read: {_DAMAGED}")
    return Read(tuple(sheets), tuple(damaged), _title(reader))


def _opened(data: bytes, what: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    locked = UnreadableDocument(
        f"{what}: this PDF is encrypted and asks for a password; save a copy without one and send "
        "that"
    )
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
    except UnreadableDocument:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise locked from error
    except Exception as error:  # a hostile file may raise anything
        raise UnreadableDocument(f"{what}: cannot be read as a PDF: {_DAMAGED}") from error
    return reader


def _counted(reader: PdfReader, what: str) -> int:
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        pages = len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableDocument(
            f"{what}: this PDF is encrypted in a way that cannot be opened; save a copy without "
            "encryption and send that"
        ) from error
    except Exception as error:
        raise UnreadableDocument(
            f"{what}: the list of pages of this PDF cannot be read: {_DAMAGED}"
        ) from error
    if pages == 0:
        raise UnreadableDocument(f"{what}: this PDF has no pages: {_DAMAGED}")
    if pages > MOST_PAGES:
        raise TooLarge(
            f"{what}: {pages:,} pages, over the limit of {MOST_PAGES:,}; take out the pages that "
            "matter and send those"
        )
    return pages


def _too_much(what: str, number: int) -> TooLarge:
    return TooLarge(
        f"{what}: more content than can be read, at page {number}; take out the pages that matter, "
        "or print it anew to a PDF without drawings"
    )


def _title(reader: PdfReader) -> str | None:
    try:
        found = reader.metadata.title if reader.metadata else None
        title = " ".join(clean(str(found)).split()) if found else ""
    except Exception:  # noqa: BLE001 - as above; a title is no loss
        return None
    return None if not title or len(title) > 300 or _UNTITLED.match(title) else title


def _sheet(page: PageObject, number: int, what: str) -> tuple[Sheet, int]:
    """Return a page, and the size of what draws it in bytes."""
    from pypdf.generic import ContentStream, NameObject

    drawn = page.get("/Contents")
    if drawn is None:
        return Sheet(number, (), _pictures(page)), 0
    # As bytes: which letters they are is for each font to say.
    content = ContentStream(drawn.get_object(), page.pdf, "bytes")
    size = len(content.get_data())
    if size > _MOST_PAGE_BYTES:
        raise _too_much(what, number)
    content.operations = list(_apart(content.operations))
    page[NameObject("/Contents")] = content
    collector = Collector(page.get("/Resources", {}).get_object())
    page.extract_text(
        visitor_operand_before=collector.before,
        visitor_operand_after=collector.after,
        visitor_text=collector.text,
    )
    return Sheet(number, upright(collector.pieces), _pictures(page)), size


def _apart(operations: Sequence[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes]]:
    """Yield the operations with the font set anew before each move.

    That makes pypdf hand over each piece with its own place: by itself it joins what stands on one
    height, columns too.
    """
    font: Any = None
    outer: list[Any] = []
    for operands, operator in operations:
        if operator == b"Tf":
            font = operands
        elif operator == b"q":
            outer.append(font)
        elif operator == b"Q" and outer:
            font = outer.pop()
        elif operator in _MOVES and font is not None:
            yield font, b"Tf"
        yield operands, operator


def _pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    found = resources.get_object().get("/XObject") if resources is not None else None
    for each in (found.get_object() if found is not None else {}).values():
        if each.get_object().get("/Subtype") == "/Image":
            return True
    return False
