"""pypdf → pages with pieces of text and where they stand."""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pressgap.errors import TooLarge, UnreadableDocument

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 3_000
_MOST_PAGE_BYTES = 20_000_000
_MOST_BYTES = 300_000_000
_MOVES = frozenset((b"Td", b"TD", b"Tm", b"T*", b"'", b'"', b"Do"))
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY, _FORCE_BOLD = 600, 1 << 18
_FOLDED = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefe]")
# A bullet of a symbol font; what a text never needs; what is only another blank.
_CLEANED = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "•", "\u200b": None, "\ufeff": None, "\xa0": " ", "\u202f": " "}
    | {chr(code): None for code in [*range(9), *range(14, 32), 127]}
    | dict.fromkeys("\t\n\r\f\v\x85\u2028\u2029", " ")
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_NARROW_EM, _WIDE_EM = 0.5, 1.0
_WORD_GAP, _OVERLAP, _DOUBT = 0.6, 0.6, 0.1
_UNTITLED = re.compile(r"untitled|microsoft \w+ -|.*\.\w{2,5}$|document\d*$|\W*$", re.IGNORECASE)
_DAMAGED = "the file is damaged; send another copy, or save it as a new PDF from a viewer"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text: its left end on the baseline, its size, and about where it ends.

    Points, y upwards, turned so that most of the page reads from left to right. ``order`` counts
    pieces as they were drawn.
    """

    text: str
    x: float
    y: float
    size: float
    end: float
    bold: bool
    order: int


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
        title = " ".join(_clean(str(found)).split()) if found else ""
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
    collector = _Collector()
    page.extract_text(
        visitor_operand_before=collector.before,
        visitor_operand_after=collector.after,
        visitor_text=collector.text,
    )
    return Sheet(number, _upright(collector.pieces), _pictures(page)), size


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


@dataclass(slots=True)
class _Piece:
    """A piece of text, the way it is turned, and where what was drawn of it last begins."""

    turned: int
    last: float
    chunk: Chunk


@dataclass(slots=True)
class _Collector:
    """What pypdf calls while it goes through a page."""

    pieces: list[_Piece] = field(default_factory=list)
    _forms: list[list[float]] = field(default_factory=list)
    _widths: dict[int, float] = field(default_factory=dict)
    _bold: dict[int, bool] = field(default_factory=dict)
    _drawn: dict[tuple[str, int], float] = field(default_factory=dict)

    def before(self, operator: bytes, _: Any, matrix: list[float], __: Any) -> None:
        """Remember where a form is drawn: pypdf gives places inside of it."""
        if operator == b"Do":
            self._forms.append(list(matrix))

    def after(self, operator: bytes, _: Any, __: Any, ___: Any) -> None:
        """Leave the form."""
        if operator == b"Do" and self._forms:
            self._forms.pop()

    def text(
        self, text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float
    ) -> None:
        """Take a piece of text in; ``font`` is its dictionary."""
        text = _clean(text)
        if not text.strip():
            if text and self.pieces and not self.pieces[-1].chunk.text.endswith(" "):
                last = self.pieces[-1].chunk
                self.pieces[-1].chunk = replace(last, text=last.text + " ")
            return
        place = _product(text_matrix, matrix)
        for outer in reversed(self._forms):
            place = _product(place, outer)
        height = abs(size) * math.hypot(place[2], place[3])
        if not all(map(math.isfinite, place)) or not 0.1 < height < 10_000:
            return
        turned = round(math.atan2(place[1], place[0]) / (math.pi / 2)) % 4
        x, y = _turn(place[4], place[5], turned)
        if self._is_struck_twice(text.strip(), x, y, height):
            return
        scale = abs(size) * math.hypot(place[0], place[1])
        end = x + scale * self._advance(text.strip(), font)
        chunk = Chunk(text, x, y, height, end, self._is_bold(font), len(self.pieces))
        self._add(_Piece(turned, x, chunk))

    def _add(self, piece: _Piece) -> None:
        """Add a piece; one that goes on where the last ended (some programs draw each letter by
        itself) becomes a part of it.
        """
        if self.pieces and _goes_on(self.pieces[-1], piece):
            last = self.pieces[-1].chunk
            text = (
                last.text.rstrip() + piece.chunk.text
                if piece.chunk.text[0] == " "
                else last.text + piece.chunk.text
            )
            self.pieces[-1].chunk = replace(last, text=text, end=piece.chunk.end)
            self.pieces[-1].last = piece.last
        else:
            self.pieces.append(piece)

    def _is_struck_twice(self, text: str, x: float, y: float, size: float) -> bool:
        """Return whether this was drawn here already: some programs make bold letters so."""
        key = (text, round(y / max(1.0, 0.3 * size)))
        before = self._drawn.get(key)
        self._drawn[key] = x
        return before is not None and abs(x - before) < 0.15 * size

    def _advance(self, text: str, font: Any) -> float:
        """Return about how wide a text is, in units of its size."""
        wide = len(_WIDE.findall(text))
        key = id(font)
        if key not in self._widths:
            self._widths[key] = _letter_width(font)
        return wide * _WIDE_EM + (len(text) - wide) * self._widths[key]

    def _is_bold(self, font: Any) -> bool:
        key = id(font)
        if key not in self._bold:
            self._bold[key] = _says_bold(font)
        return self._bold[key]


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Return whether a piece stands right after another, as far as widths are known.

    What was drawn in one go and is long may end elsewhere than we think: then they stay apart.
    """
    a, b = before.chunk, after.chunk
    if before.turned != after.turned or (a.size, a.bold) != (b.size, b.bold):
        return False
    if abs(a.y - b.y) > 0.01 * a.size:
        return False
    reach = _WORD_GAP * a.size - _DOUBT * (a.end - before.last)
    return -_OVERLAP * a.size < b.x - a.end < reach


