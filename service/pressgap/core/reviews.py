"""What stands of people's findings on a Report: each coder's latest, and whether coders agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from pressgap.core.model import ClauseVerdictName, QuestionVerdictName, Review
from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.errors import BadSettings

Whose = Literal["machine", "person", "disputed"]
TargetKind = Literal["clause", "question"]


def allowed_verdicts(target_kind: TargetKind) -> tuple[str, ...]:
    """Return the verdicts a person may give on a clause or on a question."""
    return get_args(ClauseVerdictName if target_kind == "clause" else QuestionVerdictName)


def check_review(report: Report, target: str, verdict: str | None) -> None:
    """Raise ``BadSettings`` unless ``target`` is in the report and may be given ``verdict``.

    A ``verdict`` of None withdraws, and is always allowed on a known target.
    """
    kind: TargetKind | None = None
    if any(clause.id == target for clause in report.clauses):
        kind = "clause"
    elif any(question.id == target for question in report.questions):
        kind = "question"
    if kind is None:
        raise BadSettings(
            f"comparison {report.id} has no clause or question {target!r}; "
            "clauses are named like c15, questions like t1.e11.q2"
        )
    if verdict is not None and verdict not in allowed_verdicts(kind):
        raise BadSettings(
            f"{verdict!r} is no verdict on a {kind}; use one of {', '.join(allowed_verdicts(kind))}"
        )


def latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return each coder's last review, without those that withdraw, oldest first."""
    by_coder: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda review: review.id):
        by_coder[review.reviewer] = review
    return tuple(
        sorted(
            (review for review in by_coder.values() if review.verdict is not None),
            key=lambda review: review.id,
        )
    )


def standing(finding: ClauseFinding | QuestionFinding) -> tuple[str, Whose]:
    """Return the verdict that counts, and whose it is.

    Coders who agree overrule the machine; coders who disagree leave the machine's verdict, marked
    ``disputed``.
    """
    verdicts = {review.verdict for review in latest(finding.reviews)}
    if len(verdicts) > 1:
        return finding.verdict, "disputed"
    for verdict in verdicts:
        if verdict is not None:
            return verdict, "person"
    return finding.verdict, "machine"


def by_target(reviews: Sequence[Review]) -> dict[str, tuple[Review, ...]]:
    """Return the reviews of each target, oldest first."""
    grouped: dict[str, list[Review]] = {}
    for review in sorted(reviews, key=lambda review: review.id):
        grouped.setdefault(review.target, []).append(review)
    return {target: tuple(found) for target, found in grouped.items()}
