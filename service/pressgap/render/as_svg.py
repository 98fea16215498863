"""The heat map as one SVG: no style, no script, nothing fetched. On the page it has links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Template

from pressgap.core.report import ClauseFinding, Report
from pressgap.core.reports.cells import Cell, Found
from pressgap.core.reports.heat import Column, Heat, Row, heat
from pressgap.core.reports.reviews import standing
from pressgap.render import words
from pressgap.render.templating import environment

Links = Callable[[Cell | ClauseFinding], str]

# A cell below this is left out of the drawing, unless something was asked or said there.
FAINTEST = 0.05
FOUND: dict[Found, str] = {"asked": "asked", "said": "said unasked", "near": "near, falls short"}
_COLOURS: tuple[tuple[Found, str], ...] = (
    ("near", "#6c6655"),
    ("said", "#2d5f9e"),
    ("asked", "#1f6f54"),
)
_LABEL, _SHORT, _TOTAL = 300, 200, 56  # widths left (on a page), and right of the cells
_HEAD, _TITLE, _FOOT = 26, 22, 24  # heights above them (and of the title), and below
_CELL, _LINE = 24, 17  # width and height of a cell, with the gap to the next
_LETTERS, _FEWER = 40, 26  # of a label in a file and, for narrow screens, on a page
# What XML has no place for.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Size:
    """Of the drawing, in pixels; the cells lie between left and right, top and bottom."""

    width: int
    height: int
    right: int
    bottom: int
    left: int
    top: int
    cell: int = _CELL
    line: int = _LINE


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cell in its place."""

    cell: Cell
    x: int
    y: int
    name: str
    opacity: float


def to_svg(report: Report) -> str:
    """Return the heat map of a Report as a file: clauses × exchanges of all its transcripts."""
    return draw(heat(report), report)


def draw(found: Heat, report: Report, links: Links | None = None) -> str:
    """Return the drawing of a heat map; with ``links``, for a page: cells and clauses lead there.

    Everything from the documents is escaped.
    """
    size = _size(found, on_page=links is not None)
    letters = _FEWER if links else _LETTERS
    drawn = list(_drawn(found, report, size))
    drawing = _template().render(
        report=report,
        size=size,
        links=links,
        title=fitting(f"{report.declaration.title}: what was asked", 90),
        rows=[
            (row, size.top + size.line * n, _label(row, letters))
            for n, row in enumerate(found.rows)
        ],
        columns=[
            (c, size.left + size.cell * n, column_label(c)) for n, c in enumerate(found.columns)
        ],
        names={column.id: column_words(column, report) for column in found.columns},
        layers=[
            (kind, colour, [d for d in drawn if d.cell.found == kind]) for kind, colour in _COLOURS
        ],
        legend=f"● {FOUND['asked']}   ▬ {FOUND['said']}   plain: {FOUND['near']}; the denser, "
        f"the likelier; left out below {FAINTEST}",
    )
    return _UNFIT.sub("�", drawing)


def column_label(column: Column) -> str:
    """Return the exchange's number, O for an opening, or T and the transcript's number."""
    if column.whole:
        return column.id.upper()
    return "O" if column.exchange is None else str(column.exchange)


def column_words(column: Column, report: Report) -> str:
    """Return the column in words, with the transcript's number where there are several."""
    if column.whole:
        return words.dated(words.by_id(report)[column.transcript])
    place = words.PARTS["opening"]
    if column.exchange is not None:
        asker = f" ({words.who(column.speaker, column.outlet)})" if column.speaker else ""
        place = f"exchange {column.exchange}{asker}"
    return place + words.which(column.transcript, report)


def cell_words(cell: Cell) -> str:
    """Return the probability, and what was found there."""
    return f"{cell.probability:.2f}, {FOUND[cell.found]}"


def fitting(text: str, letters: int) -> str:
    """Return text on one line that takes no more room than so many letters; wide ones count 2."""
    line, room = words.one_line(text), letters
    for position, letter in enumerate(line):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return line[: max(position - 1, 0)].rstrip() + "…"
    return line


def _size(found: Heat, on_page: bool) -> _Size:
    """Return the sizes of a drawing; one that is a file has a title, and a legend below."""
    left, top = (_SHORT, _HEAD) if on_page else (_LABEL, _HEAD + _TITLE)
    right, bottom = left + _CELL * len(found.columns), top + _LINE * len(found.rows)
    if on_page:
        return _Size(right + _TOTAL, bottom + _FOOT, right, bottom, left, top)
    return _Size(max(right + _TOTAL, 640), bottom + 2 * _FOOT, right, bottom, left, top)


def _drawn(found: Heat, report: Report, size: _Size) -> Iterator[_Drawn]:
    places = {
        column.id: (n, column_words(column, report)) for n, column in enumerate(found.columns)
    }
    for line, row in enumerate(found.rows):
        name = words.clause_name(row.clause)
        for cell in row.cells:
            if cell.found == "near" and cell.probability < FAINTEST:
                continue
            number, column = places[cell.column]
            yield _Drawn(
                cell,
                size.left + size.cell * number,
                size.top + size.line * line,
                f"Clause {name}, {column}: {cell_words(cell)}",
                # What was asked or said never fades away.
                round(max(cell.probability, 0.1 if cell.found == "near" else 0.5), 2),
            )


def _label(row: Row, letters: int) -> str:
    mark = words.MARKS[standing(row.clause)[0]]
    return fitting(f"{mark} {words.clause_name(row.clause)}. {row.clause.label}", letters)


@cache
def _template() -> Template:
    return environment().get_template("map.svg")
