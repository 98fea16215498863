"""Findings on several transcripts → one finding per clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressgap.core.model import (
    Answered,
    ClauseVerdict,
    ClauseVerdictName,
    Match,
    TranscriptVerdicts,
)

_ORDER: tuple[ClauseVerdictName, ...] = ("asked", "volunteered", "unsure", "not_raised")
_ANSWERED: tuple[Answered, ...] = ("yes", "unsure", "no")


def combine(
    findings: Sequence[TranscriptVerdicts], evidence: int = 5, closest: int = 3
) -> tuple[ClauseVerdict, ...]:
    """Return the verdict on each clause over all transcripts, in the declaration's order.

    Asked anywhere is asked; else volunteered anywhere is volunteered; else unsure anywhere is
    unsure: that nobody raised it can be said only where it holds of every transcript. Raises
    ``ValueError`` when there are no findings or they are not on the same clauses.
    """
    if not findings or len({tuple(v.clause for v in f.clauses) for f in findings}) != 1:
        raise ValueError("combine takes findings of one declaration on at least one transcript")
    if len(findings) == 1:
        return findings[0].clauses
    return tuple(
        _clause(verdicts, evidence, closest)
        for verdicts in zip(*(finding.clauses for finding in findings), strict=True)
    )


def _clause(verdicts: Sequence[ClauseVerdict], evidence: int, closest: int) -> ClauseVerdict:
    leading = min(verdicts, key=lambda v: (_ORDER.index(v.verdict), -v.probability_raised))
    asked = max(v.probability_asked for v in verdicts)
    answered = max(v.probability_answered for v in verdicts)
    return replace(
        leading,
        answered=_answered(verdicts) if leading.verdict == "asked" else None,
        probability_asked=asked,
        probability_answered=answered,
        probability_raised=max(v.probability_raised for v in verdicts),
        evidence=_best([v.evidence for v in verdicts], evidence),
        closest=_best([v.closest for v in verdicts], closest),
    )


def _answered(verdicts: Sequence[ClauseVerdict]) -> Answered:
    """Return yes where any transcript answers: a clause asked in one may be answered in another."""
    if any(v.verdict == "volunteered" for v in verdicts):
        return "yes"
    said = [v.answered for v in verdicts if v.answered is not None]
    return min(said, key=_ANSWERED.index)


def _best(groups: Sequence[Sequence[Match]], count: int) -> tuple[Match, ...]:
    found = [match for group in groups for match in group]
    return tuple(sorted(found, key=lambda match: -match.probability)[:count])
