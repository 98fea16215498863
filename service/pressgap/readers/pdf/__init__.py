"""PDF → text in reading order, with the page of everything.

What stands at the same place on most pages (running headers and footers, page numbers) is left
out, words broken at line ends are joined, lines become paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.model import Landmark
from pressgap.errors import UnreadableDocument
from pressgap.readers.extracted import Extracted
from pressgap.readers.pdf.furniture import without_furniture
from pressgap.readers.pdf.hyphens import LineJoiner
from pressgap.readers.pdf.order import in_reading_order
from pressgap.readers.pdf.pages import Sheet, read_sheets
from pressgap.readers.pdf.paragraphs import Paragraph, paragraphs

_NO_TEXT = "run OCR first (as with ocrmypdf) and send the result"
_MOST_LOST, _DAMAGE = 0.5, 0.005


def extract(data: bytes, what: str) -> Extracted:
    """Return the text of a PDF; ``what`` names it in messages.

    Landmarks carry the number of the page in the file, from 1, not a number printed on it.
    Raises ``UnreadableDocument`` for files that are damaged, encrypted or hold no text, and
    ``TooLarge`` for more pages or content than can be read.
    """
    found = read_sheets(data, what)
    sheets = without_furniture(found.sheets)
    text, landmarks = _written(paragraphs(in_reading_order(sheets)))
    if not text:
        raise UnreadableDocument(f"{what}: no text in this PDF, {_NO_TEXT}")
    warnings = (*_unread(sheets, found.damaged), *_lost(text, what))
    return Extracted(text, landmarks, warnings, title=found.title)


def _written(found: Sequence[Paragraph]) -> tuple[str, tuple[Landmark, ...]]:
    joiner = LineJoiner(line.text for paragraph in found for line in paragraph.lines)
    pieces: list[str] = []
    landmarks: list[Landmark] = []
    length = page = 0
    for paragraph in found:
        body, starts = joiner.joined([line.text for line in paragraph.lines])
        before, after = paragraph.marks
        for line, start in zip(paragraph.lines, starts, strict=True):
            if line.page > page:
                page = line.page
                offset = length + (len(before) + start if start else 0)
                landmarks.append(Landmark(offset, page=page))
        piece = f"{before}{body}{after}\n\n"
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces).rstrip("\n") + ("\n" if pieces else ""), tuple(landmarks)


def _unread(sheets: Sequence[Sheet], damaged: Sequence[int]) -> list[str]:
    """Return warnings on pages that gave nothing; blank pages are no loss."""
    pictures = [sheet.number for sheet in sheets if not sheet.chunks and sheet.pictures]
    found = []
    if pictures:
        found.append(
            f"no text on {_listed(pictures)}, only pictures, as of a scan: what stands there is "
            f"missing; {_NO_TEXT}"
        )
    if damaged:
        found.append(
            f"{_listed(damaged)} could not be read, the file is damaged there: what stands there "
            "is missing; send another copy"
        )
    return found


def _listed(pages: Sequence[int]) -> str:
    """Return ``page 3`` or ``pages 3, 7-9``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    named = ", ".join("-".join(map(str, run)) for run in runs)
    return f"page {named}" if len(pages) == 1 else f"pages {named}"


def _lost(text: str, what: str) -> list[str]:
    """Return a warning where a font does not say which letters its glyphs are."""
    lost = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    letters = sum(map(str.isalnum, text)) + lost
    if lost > _MOST_LOST * letters:
        raise UnreadableDocument(
            f"{what}: the fonts of this PDF do not say which letters they show, so its text cannot "
            f"be taken out; {_NO_TEXT}"
        )
    if lost <= _DAMAGE * letters:
        return []
    return [f"{lost} characters could not be read, as their font does not say which letters it has"]