def _product(m: Sequence[float], n: Sequence[float]) -> list[float]:
    return [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]


def _turn(x: float, y: float, quarters: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]


def _upright(pieces: Sequence[_Piece]) -> tuple[Chunk, ...]:
    """Return what is written in the direction of most of the page; the rest is no running text."""
    if not pieces:
        return ()
    amounts: Counter[int] = Counter()
    for piece in pieces:
        amounts[piece.turned] += len(piece.chunk.text)
    main = amounts.most_common(1)[0][0]
    return tuple(piece.chunk for piece in pieces if piece.turned == main)


def _clean(text: str) -> str:
    text = _FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _SURROGATES.sub("\ufffd", text.translate(_CLEANED))


def _says_bold(font: Any) -> bool:
    try:
        if _BOLD.search(str(font["/BaseFont"])):
            return True
        described = _described(font)["/FontDescriptor"]
        heavy = float(described.get("/FontWeight", 0)) >= _HEAVY
        return heavy or bool(int(described.get("/Flags", 0)) & _FORCE_BOLD)
    except Exception:  # noqa: BLE001 - fonts of odd files lack anything; then it is plain
        return False


def _described(font: Any) -> Any:
    below = font.get("/DescendantFonts")
    return below.get_object()[0].get_object() if below is not None else font


def _letter_width(font: Any) -> float:
    """Return the usual width of a letter in ems, from the font's own table as far as it has one."""
    try:
        if "courier" in str(font["/BaseFont"]).lower():
            return 0.6
        widths = [float(each) for each in _listed_widths(_described(font)) if float(each) > 0]
    except Exception:  # noqa: BLE001 - as above
        return _NARROW_EM
    if len(widths) < 5:
        return _NARROW_EM
    return min(0.7, max(0.3, 0.9 * sum(widths) / len(widths) / 1000))


def _listed_widths(font: Any) -> list[Any]:
    if "/Widths" in font:
        widths = font["/Widths"].get_object()
        first = int(font.get("/FirstChar", 0))
        small = widths[max(0, ord("a") - first) : max(0, ord("z") + 1 - first)]
        return small if len(small) > 20 else list(widths)
    flat: list[Any] = []
    for each in font.get("/W", ()):
        entry = each.get_object()
        if isinstance(entry, list):
            flat += entry
    return flat
