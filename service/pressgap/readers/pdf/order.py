"""The order in which a page is read: from the top down, column by column, as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pressgap.readers.pdf.pages import Chunk, Sheet
from pressgap.readers.pdf.rows import Row, rows

_LEAST_ROWS = 6
_COLUMN_ROWS, _COLUMN_SHARE = 4, 0.3
_SPANNING_SHARE = 0.25
_LEFT_FILLED, _RIGHT_FILLED = 0.55, 0.4
_INDENT = 4.0  # ems that a line may begin to the right of its column's edge
_ALIGNED = 4.5  # points
_GAP = 0.2  # ems between two words that were not drawn one after the other
_TABULATED = 1.5
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_SIZE, _RAISED_BY = 0.8, 0.2
_MOST_DEPTH = 4
_TELLING_LINES, _SAME_LEFT = 4, 12.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column. ``left`` and ``right`` are the column's edges; ``lead`` is how many of
    its first characters are bold. Lines of one column of one page have the same ``column``.
    """

    text: str
    page: int
    column: int
    x: float
    end: float
    y: float
    size: float
    left: float
    right: float
    lead: int


def in_reading_order(sheets: Sequence[Sheet]) -> list[Line]:
    """Return all lines in the order they are read."""
    found: list[Line] = []
    for sheet in sheets:
        for column in _columns(list(sheet.chunks), 0):
            found += _lines(column, sheet.number, len(found))
    return _with_usual_edges(found)


