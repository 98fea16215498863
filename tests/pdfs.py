"""Makes small PDFs: text at places, in fonts that every reader has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

LEFT, TOP, STEP = 72.0, 760.0, 14.0
_PICTURE = (
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
_FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Even"}
EVEN_WIDTH = 0.6
"""Ems that each letter of the even font takes; it says so, as the others do not."""


@dataclass(frozen=True)
class At:
    """A piece of text, where it begins and how it looks."""

    x: float
    y: float
    text: str
    size: float = 11.0
    bold: bool = False
    even: bool = False


def paragraph(
    lines: Sequence[str], x: float = LEFT, y: float = TOP, size: float = 11.0
) -> list[At]:
    """Return lines one under the other."""
    return [At(x, y - STEP * row, line, size) for row, line in enumerate(lines)]


def pdf(pages: Sequence[Sequence[At] | bytes], title: str | None = None) -> bytes:
    """Return a PDF of these pages; a page of bytes is a picture, as a scan is."""
    objects: list[bytes] = [b"", b""]  # catalog and page tree come last
    fonts = {name: _add(objects, _font(base)) for name, base in _FONTS.items()}
    picture = _add(objects, _stream(_PICTURE, b"\x80"))
    named = b" ".join(b"/%s %d 0 R" % (name.encode(), at) for name, at in fonts.items())
    kids = []
    for page in pages:
        drawn = page if isinstance(page, bytes) else b"\n".join(map(_drawn, page))
        content = _add(objects, _stream(b"", drawn))
        images = b"/XObject << /Im1 %d 0 R >>" % picture if isinstance(page, bytes) else b""
        kids.append(
            _add(
                objects,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                b"/Resources << /Font << %s >> %s >> >>" % (content, named, images),
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    tree = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), tree)
    info = _add(objects, b"<< /Title (%s) >>" % title.encode("latin-1")) if title else None
    return file_of(objects, info)


SCAN = b"q 612 0 0 792 0 0 cm /Im1 Do Q"
"""What draws a page that is only a picture."""


def file_of(objects: Sequence[bytes], info: int | None = None) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = b"%PDF-1.4\n", []
    parts = [out]
    length = len(out)
    for number, body in enumerate(objects, 1):
        places.append(length)
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        parts.append(piece)
        length += len(piece)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b" /Info %d 0 R" % info if info else b""
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R%s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, about, length)
    )
    return b"".join(parts)


def encrypted(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted for this user password (RC4, which pypdf itself can)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user_password=password, owner_password=password + "!", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _font(base: str) -> bytes:
    encoding = b"<< /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >>"
    widths = b"/FirstChar 0 /Widths [%s]" % b" ".join([b"%d" % (1000 * EVEN_WIDTH)] * 256)
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding %s %s >>" % (
        base.encode(),
        encoding,
        widths if base == "Even" else b"",
    )


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body)


def _drawn(piece: At) -> bytes:
    text = piece.text.replace("\ufb01", "\x01").replace("\ufb02", "\x02").encode("cp1252")
    text = text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    font = b"F2" if piece.bold else b"F3" if piece.even else b"F1"
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (font, piece.size, piece.x, piece.y, text)
