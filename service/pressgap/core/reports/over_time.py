"""Several transcripts in order of date: which points rise, and which never come up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pressgap.core.model import ClauseVerdictName
from pressgap.core.report import ClauseFinding, DocumentRef, Report
from pressgap.core.reports.reviews import standing

Course = Literal["rises", "stays", "falls_silent", "came_and_went", "never_asked", "cannot_say"]


@dataclass(frozen=True, slots=True)
class Points:
    """A clause through the transcripts: ``verdicts`` in the order of ``in_order``."""

    clause: ClauseFinding
    verdicts: tuple[ClauseVerdictName, ...]
    course: Course


def in_order(report: Report) -> tuple[DocumentRef, ...]:
    """Return the transcripts by date; those without one last, otherwise as they were given."""
    return tuple(sorted(report.transcripts, key=lambda each: (each.date is None, each.date or "")))


def over_time(report: Report) -> tuple[Points, ...]:
    """Return the course of every clause through the transcripts, in the declaration's order.

    The machine's verdicts on each transcript, as people judge a clause over all; where a person
    has overruled it, the transcripts cannot say, unless they agree with that person.
    """
    order = [document.id for document in in_order(report)]
    return tuple(_points(clause, order) for clause in report.clauses)


def _points(clause: ClauseFinding, order: Sequence[str]) -> Points:
    found = {each.transcript: each.verdict for each in clause.by_transcript}
    verdicts = tuple(found[id_] for id_ in order)
    asked = standing(clause)[0] == "asked"
    # A person says asked where the machine found it in no transcript, or the other way round.
    overruled = standing(clause)[1] == "person" and asked != ("asked" in verdicts)
    if overruled:
        return Points(clause, verdicts, "cannot_say" if asked else "never_asked")
    return Points(clause, verdicts, course(verdicts))


def course(verdicts: Sequence[ClauseVerdictName]) -> Course:
    """Return how asking about a clause developed; ``verdicts`` are in order of date.

    It ``rises`` where it is asked in the last transcript and was certainly not asked in one
    before, ``stays`` where it is asked in the last and no earlier one lacks it for certain,
    ``falls_silent`` where it was asked in the first and certainly not in the last,
    ``came_and_went`` where it was asked only between. Where nothing is asked, it is
    ``never_asked``, unless some transcript is ``unsure``: that ``cannot_say``.
    """
    if "asked" not in verdicts:
        return "cannot_say" if "unsure" in verdicts else "never_asked"
    first, last = verdicts[0], verdicts[-1]
    if last == "asked":
        lacking = any(each not in ("asked", "unsure") for each in verdicts)
        return "rises" if lacking else "stays"
    if last == "unsure":
        return "cannot_say"
    return "falls_silent" if first == "asked" else "came_and_went"
