"""Declaration and transcript side by side, with one clause or question selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

from flask import Response, request

from pressgap.core.model import Transcript
from pressgap.core.reading import name_of
from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.reports.marked import Piece
from pressgap.core.reports.queue import Finding
from pressgap.core.reports.reviews import latest, standing
from pressgap.core.reports.sides import Said, declaration_side, transcript_side
from pressgap.core.reports.summary import best_evidence
from pressgap.render.words import findings
from pressgap.web.current import parts
from pressgap.web.room.comparison import transcript_number, view
from pressgap.web.room.page import room

Test = Callable[[ClauseFinding], bool]


def _stands(verdict: str) -> Test:
    return lambda clause: standing(clause)[0] == verdict


FILTERS: dict[str, tuple[str, Test]] = {
    "asked": ("asked", _stands("asked")),
    "volunteered": ("volunteered", _stands("volunteered")),
    "not_raised": ("not raised", _stands("not_raised")),
    "unsure": ("unsure", _stands("unsure")),
    "reviewed": ("reviewed", lambda clause: bool(latest(clause.reviews))),
}


@room.get("/comparisons/<comparison_id>/side")
def comparison_side(comparison_id: str) -> Response:
    """Show both texts in full, the evidence of a clause or the clauses of a question marked."""
    report = parts().kept.get(comparison_id)
    shown = _shown(report)
    number = transcript_number(report, default=_number(report, shown))
    only = request.args.get("only", "")
    wanted = [
        clause for clause in report.clauses if only not in FILTERS or FILTERS[only][1](clause)
    ]
    transcript = report.transcripts[number - 1].id
    return view(
        "side",
        report,
        shown=shown,
        near=_neighbours(wanted, shown),
        linked={link.id for link in shown.clauses} if isinstance(shown, QuestionFinding) else set(),
        number=number,
        only=only if only in FILTERS else "",
        filters=[(name, *_counted(report, name)) for name in FILTERS],
        wanted={clause.id for clause in wanted},
        left=declaration_side(parts().library.get(report.declaration.id).text, report.clauses),
        right=_right(report, transcript),
        questions={question.id: question for question in report.questions},
        names=_Names(),
    )


class _Names:
    """Names the places where marks begin, each once on a page."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __call__(self, piece: Piece) -> list[str]:
        found = dict.fromkeys(name_of(mark.span) for mark in piece.begins)
        fresh = [name for name in found if name not in self._given]
        self._given.update(fresh)
        return fresh


def _shown(report: Report) -> Finding | None:
    wanted = request.args.get("show", "")
    return next((finding for finding in findings(report) if finding.id == wanted), None)


def _number(report: Report, shown: Finding | None) -> int:
    """Return the transcript to show: that of the question, or of the clause's best evidence."""
    found = shown.transcript if isinstance(shown, QuestionFinding) else None
    if isinstance(shown, ClauseFinding):
        best = best_evidence(shown) or next(iter(shown.closest), None)
        found = best.transcript if best else None
    ids = [document.id for document in report.transcripts]
    return ids.index(found) + 1 if found else 1


def _neighbours(
    wanted: Sequence[ClauseFinding], shown: Finding | None
) -> tuple[ClauseFinding | None, ClauseFinding | None]:
    """Return the clauses before and after the one shown, among those the filter lets through."""
    row = [None, *wanted, None]
    for before, after in zip(pairwise(row), pairwise(row[1:]), strict=False):
        if shown is not None and before[1] is not None and before[1].id == shown.id:
            return before[0], after[1]
    return None, next(iter(wanted), None)


def _counted(report: Report, name: str) -> tuple[str, int]:
    words, test = FILTERS[name]
    return words, sum(map(test, report.clauses))


def _right(report: Report, transcript: str) -> Iterator[Said]:
    text = parts().library.get(transcript).text
    # A document's kind never changes, and only transcripts are compared as such.
    structure = cast(Transcript, parts().library.structure(transcript))
    return transcript_side(text, structure, report, transcript)
