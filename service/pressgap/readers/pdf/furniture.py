"""Leaves out what no text is: running headers and footers, page numbers, numbers of lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pressgap.readers.pdf.drawn import Chunk
from pressgap.readers.pdf.pages import Sheet
from pressgap.readers.pdf.rows import Row, rows, usual_size, usual_step

_OUTER = 3  # rows at the top, and as many at the bottom, that may repeat on other pages
_SAME_PLACE = 3.0  # points
_SHARE, _LEAST = 0.4, 3
_GAP, _OTHER_SIZE = 1.2, 0.05
_NUMBERS = re.compile(r"\d+|(?<![^\W\d_])[ivxlc]{1,7}(?![^\W\d_])")
_PAGE_OF = re.compile(r"(?:^|\D)(?P<page>\d{1,4})(?:\s*(?:/|[^\W\d_]{1,4})\s*(?P<of>\d{1,4}))?\W*$")
_ONLY_NUMBER = re.compile(
    r"\W*(?:[^\W\d_]{1,6}\.?\s*)?\d{1,4}(?:\s*(?:/|[^\W\d_]{1,4})\s*\d{1,4})?\W*"
)
_FEW_PAGES = 2
_FAR, _SMALL = 1.5, 0.95
_LINE_NUMBER = re.compile(r"\d{1,2}")
_NUMBERED_LINES, _LEAST_NUMBERED = 0.8, 8


@dataclass(frozen=True, slots=True)
class _Outer:
    """A row near the edge of a page, with its wording but for the numbers."""

    page: int  # place in the list of sheets
    row: Row
    wording: str
    apart: bool = True  # from the text, by a gap or by its size


def without_furniture(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the pages without what stands at the same place on most of them."""
    bare = [_without_line_numbers(sheet) for sheet in sheets]
    by_page = [rows(sheet.chunks) for sheet in bare]
    outer = [each for page, found in enumerate(by_page) for each in _outer(page, found)]
    dropped: dict[int, set[int]] = defaultdict(set)
    for each in (*_repeated(outer, len(bare)), *_page_numbers(bare, by_page)):
        dropped[each.page].update(chunk.order for chunk in each.row.chunks)
    return tuple(_without(sheet, dropped[page]) for page, sheet in enumerate(bare))


def _without(sheet: Sheet, orders: set[int]) -> Sheet:
    kept = tuple(chunk for chunk in sheet.chunks if chunk.order not in orders)
    return replace(sheet, chunks=kept)


def _outer(page: int, found: Sequence[Row]) -> Iterator[_Outer]:
    places = {*range(_OUTER), *range(len(found) - _OUTER, len(found))}
    step = usual_step(found)
    for place in sorted(places & set(range(len(found)))):
        row = found[place]
        inner = found[place + 1 : _OUTER + 1] if place < len(found) / 2 else found[place - 1 :: -1]
        apart = _is_apart(row, inner[:_OUTER], step)
        yield _Outer(page, row, _NUMBERS.sub("#", row.text.casefold()), apart)


def _is_apart(row: Row, inner: Sequence[Row], step: float) -> bool:
    """Return whether a gap, or another size, lies between a row and the text further in."""
    return any(
        abs(a.y - b.y) > _GAP * step or abs(b.size - row.size) > _OTHER_SIZE * row.size
        for a, b in pairwise((row, *inner))
    )


def _repeated(outer: Sequence[_Outer], pages: int) -> Iterator[_Outer]:
    """Yield rows with one wording at one height on many of the pages from its first to its last."""
    worded: dict[str, list[_Outer]] = defaultdict(list)
    for each in outer:
        worded[each.wording].append(each)
    for alike in worded.values():
        found = [group for group in _at_one_height(alike) if _runs(group, pages)]
        for group in found:
            yield from group
        if found:  # on a first page it may stand lower
            yield from (each for each in alike if each.apart)


def _runs(group: Sequence[_Outer], pages: int) -> bool:
    """Return whether rows that are alike stand on enough pages, apart from the text."""
    on = sorted({each.page for each in group})
    few = pages <= _LEAST and len(on) == pages > 1
    many = len(on) >= _LEAST and len(on) >= _SHARE * (on[-1] - on[0] + 1)
    return (many or few) and 2 * sum(each.apart for each in group) >= len(group)


def _at_one_height(alike: Sequence[_Outer]) -> Iterator[list[_Outer]]:
    group: list[_Outer] = []
    for each in sorted(alike, key=lambda each: each.row.y):
        if group and each.row.y - group[-1].row.y > _SAME_PLACE:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _page_numbers(sheets: Sequence[Sheet], by_page: Sequence[Sequence[Row]]) -> Iterator[_Outer]:
    """Yield rows at the very edge that hold the page's own number; of short files also what stands
    small and apart there, as nothing can repeat in them.
    """
    total = len(sheets)
    for page, (sheet, found) in enumerate(zip(sheets, by_page, strict=True)):
        if len(found) < 2:
            continue
        body, step = usual_size(sheet.chunks), usual_step(found)
        for row, beside in ((found[0], found[1]), (found[-1], found[-2])):
            apart = abs(row.y - beside.y) > _FAR * step
            number = _PAGE_OF.search(row.text)
            named = number is not None and int(number["page"]) == sheet.number
            alone = named and _ONLY_NUMBER.fullmatch(row.text) is not None
            of_all = number is not None and named and number["of"] == str(total)
            small = total <= _FEW_PAGES and row.size < _SMALL * body
            if (alone and apart) or (of_all and apart) or (small and apart):
                yield _Outer(page, row, "")


def _without_line_numbers(sheet: Sheet) -> Sheet:
    """Return a page without the numbers that count its lines in the margin."""
    found = rows(sheet.chunks)
    first = [row.chunks[0] for row in found]
    numbers = [chunk for chunk in first if _LINE_NUMBER.fullmatch(chunk.text.strip())]
    if len(numbers) < max(_LEAST_NUMBERED, _NUMBERED_LINES * len(found)):
        return sheet
    if not _counts_up(numbers):
        return sheet
    return _without(sheet, {chunk.order for chunk in numbers})


def _counts_up(numbers: Sequence[Chunk]) -> bool:
    values = [int(chunk.text) for chunk in numbers]
    return sum(b == a + 1 for a, b in pairwise(values)) >= 0.9 * (len(values) - 1)
