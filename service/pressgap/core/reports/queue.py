"""What is left for people to look at, the doubtful first, and how far they have come."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.reports.reviews import latest, standing

Finding = ClauseFinding | QuestionFinding


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clauses and questions have a person's verdict, of how many."""

    clauses_reviewed: int
    clauses: int
    questions_reviewed: int
    questions: int


def progress(report: Report) -> Progress:
    """Return how far people have come."""
    return Progress(
        clauses_reviewed=sum(_reviewed(clause) for clause in report.clauses),
        clauses=len(report.clauses),
        questions_reviewed=sum(_reviewed(question) for question in report.questions),
        questions=len(report.questions),
    )


def to_review(report: Report) -> tuple[Finding, ...]:
    """Return what wants a person's look, in this order: unsure clauses, unsure questions, what
    coders dispute, the other clauses, the other questions.

    What coders have agreed on is left out.
    """
    findings: tuple[Finding, ...] = (*report.clauses, *report.questions)
    ranked = [(_rank(finding), finding) for finding in findings]
    return tuple(
        finding
        for rank in ("unsure", "disputed", "unseen")
        for found, finding in ranked
        if found == rank
    )


def _rank(finding: Finding) -> str:
    verdict, whose = standing(finding)
    if whose == "disputed":
        return "disputed"
    if whose == "person":
        return "done"
    return "unsure" if verdict == "unsure" else "unseen"


def _reviewed(finding: Finding) -> bool:
    return bool(latest(finding.reviews))
