"""The order in which a page is read: from the top down, column by column, as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pressgap.readers.pdf.drawn import RTL, Chunk
from pressgap.readers.pdf.pages import Sheet
from pressgap.readers.pdf.rows import Row, rows

_LEAST_ROWS = 6
_COLUMN_ROWS, _COLUMN_SHARE = 4, 0.3
_SPANNING_SHARE = 0.25
_LEFT_FILLED, _RIGHT_FILLED = 0.55, 0.4
_INDENT = 4.0  # ems that a line may begin to the right of its column's edge
_ALIGNED = 4.5  # points
_GAP = 0.2  # ems between two words that were not drawn one after the other
_TABULATED = 1.5
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_SIZE, _RAISED_BY = 0.9, 0.2
_MOST_DEPTH = 4
_LEAST_LEFT, _COLUMN_WIDTH = 0.08, 0.25  # of the width of the text
_LABEL_STEP = 2.0  # sizes
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
    gutter = _gutter(chunks, found) if depth < _MOST_DEPTH else None
    if gutter is None or gutter.labels:
        if chunks:
            yield chunks if gutter is None else _with_whole_labels(found, gutter.edge)
        return
    band: list[Row] = []
    for row in found:
        if _crosses(row, gutter.edge):
            yield from _sides(band, gutter.edge, depth)
            yield list(row.chunks)
            band = []
        else:
            band.append(row)
    yield from _sides(band, gutter.edge, depth)


def _sides(band: Sequence[Row], edge: float, depth: int) -> Iterator[list[Chunk]]:
    chunks = [chunk for row in band for chunk in row.chunks]
    yield from _columns([chunk for chunk in chunks if chunk.x < edge], depth + 1)
    yield from _columns([chunk for chunk in chunks if chunk.x >= edge], depth + 1)


def _crosses(row: Row, edge: float) -> bool:
    return any(chunk.x < edge and chunk.end > edge + 0.5 * chunk.size for chunk in row.chunks)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Where a second column begins; ``labels``: what stands left of it are labels to the right."""

    edge: float
    labels: bool


def _gutter(chunks: Sequence[Chunk], found: Sequence[Row]) -> _Gutter | None:
    """Return where a second column begins; None where there is one column alone."""
    if len(found) < _LEAST_ROWS:
        return None
    left = min(chunk.x for chunk in chunks)
    right = max(chunk.end for chunk in chunks)
    starts: dict[int, list[float]] = {}
    for chunk in chunks:
        if chunk.x > left + _LEAST_LEFT * (right - left):
            starts.setdefault(round(chunk.x / 3), []).append(chunk.x)
    likely = sorted(starts.values(), key=lambda xs: (-len(xs), xs[0]))[:5]
    gutters = (_at(found, min(xs) - 1.5, left, right) for xs in likely if len(xs) >= _COLUMN_ROWS)
    return next((gutter for gutter in gutters if gutter is not None), None)


def _at(found: Sequence[Row], edge: float, left: float, right: float) -> _Gutter | None:
    """Return the gutter left of ``edge`` if text runs on both sides and hardly ever across."""
    spanning = sum(_crosses(row, edge) for row in found)
    if spanning > _SPANNING_SHARE * len(found):
        return None
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
    if len(after) < least or aligned < len(after) / 2 or len(before) < 2:
        return None
    if median(after) < _RIGHT_FILLED * (right - edge):
        return None
    # Labels beside what they label are no column: they do not fill it.
    labels = median(before) < _LEFT_FILLED * (edge - left)
    if labels or (len(before) >= least and edge - left > _COLUMN_WIDTH * (right - left)):
        return _Gutter(edge, labels)
    return None


def _with_whole_labels(found: Sequence[Row], edge: float) -> list[Chunk]:
    """Return the pieces with each label that runs over several rows whole in the first of them."""
    kept: list[Chunk] = []
    label: list[Chunk] = []
    before: Row | None = None
    for row in found:
        left = [chunk for chunk in row.chunks if chunk.x < edge]
        near = before is not None and before.y - row.y < _LABEL_STEP * row.size
        if not (left and label and near) or label[-1].text.rstrip().endswith(":"):
            kept += _whole(label)
            label = []
        label += left
        kept += [chunk for chunk in row.chunks if chunk.x >= edge]
        before = row if left else before
    return kept + _whole(label)


def _whole(label: Sequence[Chunk]) -> list[Chunk]:
    """Return a label's pieces as one if they end as a label does; a bare letter set apart."""
    text = " ".join(chunk.text.strip() for chunk in label)
    if len(label) > 1 and text.endswith((":", "：")):
        return [replace(label[0], text=f"{text} ")]
    return [
        replace(chunk, text=f"{chunk.text.strip()}  ") if len(chunk.text.strip()) == 1 else chunk
        for chunk in label
    ]


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
    if _reads_from_the_right(row.chunks):
        return _from_the_right(row), 0
    text, lead, bold = "", 0, True
    before: Chunk | None = None
    for chunk in row.chunks:
        piece = _piece(chunk, row)
        if before is not None and not text.endswith(" ") and not piece.startswith(" "):
            text += _between(before, chunk)
        text += piece
        bold = bold and chunk.bold
        lead = len(text) if bold else lead
        before = chunk
    words = _single_blanks(text.lstrip()).rstrip()
    return words, min(len(words), max(0, lead - (len(text) - len(text.lstrip()))))


def _from_the_right(row: Row) -> str:
    """Return a row that is read from its right end; pieces in other scripts stay as they are."""
    text = ""
    left: float | None = None
    for chunk in sorted(row.chunks, key=lambda chunk: -chunk.x):
        gap = 0.0 if left is None else (left - chunk.end) / chunk.size
        piece = _piece(chunk, row)
        if any(map(str.isalnum, piece)) and not RTL.search(piece):  # it has its own direction
            piece = " " * piece.endswith(" ") + piece.strip() + " " * piece.startswith(" ")
        text += (" " if gap > _GAP else "") + piece
        left = chunk.x
    return " ".join(text.split())


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
    letters = sum(sum(map(str.isalpha, chunk.text)) for chunk in chunks)
    return 2 * sum(len(RTL.findall(chunk.text)) for chunk in chunks) > letters
