"""Where in the conversation each clause came closest, and whether it was asked or said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pressgap.core.model import Span
from pressgap.core.report import Evidence, QuestionFinding, Report
from pressgap.core.reports.marked import place

# From strongest to weakest: what is in a cell is the strongest found there.
Found = Literal["asked", "said", "near"]
_STRENGTH: dict[Found, int] = {"near": 0, "said": 1, "asked": 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """The best probability of a clause in a column, and the words there that it goes by.

    ``found``: ``asked`` where a question is evidence for the clause, ``said`` where another
    passage is, ``near`` where passages only came close.
    """

    clause: str
    column: str
    probability: float
    found: Found
    words: Span


def cells(report: Report) -> tuple[Cell, ...]:
    """Return each cell that the Report has a passage for, once."""
    best: dict[tuple[str, str], Cell] = {}
    for cell in _passages(report):
        key = cell.clause, cell.column
        best[key] = _stronger(best[key], cell) if key in best else cell
    return tuple(best.values())


def columns(report: Report) -> tuple[str, ...]:
    """Return all columns in order: ``t1.opening`` where anything was found there, ``t1.e1`` …"""
    found = {cell.column for cell in _passages(report)}
    return tuple(
        name
        for document, prefix in prefixes(report).items()
        for name in _columns_of(document, prefix, found, report)
    )


def prefixes(report: Report) -> dict[str, str]:
    """Return what the columns of each transcript begin with, by its id: ``t1``, ``t2`` …"""
    return {document.id: f"t{n}" for n, document in enumerate(report.transcripts, start=1)}


def exchange_column(question: QuestionFinding, names: dict[str, str]) -> str:
    """Return the column of a question; ``names`` from ``prefixes``."""
    return f"{names[question.transcript]}.e{question.exchange}"


def _passages(report: Report) -> Iterator[Cell]:
    """Yield a cell for each passage and each link of a question to a clause."""
    names = prefixes(report)
    for clause in report.clauses:
        for item in clause.evidence:
            yield from _cell(clause.id, item, "asked" if item.part == "question" else "said", names)
        for item in clause.closest:
            yield from _cell(clause.id, item, "near", names)
    for question in report.questions:
        column = exchange_column(question, names)
        for link in question.clauses:
            yield Cell(
                link.id, column, link.probability, "near", Span(question.start, question.end)
            )


def _cell(clause: str, item: Evidence, found: Found, names: dict[str, str]) -> Iterator[Cell]:
    where = "opening" if item.part == "opening" else None
    if item.exchange is not None:
        where = f"e{item.exchange}"
    if where is not None:
        column = f"{names[item.transcript]}.{where}"
        yield Cell(clause, column, item.probability, found, place(item))


def _stronger(one: Cell, other: Cell) -> Cell:
    """Return a cell with the higher probability, and the place and kind of the stronger find."""
    best = max((one, other), key=lambda cell: (_STRENGTH[cell.found], cell.probability))
    probability = max(one.probability, other.probability)
    return Cell(best.clause, best.column, probability, best.found, best.words)


def _columns_of(document: str, prefix: str, found: Iterable[str], report: Report) -> Iterator[str]:
    if f"{prefix}.opening" in found:
        yield f"{prefix}.opening"
    # Questions and evidence both name exchanges; an exchange with neither still has a column.
    exchanges = [each.exchange for each in report.questions if each.transcript == document]
    start = f"{prefix}.e"
    exchanges += [int(name[len(start) :]) for name in found if name.startswith(start)]
    yield from (f"{start}{number}" for number in range(1, max(exchanges, default=0) + 1))
