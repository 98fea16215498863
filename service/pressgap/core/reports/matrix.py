"""Clauses × exchanges of a Report: where in the conversation each clause came closest."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.report import Report
from pressgap.core.reports.cells import cells, columns


@dataclass(frozen=True, slots=True)
class Matrix:
    """``values[row][column]`` is the best probability known for that cell, or None.

    None means that the Report keeps no passage there, not that the probability is zero. ``rows``
    are clause ids; ``columns`` are ``t1.opening`` (where anything was found there), ``t1.e1`` …
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]


def matrix(report: Report) -> Matrix:
    """Return the best probability per clause and exchange, from evidence, closest and questions."""
    best = {(cell.clause, cell.column): cell.probability for cell in cells(report)}
    rows = tuple(clause.id for clause in report.clauses)
    names = columns(report)
    values = tuple(tuple(best.get((row, column)) for column in names) for row in rows)
    return Matrix(rows, names, values)
