"""What nobody raised, in the declaration's own order, and what was asked beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.reports.reviews import standing


@dataclass(frozen=True, slots=True)
class Section:
    """Clauses that stand together under one heading path of the declaration; () for none."""

    heading: tuple[str, ...]
    clauses: tuple[ClauseFinding, ...]


def unasked(report: Report) -> tuple[Section, ...]:
    """Return the clauses whose standing verdict is ``not_raised``, under their headings."""
    return sections([clause for clause in report.clauses if standing(clause)[0] == "not_raised"])


def sections(clauses: Sequence[ClauseFinding]) -> tuple[Section, ...]:
    """Return clauses under their headings, in the order given."""
    grouped = groupby(clauses, key=lambda clause: clause.heading)
    return tuple(Section(heading, tuple(found)) for heading, found in grouped)


def beside(report: Report) -> tuple[QuestionFinding, ...]:
    """Return the questions whose standing verdict is ``off_declaration``."""
    return tuple(
        question for question in report.questions if standing(question)[0] == "off_declaration"
    )
