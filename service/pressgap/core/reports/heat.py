"""The heat map of a Report with its totals: clauses × exchanges, or clauses × transcripts.

``core.reports.matrix`` has the bare numbers of the exchanges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.model import Span
from pressgap.core.report import ClauseFinding, QuestionFinding, Report, TranscriptFinding
from pressgap.core.reports.cells import Cell, Found, cells, columns, exchange_column, prefixes
from pressgap.core.reports.marked import place
from pressgap.core.reports.over_time import in_order


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its cells, by column; ``asked`` and ``said`` count the columns."""

    clause: ClauseFinding
    cells: tuple[Cell, ...]
    asked: int
    said: int


@dataclass(frozen=True, slots=True)
class Column:
    """An exchange, an opening (``exchange`` None), or a whole transcript (``whole``).

    ``asked`` and ``said`` count its clauses. ``speaker`` and ``outlet`` are of who asked an
    exchange's first question; "" and None where nobody did.
    """

    id: str
    transcript: str
    exchange: int | None
    whole: bool
    speaker: str
    outlet: str | None
    asked: int
    said: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Clauses × columns, with totals. Only cells that the Report has a passage for are there."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


def heat(report: Report, transcript: str | None = None) -> Heat:
    """Return clauses × exchanges, of one transcript or (None) of all, one after the other."""
    names = prefixes(report)
    prefix = "t" if transcript is None else f"{names[transcript]}."
    wanted = [name for name in columns(report) if name.startswith(prefix)]
    return _heat(report, wanted, [c for c in cells(report) if c.column.startswith(prefix)])


def heat_of_transcripts(report: Report) -> Heat:
    """Return clauses × transcripts, by date: each cell the machine's verdict on that transcript.

    Its probability is that of being raised at all.
    """
    names = prefixes(report)
    wanted = [names[document.id] for document in in_order(report)]
    return _heat(report, wanted, list(_verdicts(report, names)))


def _verdicts(report: Report, names: dict[str, str]) -> Iterator[Cell]:
    for clause in report.clauses:
        for each in clause.by_transcript:
            column, best = names[each.transcript], _best(clause, each)
            yield Cell(clause.id, column, each.probability.raised, _found(each), best)


def _found(finding: TranscriptFinding) -> Found:
    kinds: dict[str, Found] = {"asked": "asked", "volunteered": "said"}
    return kinds.get(finding.verdict, "near")


def _best(clause: ClauseFinding, finding: TranscriptFinding) -> Span:
    here = [
        item
        for items in (clause.evidence, clause.closest)
        for item in items
        if item.transcript == finding.transcript
    ]
    return place(here[0]) if here else Span(0, 0)


def _heat(report: Report, wanted: Sequence[str], found: Iterable[Cell]) -> Heat:
    order = {name: position for position, name in enumerate(wanted)}
    counts: Counter[tuple[str, Found]] = Counter()
    by_clause: dict[str, list[Cell]] = {}
    for cell in sorted(found, key=lambda cell: order[cell.column]):
        by_clause.setdefault(cell.clause, []).append(cell)
        counts[cell.column, cell.found] += 1
    names = prefixes(report)
    askers = {exchange_column(each, names): each for each in reversed(report.questions)}
    return Heat(
        rows=tuple(_row(clause, by_clause.get(clause.id, ())) for clause in report.clauses),
        columns=tuple(_column(name, report, askers.get(name), counts) for name in wanted),
    )


def _row(clause: ClauseFinding, found: Sequence[Cell]) -> Row:
    kinds = Counter(cell.found for cell in found)
    return Row(clause, tuple(found), kinds["asked"], kinds["said"])


def _column(
    name: str, report: Report, first: QuestionFinding | None, counts: Counter[tuple[str, Found]]
) -> Column:
    prefix, _, where = name.partition(".")
    return Column(
        id=name,
        transcript=report.transcripts[int(prefix[1:]) - 1].id,
        exchange=int(where[1:]) if where.startswith("e") else None,
        whole=not where,
        speaker=first.speaker if first else "",
        outlet=first.outlet if first else None,
        asked=counts[name, "asked"],
        said=counts[name, "said"],
    )
