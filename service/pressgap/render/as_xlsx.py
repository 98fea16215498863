"""The Report as a workbook: clauses, questions, evidence, every review, and how it was made."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from pressgap.core.report import ClauseFinding, Report
from pressgap.core.reports.agreement import agreements
from pressgap.core.reports.reviews import latest
from pressgap.render.as_csv import ROWS, Cell, Row, table
from pressgap.render.words import (
    agreement_words,
    dated,
    findings,
    judge_words,
    notices,
    summary_sentences,
)

LONGEST = 32_767  # characters of a cell, counted as Excel does: in UTF-16 code units
_WIDE = {"text", "context", "quote", "because", "note", "read_with", "reviews", "says"}
_REVIEWS = (
    *("comparison", "target", "kind", "about", "machine_verdict", "reviewer", "verdict"),
    *("withdrawn", "stands", "note", "created"),
)
_OPTIONS = {
    "in_memory": True,
    # Belt and braces: every cell is also written as the type it is.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def to_xlsx(report: Report) -> bytes:
    """Return the workbook. Text is written as text: nothing in it can act as a formula or link.

    A text over Excel's limit is cut, ends in …, and is named on the sheet "about".
    """
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": report.declaration.title[:255], "created": _made(report)})
        sheets = _Sheets(book)
        for rows in ROWS:
            sheets.add(rows, *table(report, rows))
        sheets.add("reviews", _REVIEWS, _reviews(report))
        sheets.add("about", ("what", "says"), [*_about(report), *sheets.cut])
    return out.getvalue()


class _Sheets:
    """Writes sheets; ``cut`` are rows on what did not fit into a cell."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self.cut: list[Row] = []

    def add(self, name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        """Write a sheet with a row of names that stays in sight."""
        sheet: Any = self._book.add_worksheet(name)
        names = list(columns)
        for number, column in enumerate(names):
            sheet.write_string(0, number, column, self._head)
            wide = column in _WIDE or column.endswith(("_text", "_label"))
            sheet.set_column(number, number, 60 if wide else 16)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for number, column in enumerate(names):
                value = self._fitting(row.get(column), f"{name}, row {line + 1}, {column}")
                self._write(sheet, line, number, value)

    def _write(self, sheet: Any, line: int, number: int, value: Cell) -> None:
        if isinstance(value, str):
            sheet.write_string(line, number, value, self._text)
        elif value is not None:
            sheet.write_number(line, number, value, self._text)

    def _fitting(self, value: Cell, where: str) -> Cell:
        if not isinstance(value, str) or len(value) <= LONGEST // 2:
            return value
        units = value.encode("utf-16-le")
        if len(units) <= 2 * LONGEST:
            return value
        says = f"{where}: {len(value)} characters do not fit into a cell; the JSON has all of them"
        self.cut.append({"what": "Cut", "says": says})
        return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _made(report: Report) -> datetime:
    return datetime.fromisoformat(report.created).replace(tzinfo=None)


def _reviews(report: Report) -> Iterator[Row]:
    """Yield every review, those overtaken or withdrawn too."""
    for finding in findings(report):
        standing = {review.id for review in latest(finding.reviews)}
        for review in finding.reviews:
            yield {
                "comparison": report.id,
                "target": finding.id,
                "kind": "clause" if isinstance(finding, ClauseFinding) else "question",
                "about": finding.label if isinstance(finding, ClauseFinding) else finding.text,
                "machine_verdict": finding.verdict,
                "reviewer": review.reviewer,
                "verdict": review.verdict,
                "withdrawn": "no" if review.verdict else "yes",
                "stands": "yes" if review.id in standing else "no",
                "note": review.note,
                "created": review.created,
            }


def _about(report: Report) -> Iterator[Row]:
    manifest = report.manifest
    lines: list[tuple[str, Any]] = [
        ("Comparison", report.id),
        ("Made", report.created),
        ("Declaration", dated(report.declaration)),
        *(("Transcript", dated(document)) for document in report.transcripts),
        *(("Found", sentence) for sentence in summary_sentences(report)),
        ("Columns", _COLUMNS),
        *(("Note", line) for line in notices(report)),
        *(("Warning", line) for line in report.warnings),
        *(("Agreement", agreement_words(each)) for each in agreements(report)),
        ("PressGap", manifest.pressgap),
        *(
            (what, f"{model.name}, sha256 {model.sha256}")
            for what, model in (
                ("Embedding model", manifest.model),
                ("Verdict model", manifest.verdict_model),
                ("Background", manifest.background),
            )
            if model
        ),
        *([("Judge", judge_words(manifest.judge))] if manifest.judge else []),
        *(("Setting", f"{name}: {value}") for name, value in manifest.settings.items()),
        *(("Text", f"{id_}: sha256 {sha256}") for id_, sha256 in manifest.texts.items()),
    ]
    yield from ({"what": what, "says": says} for what, says in lines)


_COLUMNS = (
    "verdict is what stands; whose says whether that is the machine's, a person's, or disputed "
    "between coders; machine_verdict is what the machine said. start and end count Unicode code "
    "points of the document's text."
)
