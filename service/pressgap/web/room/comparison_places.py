"""Where things of a comparison are shown, as addresses of its pages."""

from __future__ import annotations

from typing import Any

from flask import url_for

from pressgap.core.reading import name_of
from pressgap.core.report import ClauseFinding, Evidence, QuestionFinding, Report
from pressgap.core.reports.cells import Cell
from pressgap.core.reports.marked import place


class Places:
    """Addresses within one comparison's pages.

    ``beside``: for a page that has very many links, those to the texts side by side are relative
    to it; it must be a view like that one.
    """

    def __init__(self, report: Report, beside: bool = False) -> None:
        self.report = report
        self._numbers = {document.id: n for n, document in enumerate(report.transcripts, start=1)}
        self._side = "side" if beside else self.view("side")

    def view(self, name: str, **query: Any) -> str:
        """Return the address of a view: summary, side, map, unasked, review."""
        return url_for(f"room.comparison_{name}", comparison_id=self.report.id, **query)

    def of(self, target: Cell | ClauseFinding | QuestionFinding) -> str:
        """Return where a cell, clause or question is read side by side."""
        if isinstance(target, Cell):
            return self._cell(target)
        if isinstance(target, ClauseFinding):
            return self.clause(target.id)
        return self._spot(target.id, self.number(target.transcript), target.id)

    def clause(self, clause_id: str) -> str:
        """Return where a clause is read beside its evidence."""
        return f"{self._side}?show={clause_id}#{clause_id}"

    def passage(self, clause_id: str, item: Evidence) -> str:
        """Return where the words of a passage stand in the transcript, the clause selected."""
        return self._spot(clause_id, self.number(item.transcript), name_of(place(item)))

    def finding(self, target: str, **query: Any) -> str:
        """Return the page of one clause or question."""
        return self.view("finding", target=target, **query)

    def number(self, transcript: str) -> int:
        """Return a transcript's number in the Report."""
        return self._numbers[transcript]

    def _cell(self, cell: Cell) -> str:
        transcript = int(cell.column.partition(".")[0][1:])
        nothing = cell.words.start == cell.words.end  # nothing was found in that transcript
        spot = cell.clause if nothing else name_of(cell.words)
        return self._spot(cell.clause, transcript, spot)

    def _spot(self, target: str, transcript: int, spot: str) -> str:
        """Return an address: ids of targets and names of places hold letters, digits, ``.-``."""
        return f"{self._side}?transcript={transcript}&show={target}#{spot}"
