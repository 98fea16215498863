"""What stands of people's findings on a Report: each coder's latest, and whether coders agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from pressgap.core.model import ClauseVerdictName, QuestionVerdictName, Review
from pressgap.core.report import ClauseFinding, QuestionFinding

Whose = Literal["machine", "person", "disputed"]
_ALLOWED: dict[str, tuple[str, ...]] = {
    "clause": get_args(ClauseVerdictName),
    "question": get_args(QuestionVerdictName),
}


def allowed_verdicts(target_kind: str) -> tuple[str, ...]:
    """Return the verdicts a person may give on a ``clause`` or a ``question``."""
    return _ALLOWED[target_kind]


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
