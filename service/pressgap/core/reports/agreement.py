"""How far the machine and people agree, beyond what chance would give.

Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960), 37-46: kappa = (observed - expected) / (1 - expected), where
``expected`` is the agreement of two who give each verdict as often as these two, but blindly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.reports.reviews import latest

DECIMALS = 3
Target = Literal["clause", "question"]
Coding = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two who judged the same clauses or questions; ``first`` or ``second`` null: the machine.

    ``both`` counts what both gave a verdict on, ``same`` where it is the same one; ``apart`` are
    the ids of the others. ``raw`` is null where ``both`` is 0; ``kappa`` also where all verdicts
    of both are one and the same: chance would agree as well, and nothing can be said.
    """

    first: str | None
    second: str | None
    target: Target
    both: int
    same: int
    apart: tuple[str, ...]
    raw: float | None
    kappa: float | None


def agreements(report: Report) -> tuple[Agreement, ...]:
    """Return the agreement of the machine with each coder, and of each two coders.

    Only pairs with something in common are listed. Of a coder the latest verdict counts, of the
    machine its own, whatever people made of it; ``unsure`` is a verdict like the others.
    """
    both: tuple[tuple[Target, Sequence[ClauseFinding | QuestionFinding]], ...] = (
        ("clause", report.clauses),
        ("question", report.questions),
    )
    return tuple(found for target, findings in both for found in _pairs(target, findings))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two codings of the same things; None where it is not defined."""
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(first == second for first, second in pairs) / count
    left = Counter(first for first, _ in pairs)
    right = Counter(second for _, second in pairs)
    # In whole numbers, so that "all the same" is exactly so.
    chance = sum(left[verdict] * right[verdict] for verdict in left)
    if chance == count * count:
        return None
    expected = chance / (count * count)
    return (observed - expected) / (1 - expected)


def _pairs(
    target: Target, findings: Sequence[ClauseFinding | QuestionFinding]
) -> Iterator[Agreement]:
    people: dict[str, dict[str, str]] = {}
    for finding in findings:
        for review in latest(finding.reviews):
            people.setdefault(review.reviewer, {})[finding.id] = review.verdict or finding.verdict
    codings: list[tuple[str | None, Coding]] = [
        (None, {finding.id: finding.verdict for finding in findings}),
        *sorted(people.items()),
    ]
    for (first, one), (second, other) in combinations(codings, 2):
        if any(id_ in other for id_ in one):
            yield _agreement(first, one, second, other, target)


def _agreement(
    first: str | None, one: Coding, second: str | None, other: Coding, target: Target
) -> Agreement:
    pairs = {id_: (verdict, other[id_]) for id_, verdict in one.items() if id_ in other}
    apart = tuple(id_ for id_, (left, right) in pairs.items() if left != right)
    found = kappa(list(pairs.values()))
    return Agreement(
        first=first,
        second=second,
        target=target,
        both=len(pairs),
        same=len(pairs) - len(apart),
        apart=apart,
        raw=round(1 - len(apart) / len(pairs), DECIMALS) if pairs else None,
        kappa=None if found is None else round(found, DECIMALS),
    )