def _with_usual_edges(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; a column too short to show its right edge has that of those like it."""
    counts = Counter(line.column for line in lines)
    rights: dict[tuple[bool, int], list[float]] = {}
    for line in lines:
        key = (counts[line.column] >= _TELLING_LINES, round(line.left / _SAME_LEFT))
        rights.setdefault(key, []).append(line.right)
    found = []
    for line in lines:
        if counts[line.column] < _TELLING_LINES:
            like = round(line.left / _SAME_LEFT)
            known = rights.get((True, like))
            right = median(known) if known else max(rights[False, like])
            line = replace(line, right=max(line.right, right))
        found.append(line)
    return found


def _columns(chunks: list[Chunk], depth: int) -> Iterator[list[Chunk]]:
    """Yield the pieces of each column, or of each stretch between lines over all columns."""
    found = rows(chunks)
    edge = _second_column(chunks, found) if depth < _MOST_DEPTH else None
    if edge is None:
        if chunks:
            yield chunks
        return
    band: list[Row] = []
    for row in found:
        if _crosses(row, edge):
            yield from _sides(band, edge, depth)
            yield list(row.chunks)
            band = []
        else:
            band.append(row)
    yield from _sides(band, edge, depth)


def _sides(band: Sequence[Row], edge: float, depth: int) -> Iterator[list[Chunk]]:
    chunks = [chunk for row in band for chunk in row.chunks]
    yield from _columns([chunk for chunk in chunks if chunk.x < edge], depth + 1)
    yield from _columns([chunk for chunk in chunks if chunk.x >= edge], depth + 1)


def _crosses(row: Row, edge: float) -> bool:
    return any(chunk.x < edge and chunk.end > edge + 0.5 * chunk.size for chunk in row.chunks)


def _second_column(chunks: Sequence[Chunk], found: Sequence[Row]) -> float | None:
    """Return where a second column begins; None where there is one column alone."""
    if len(found) < _LEAST_ROWS:
        return None
    left = min(chunk.x for chunk in chunks)
    right = max(chunk.end for chunk in chunks)
    starts: dict[int, list[float]] = {}
    for chunk in chunks:
        if chunk.x > left + 0.25 * (right - left):
            starts.setdefault(round(chunk.x / 3), []).append(chunk.x)
    likely = sorted(starts.values(), key=lambda xs: (-len(xs), xs[0]))[:5]
    for xs in likely:
        edge = min(xs) - 1.5
        if len(xs) >= _COLUMN_ROWS and _is_gutter(found, edge, left, right):
            return edge
    return None


def _is_gutter(found: Sequence[Row], edge: float, left: float, right: float) -> bool:
    """Return whether text runs on both sides and hardly ever across.

    Labels beside what they label are no column: they do not fill it.
    """
    spanning = sum(_crosses(row, edge) for row in found)
    if spanning > _SPANNING_SHARE * len(found):
        return False
    before: list[float] = []
    after: list[float] = []
    aligned = 0
    for row in found:
        if _crosses(row, edge):
            continue
        sides = [c for c in row.chunks if c.x < edge], [c for c in row.chunks if c.x >= edge]
        if sides[0]:
            before.append(max(c.end for c in sides[0]) - left)
        if sides[1] and sides[1][0].x < edge + _INDENT * sides[1][0].size:
            after.append(max(c.end for c in sides[1]) - edge)
            aligned += sides[1][0].x < edge + _ALIGNED
    least = max(_COLUMN_ROWS, _COLUMN_SHARE * (len(found) - spanning))
    if len(before) < least or len(after) < least or aligned < len(after) / 2:
        return False
    filled = median(before) >= _LEFT_FILLED * (edge - left)
    return filled and median(after) >= _RIGHT_FILLED * (right - edge)


def _lines(chunks: list[Chunk], page: int, column: int) -> Iterator[Line]:
    found = rows(chunks)
    left = min(row.chunks[0].x for row in found)
    right = sorted(max(chunk.end for chunk in row.chunks) for row in found)[(9 * len(found)) // 10]
    for row in found:
        text, lead = _text_of(row)
        if text:
            end = max(chunk.end for chunk in row.chunks)
            x = row.chunks[0].x
            yield Line(text, page, column, x, end, row.y, row.size, left, right, lead)


def _text_of(row: Row) -> tuple[str, int]:
    """Return a row's text, and how many of its first characters are bold."""
    chunks = row.chunks
    if _reads_from_the_right(chunks):
        chunks = sorted(chunks, key=lambda chunk: -chunk.x)
    text, lead, bold = "", 0, True
    before: Chunk | None = None
    for chunk in chunks:
        piece = _piece(chunk, row)
        if before is not None and not text.endswith(" ") and not piece.startswith(" "):
            text += _between(before, chunk)
        text += piece
        bold = bold and chunk.bold
        lead = len(text) if bold else lead
        before = chunk
    stripped = text.lstrip()
    words = " ".join(stripped.split(" ")) if "  " not in stripped else _single_blanks(stripped)
    return words.rstrip(), min(len(words.rstrip()), max(0, lead - (len(text) - len(words))))


def _single_blanks(text: str) -> str:
    """Return the text with single blanks, but for two after a first word of a letter: a label."""
    first, _, rest = text.partition(" ")
    blanks = "  " if len(first) == 1 and rest.startswith(" ") else " "
    return first + blanks + " ".join(rest.split())


def _piece(chunk: Chunk, row: Row) -> str:
    """Return a piece's text; raised figures, which are marks of notes or powers, stay raised."""
    raised = chunk.size < _RAISED_SIZE * row.size and chunk.y > row.y + _RAISED_BY * row.size
    return chunk.text.translate(_MARKS) if raised and chunk.text.strip().isdigit() else chunk.text


def _between(before: Chunk, after: Chunk) -> str:
    """Return what stands between two pieces that have no blank of their own there."""
    if after.order == before.order + 1:
        return ""  # pypdf has put one in where there is a gap
    gap = (after.x - before.end) / max(before.size, 1.0)
    if gap > _TABULATED:
        return "  "
    return " " if abs(gap) > _GAP else ""


def _reads_from_the_right(chunks: Sequence[Chunk]) -> bool:
    if len(chunks) < 2:
        return False
    letters = sum(sum(map(str.isalpha, chunk.text)) for chunk in chunks)
    return 2 * sum(len(_RTL.findall(chunk.text)) for chunk in chunks) > letters
