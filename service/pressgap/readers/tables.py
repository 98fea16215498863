"""Rows of a table as paragraphs that the parsers read: speaker and speech, number and clause, data.

A cell is a list of its paragraphs. Which kind of table it is is decided for the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Cell = Sequence[str]
Row = Sequence[Cell]

_LONGEST_LABEL = 80
_LONGEST_DATA = 200
_MOST = 0.7  # of the rows must look so
_MARKS = "*_ "
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।", "።")
_CLOSERS = "\"'”’»›)]*_ "
_NUMBER = re.compile(r"[*_]*\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlcIVXLC]{1,7})[.)]?[*_]*\Z")
_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\Z")


def paragraphs_of(rows: Sequence[Row]) -> list[str]:
    """Return a table's paragraphs in order.

    Rows of a speaker and what is said become ``speaker: speech``, a time before them stays before
    them; rows of a number and a text become ``1. text``; rows of data become ``a | b | c``; other
    rows are cell after cell.
    """
    rows = [[cell for cell in row if any(cell)] if len(row) > 2 else list(row) for row in rows]
    rows = [row for row in rows if any(map(any, row))]
    if _is(rows, _TIME, 3):
        return _timed(rows)
    if _is(rows, _NUMBER, 2):
        return [part for row in rows for part in _led(_numbered, row)]
    if _is_speech(rows):
        body = rows[_has_head(rows) :]
        said = [part for row in body for part in _led(_labelled, row)]
        return [*(part for row in rows[: len(rows) - len(body)] for part in _data(row)), *said]
    return [part for row in rows for part in _data(row)]


def _is(rows: Sequence[Row], first: re.Pattern[str], cells: int) -> bool:
    """Return whether most rows have so many cells, of which the first is a number or a time."""
    fit = [r for r in rows if len(r) == cells and len(r[0]) == 1 and first.match(r[0][0].strip())]
    return bool(fit) and len(fit) >= _MOST * len(rows)


def _timed(rows: Sequence[Row]) -> list[str]:
    said = [row[1:] if len(row) == 3 else row for row in rows]
    if not _is_speech(said):
        return [part for row in rows for part in _data(row)]
    found = []
    for row, rest in zip(rows, said, strict=True):
        first, *others = _led(_labelled, rest)
        time = row[0][0].strip("[]() ") if len(row) == 3 and row[0] else ""
        found += [f"[{time}] {first}" if time else first, *others]
    return found


def _is_speech(rows: Sequence[Row]) -> bool:
    """Return whether most rows are a short name and a text that ends as sentences do."""
    if not rows or any(len(row) > 2 for row in rows):
        return False
    pairs = [row for row in rows if len(row) == 2 and any(row[1])]
    named = [row for row in pairs if len(row[0]) <= 1 and all(map(_is_label, row[0]))]
    said = [row for row in pairs if row[1][-1].rstrip(_CLOSERS).endswith(_ENDS)]
    least = _MOST * len(pairs)
    return any(row[0] for row in named) and len(named) >= least and len(said) >= least


def _has_head(rows: Sequence[Row]) -> bool:
    """Return whether the first row says what the columns are: two words or so, a name met once."""
    first, *others = rows
    if len(first) != 2 or not others or len(first[1]) != 1 or len(first[1][0].split()) > 3:
        return False
    alone = all(row[0] != first[0] for row in others)
    return alone and not first[1][0].rstrip(_CLOSERS).endswith(_ENDS)


def _is_label(words: str) -> bool:
    bare = words.strip(_MARKS)
    return (
        len(bare) <= _LONGEST_LABEL
        and not bare.endswith(("?", "!", "…", "。"))
        and any(map(str.isalpha, bare))
    )


def _led(lead: Callable[[str], str], row: Row) -> list[str]:
    """Return a row's paragraphs, the first cell leading the second."""
    first, rest = (list(row[0]), list(row[1])) if len(row) == 2 else ([], _data(row))
    if not first or not rest:
        return [*first, *rest]
    return [*first[:-1], f"{lead(first[-1])} {rest[0]}", *rest[1:]]


def _labelled(words: str) -> str:
    bare = words.strip()
    if bare.rstrip(_MARKS).endswith((":", "：")):
        return bare
    marks = re.search(r"[*_]*\Z", bare)
    at = marks.start() if marks else len(bare)
    return f"{bare[:at]}:{bare[at:]}"


def _numbered(words: str) -> str:
    bare = words.strip(_MARKS)
    return bare if bare.endswith((".", ")")) else f"{bare}."


def _data(row: Row) -> list[str]:
    cells = [list(cell) for cell in row if any(cell)]
    short = all(len(cell) == 1 and len(cell[0]) <= _LONGEST_DATA for cell in cells)
    if len(cells) > 1 and short:
        return [" | ".join(cell[0] for cell in cells)]
    return [part for cell in cells for part in cell]
