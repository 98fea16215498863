"""The heat map of a Report: in each exchange, how near each clause came, and what was found there.

``core.matrix`` has the bare numbers of the same cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pressgap.core.marked import spot
from pressgap.core.report import ClauseFinding, Evidence, QuestionFinding, Report

# From strongest to weakest: what is in a cell is the strongest found there.
Found = Literal["asked", "said", "near"]
_STRENGTH: dict[Found, int] = {"near": 0, "said": 1, "asked": 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """The best probability of a clause in a column, and where in the transcript that is.

    ``found``: ``asked`` where a question is evidence for the clause, ``said`` where another
    passage is, ``near`` where passages only came close.
    """

    clause: str
    column: str
    probability: float
    found: Found
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its cells, by column; ``asked`` and ``said`` count the columns."""

    clause: ClauseFinding
    cells: tuple[Cell, ...]
    asked: int
    said: int


@dataclass(frozen=True, slots=True)
class Column:
    """An exchange, or an opening (``exchange`` None); ``asked`` and ``said`` count the clauses.

    ``speaker`` and ``outlet`` are of who asked its first question; "" and None where nobody did.
    """

    id: str
    transcript: str
    exchange: int | None
    speaker: str
    outlet: str | None
    asked: int
    said: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Clauses × exchanges, with totals. Only cells that the Report has a passage for are there."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


def heat(report: Report, transcript: str | None = None) -> Heat:
    """Return the heat map, of one transcript or (None) of all, one after the other."""
    found = [cell for cell in cells(report) if transcript is None or _of(cell, report, transcript)]
    names = columns(report)
    order = {name: position for position, name in enumerate(names)}
    by_clause: dict[str, list[Cell]] = {}
    for cell in sorted(found, key=lambda cell: order[cell.column]):
        by_clause.setdefault(cell.clause, []).append(cell)
    rows = tuple(_row(clause, by_clause.get(clause.id, [])) for clause in report.clauses)
    counts = Counter((cell.column, cell.found) for cell in found)
    prefix = "t" if transcript is None else f"{_numbers(report)[transcript]}."
    askers = {_question_column(each, report): each for each in reversed(report.questions)}
    return Heat(
        rows,
        tuple(
            _column(name, report, askers.get(name), counts)
            for name in names
            if name.startswith(prefix)
        ),
    )


def cells(report: Report) -> Iterator[Cell]:
    """Yield each cell that the Report has a passage for, once."""
    best: dict[tuple[str, str], Cell] = {}
    for cell in _passages(report):
        key = cell.clause, cell.column
        best[key] = _stronger(best[key], cell) if key in best else cell
    yield from best.values()


def columns(report: Report) -> tuple[str, ...]:
    """Return all columns in order: ``t1.opening`` where anything was found there, ``t1.e1`` …"""
    found = {cell.column for cell in _passages(report)}
    return tuple(
        name
        for document, prefix in _numbers(report).items()
        for name in _columns_of(document, prefix, found, report)
    )


def _columns_of(document: str, prefix: str, found: Iterable[str], report: Report) -> Iterator[str]:
    if f"{prefix}.opening" in found:
        yield f"{prefix}.opening"
    # Questions and evidence both name exchanges; an exchange with neither still has a column.
    exchanges = [each.exchange for each in report.questions if each.transcript == document]
    start = f"{prefix}.e"
    exchanges += [int(name[len(start) :]) for name in found if name.startswith(start)]
    yield from (f"{start}{number}" for number in range(1, max(exchanges, default=0) + 1))


def _numbers(report: Report) -> dict[str, str]:
    return {document.id: f"t{n}" for n, document in enumerate(report.transcripts, start=1)}


def _passages(report: Report) -> Iterator[Cell]:
    """Yield a cell for each passage and each link of a question to a clause."""
    numbers = _numbers(report)
    for clause in report.clauses:
        for items, evident in ((clause.evidence, True), (clause.closest, False)):
            for item in items:
                column = _evidence_column(item, numbers)
                if column is not None:
                    found: Found = "near"
                    if evident:
                        found = "asked" if item.part == "question" else "said"
                    yield Cell(clause.id, column, item.probability, found, spot(item))
    for question in report.questions:
        for link in question.clauses:
            column = _question_column(question, report)
            yield Cell(link.id, column, link.probability, "near", question.start)


def _evidence_column(item: Evidence, numbers: dict[str, str]) -> str | None:
    prefix = numbers[item.transcript]
    if item.exchange is not None:
        return f"{prefix}.e{item.exchange}"
    return f"{prefix}.opening" if item.part == "opening" else None


def _question_column(question: QuestionFinding, report: Report) -> str:
    return f"{_numbers(report)[question.transcript]}.e{question.exchange}"


def _stronger(one: Cell, other: Cell) -> Cell:
    """Return a cell with the higher probability, and the place and kind of the stronger find."""
    best = max((one, other), key=lambda cell: (_STRENGTH[cell.found], cell.probability))
    return Cell(
        best.clause,
        best.column,
        max(one.probability, other.probability),
        best.found,
        best.start,
    )


def _of(cell: Cell, report: Report, transcript: str) -> bool:
    return cell.column.startswith(f"{_numbers(report)[transcript]}.")


def _row(clause: ClauseFinding, found: list[Cell]) -> Row:
    kinds = Counter(cell.found for cell in found)
    return Row(clause, tuple(found), kinds["asked"], kinds["said"])


def _column(
    name: str, report: Report, first: QuestionFinding | None, counts: Counter[tuple[str, Found]]
) -> Column:
    prefix, place = name.split(".")
    return Column(
        id=name,
        transcript=report.transcripts[int(prefix[1:]) - 1].id,
        exchange=None if place == "opening" else int(place[1:]),
        speaker=first.speaker if first else "",
        outlet=first.outlet if first else None,
        asked=counts[name, "asked"],
        said=counts[name, "said"],
    )
