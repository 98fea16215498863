"""Clauses × exchanges of a Report: where in the conversation each clause came closest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressgap.core.report import Report


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
    best: dict[tuple[str, str], float] = {}
    for clause, column, probability in _cells(report):
        best[clause, column] = max(probability, best.get((clause, column), 0.0))
    rows = tuple(clause.id for clause in report.clauses)
    columns = tuple(_columns(report))
    values = tuple(tuple(best.get((row, column)) for column in columns) for row in rows)
    return Matrix(rows, columns, values)


def _numbers(report: Report) -> dict[str, int]:
    return {document.id: n for n, document in enumerate(report.transcripts, start=1)}


def _cells(report: Report) -> Iterator[tuple[str, str, float]]:
    numbers = _numbers(report)
    for clause in report.clauses:
        for item in (*clause.evidence, *clause.closest):
            transcript = f"t{numbers[item.transcript]}"
            if item.exchange is not None:
                yield clause.id, f"{transcript}.e{item.exchange}", item.probability
            elif item.part == "opening":
                yield clause.id, f"{transcript}.opening", item.probability
    for question in report.questions:
        column = f"t{numbers[question.transcript]}.e{question.exchange}"
        for link in question.clauses:
            yield link.id, column, link.probability


def _columns(report: Report) -> Iterator[str]:
    found = {column for _, column, _ in _cells(report)}
    for document_id, number in _numbers(report).items():
        if f"t{number}.opening" in found:
            yield f"t{number}.opening"
        # Questions and evidence both name exchanges; an exchange with neither still has a column.
        exchanges = [q.exchange for q in report.questions if q.transcript == document_id]
        prefix = f"t{number}.e"
        exchanges += [int(c[len(prefix) :]) for c in found if c.startswith(prefix)]
        yield from (f"{prefix}{n}" for n in range(1, max(exchanges, default=0) + 1))
