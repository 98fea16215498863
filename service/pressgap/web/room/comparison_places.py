"""Where things of a comparison are shown, as addresses of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from pressgap.core.cells import Cell
from pressgap.core.marked import place
from pressgap.core.model import Span
from pressgap.core.reading import name_of
from pressgap.core.report import ClauseFinding, Evidence, QuestionFinding, Report


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses within one comparison's pages."""

    report: Report

    def view(self, name: str, **query: Any) -> str:
        """Return the address of a view: summary, side, map, unasked, review."""
        return url_for(f"room.comparison_{name}", comparison_id=self.report.id, **query)

    def of(self, target: Cell | ClauseFinding | QuestionFinding) -> str:
        """Return where a cell, clause or question is read side by side."""
        if isinstance(target, Cell):
            return self._cell(target)
        if isinstance(target, ClauseFinding):
            return self.view("side", show=target.id, _anchor=target.id)
        transcript = self.number(target.transcript)
        return self.view("side", transcript=transcript, show=target.id, _anchor=target.id)

    def clause(self, clause_id: str) -> str:
        """Return where a clause is read beside its evidence."""
        return self.view("side", show=clause_id, _anchor=clause_id)

    def passage(self, clause_id: str, item: Evidence) -> str:
        """Return where the words of a passage stand in the transcript, the clause selected."""
        return self._spot(clause_id, self.number(item.transcript), place(item))

    def finding(self, target: str, **query: Any) -> str:
        """Return the page of one clause or question."""
        return self.view("finding", target=target, **query)

    def number(self, transcript: str) -> int:
        """Return a transcript's number in the Report."""
        return [document.id for document in self.report.transcripts].index(transcript) + 1

    def _cell(self, cell: Cell) -> str:
        transcript = int(cell.column.partition(".")[0][1:])
        if cell.words.start == cell.words.end:  # nothing was found in that transcript
            return self.view("side", transcript=transcript, show=cell.clause, _anchor=cell.clause)
        return self._spot(cell.clause, transcript, cell.words)

    def _spot(self, clause_id: str, transcript: int, words: Span) -> str:
        found = {"transcript": transcript, "show": clause_id}
        return self.view("side", **found, _anchor=name_of(words))
