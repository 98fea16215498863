"""The counts of a Report: verdicts that stand, and who asked about what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressgap.core.report import ClauseFinding, Evidence, QuestionFinding, Summary, Tally
from pressgap.core.reports.reviews import latest, standing

NO_OUTLET = "(no outlet given)"


def summarise(clauses: Sequence[ClauseFinding], questions: Sequence[QuestionFinding]) -> Summary:
    """Count what stands: people's verdicts where coders agree, otherwise the machine's."""
    verdicts = [standing(clause)[0] for clause in clauses]
    asked = [standing(question)[0] for question in questions]
    findings: list[ClauseFinding | QuestionFinding] = [*clauses, *questions]
    openings = sum(
        verdict == "volunteered" and _in_opening(clause)
        for clause, verdict in zip(clauses, verdicts, strict=True)
    )
    return Summary(
        clauses=len(clauses),
        asked=verdicts.count("asked"),
        volunteered=verdicts.count("volunteered"),
        volunteered_opening=openings,
        volunteered_answer=verdicts.count("volunteered") - openings,
        not_raised=verdicts.count("not_raised"),
        unsure=verdicts.count("unsure"),
        questions=len(questions),
        on_declaration=asked.count("on_declaration"),
        off_declaration=asked.count("off_declaration"),
        questions_unsure=asked.count("unsure"),
        reviewed=sum(bool(latest(finding.reviews)) for finding in findings),
        disputed=sum(standing(finding)[1] == "disputed" for finding in findings),
        by_outlet=_tallies(questions, lambda question: question.outlet or NO_OUTLET),
        by_questioner=_tallies(questions, lambda question: question.speaker),
    )


def best_evidence(clause: ClauseFinding) -> Evidence | None:
    """Return the evidence that carries the standing verdict best; None where there is none.

    What the speaker volunteered shows in no question, so questions are passed over there; a
    clause that was asked shows the question first.
    """
    verdict = standing(clause)[0]
    fitting = [
        item for item in clause.evidence if (item.part == "question") == (verdict == "asked")
    ]
    return max(fitting or clause.evidence, key=lambda item: item.probability, default=None)


def _in_opening(clause: ClauseFinding) -> bool:
    # A person may call a clause volunteered that the machine found no evidence for: the closest
    # passage then says where.
    said = [item for item in clause.evidence or clause.closest if item.part != "question"]
    best = max(said, key=lambda item: item.probability, default=None)
    return best is not None and best.part == "opening"


def _tallies(
    questions: Sequence[QuestionFinding], name: Callable[[QuestionFinding], str]
) -> dict[str, Tally]:
    groups: dict[str, list[QuestionFinding]] = {}
    for question in questions:
        groups.setdefault(name(question), []).append(question)
    return {key: _tally(group) for key, group in groups.items()}


def _tally(questions: Sequence[QuestionFinding]) -> Tally:
    verdicts = [standing(question)[0] for question in questions]
    touched = (
        link.id
        for question, verdict in zip(questions, verdicts, strict=True)
        if verdict == "on_declaration"
        for link in question.clauses
    )
    return Tally(
        questions=len(questions),
        on_declaration=verdicts.count("on_declaration"),
        off_declaration=verdicts.count("off_declaration"),
        unsure=verdicts.count("unsure"),
        clauses=tuple(dict.fromkeys(touched)),
    )
