"""The Report as CSV: one row per clause, question or piece of evidence, each complete in itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Literal, get_args

from pressgap.core.report import ClauseFinding, Evidence, Probabilities, QuestionFinding, Report
from pressgap.core.reports.reviews import latest, standing
from pressgap.core.reports.summary import best_evidence
from pressgap.render.words import asked_with, by_id, judged_words, read_with, wording

Rows = Literal["clauses", "questions", "evidence"]
ROWS: tuple[Rows, ...] = get_args(Rows)
Cell = str | int | float | None
Row = dict[str, Cell]

# What spreadsheets take for the beginning of a formula, or skip on the way to one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(report: Report, rows: Rows = "clauses") -> str:
    """Return the table with a header row, ``\\r\\n`` at line ends.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe. ``verdict`` is
    what stands, ``whose`` it is (machine, person, disputed), ``machine_verdict`` what the machine
    said.
    """
    names, found = table(report, rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in found)
    return out.getvalue()


def table(report: Report, rows: Rows) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the names of the columns, and the rows; a row may lack cells."""
    make, names = _TABLES[rows]
    return names, make(report)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _clause_rows(report: Report) -> Iterator[Row]:
    for clause in report.clauses:
        best = best_evidence(clause)
        yield {
            **_clause(report, clause),
            **_probabilities(clause.probability),
            "because": clause.because,
            **_second(clause, report),
            **_transcript(report, best.transcript if best else None),
            **(_evidence(best) if best else {}),
            "reviews": _reviews(clause),
        }


def _question_rows(report: Report) -> Iterator[Row]:
    numbers = {clause.id: clause.number for clause in report.clauses}
    for question in report.questions:
        verdict, whose = standing(question)
        yield {
            **_documents(report),
            **_transcript(report, question.transcript),
            "question": question.id,
            "exchange": question.exchange,
            "number": question.number,
            "speaker": question.speaker,
            "outlet": question.outlet,
            "text": question.text,
            "context": question.context,
            "start": question.start,
            "end": question.end,
            "page": question.locator.page,
            "time": question.locator.time,
            "verdict": verdict,
            "whose": whose,
            "machine_verdict": question.verdict,
            "probability": question.probability,
            "clauses": " ".join(link.id for link in question.clauses),
            "clause_numbers": " ".join(numbers[link.id] or "" for link in question.clauses),
            "because": question.because,
            "read_with": asked_with(question, report),
            **_second(question, report),
            "reviews": _reviews(question),
        }


def _evidence_rows(report: Report) -> Iterator[Row]:
    for clause in report.clauses:
        for kind, items in (("evidence", clause.evidence), ("closest", clause.closest)):
            for item in items:
                yield {
                    **_clause(report, clause),
                    **_transcript(report, item.transcript),
                    "kind": kind,
                    **_evidence(item),
                    "read_with": read_with(item, True, report),
                }


def _documents(report: Report) -> Row:
    declaration = report.declaration
    return {
        "comparison": report.id,
        "declaration": declaration.id,
        "declaration_title": declaration.title,
        "declaration_date": declaration.date,
        "declaration_wording": wording(declaration),
        "declaration_note": declaration.note,
    }


def _transcript(report: Report, transcript: str | None) -> Row:
    """Return the columns of one transcript; of all of them where none is meant in particular."""
    documents = by_id(report)
    found = [documents[transcript]] if transcript else list(report.transcripts)
    return {
        "transcript": "; ".join(document.id for document in found),
        "transcript_title": "; ".join(document.title for document in found),
        "transcript_date": "; ".join(document.date or "" for document in found),
        "transcript_wording": "; ".join(wording(document) for document in found),
        "transcript_note": "; ".join(document.note or "" for document in found),
    }


def _clause(report: Report, clause: ClauseFinding) -> Row:
    verdict, whose = standing(clause)
    return {
        **_documents(report),
        "clause": clause.id,
        "clause_number": clause.number,
        "clause_label": clause.label,
        "clause_heading": " > ".join(clause.heading),
        "clause_lead_in": clause.lead_in,
        "clause_text": clause.text,
        "clause_start": clause.start,
        "clause_end": clause.end,
        "clause_page": clause.locator.page,
        "verdict": verdict,
        "whose": whose,
        "machine_verdict": clause.verdict,
        "answered": clause.answered,
        "clause_strength": clause.strength,
    }


def _probabilities(probability: Probabilities) -> Row:
    return {
        "probability_asked": probability.asked,
        "probability_answered": probability.answered,
        "probability_raised": probability.raised,
    }


def _second(finding: ClauseFinding | QuestionFinding, report: Report) -> Row:
    """Return the verdict before the judge where it changed that, and what the judge said."""
    return {
        "before_judge": finding.before_judge,
        "second_opinions": "; ".join(judged_words(finding, report)),
    }


def _evidence(item: Evidence) -> Row:
    return {
        "part": item.part,
        "exchange": item.exchange,
        "turn": item.turn,
        "speaker": item.speaker,
        "outlet": item.outlet,
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "page": item.locator.page,
        "time": item.locator.time,
        "probability": item.probability,
        "strength": item.strength,
    }


def _reviews(finding: ClauseFinding | QuestionFinding) -> str:
    return "; ".join(f"{review.reviewer}: {review.verdict}" for review in latest(finding.reviews))


_DECLARATION = (
    "comparison",
    "declaration",
    "declaration_title",
    "declaration_date",
    "declaration_wording",
    "declaration_note",
)
_TRANSCRIPT = (
    "transcript",
    "transcript_title",
    "transcript_date",
    "transcript_wording",
    "transcript_note",
)
_CLAUSE = (
    *("clause", "clause_number", "clause_label", "clause_heading"),
    *("clause_lead_in", "clause_text", "clause_start", "clause_end", "clause_page"),
    *("verdict", "whose", "machine_verdict", "answered", "clause_strength"),
)
_EVIDENCE = (
    *("part", "exchange", "turn", "speaker", "outlet"),
    *("quote", "start", "end", "page", "time", "probability", "strength"),
)
_CHANCES = ("probability_asked", "probability_answered", "probability_raised")
_QUESTION = (
    *("question", "exchange", "number", "speaker", "outlet", "text", "context", "start", "end"),
    *("page", "time"),
    *("verdict", "whose", "machine_verdict", "probability", "clauses", "clause_numbers"),
    *("because", "read_with", "before_judge", "second_opinions", "reviews"),
)
_TABLES: dict[Rows, tuple[Callable[[Report], Iterator[Row]], tuple[str, ...]]] = {
    "clauses": (
        _clause_rows,
        (
            *(*_DECLARATION, *_CLAUSE, *_CHANCES, "because", "before_judge", "second_opinions"),
            *(*_TRANSCRIPT, *_EVIDENCE, "reviews"),
        ),
    ),
    "questions": (_question_rows, (*_DECLARATION, *_TRANSCRIPT, *_QUESTION)),
    "evidence": (
        _evidence_rows,
        (*_DECLARATION, *_CLAUSE, *_TRANSCRIPT, "kind", *_EVIDENCE, "read_with"),
    ),
}
