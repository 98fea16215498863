"""Judged cases: the Report that users get, held against what careful readers found.

All measures are over the clauses and questions that readers agree on. In the verdicts ``unsure``
counts as wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.text.terms import terms
from pressgap.evaluate.floor import Floor, clause_cosines
from pressgap.evaluate.judgements import Case, ClauseJudgement, QuestionJudgement
from pressgap.evaluate.measures import Decided

STRENGTHS = {1: "implied", 2: "explicit"}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as judged and as found; ``cosine_asked`` and ``cosine_answered`` are its best
    cosines to a question and to an answer. ``sureness`` is -1 of an unsure verdict.
    """

    case: str
    truth: str
    said: str
    asked: float
    raised: float
    sureness: float
    strength: str | None
    true_strength: str | None
    cosine_asked: float
    cosine_answered: float


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as judged and as found, with its clause links: said, true, and both.

    ``chance`` is how probable it was called that the question is on the declaration.
    """

    case: str
    truth: str
    said: str
    chance: float
    links_said: int
    links_true: int
    links_both: int


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is measured of one or several cases. ``lost`` counts judged questions that the
    transcript's parser did not find, ``labels`` the clauses with a topic a person gave and those
    of them whose label shares a word with it.
    """

    clauses: tuple[ClauseRow, ...]
    questions: tuple[QuestionRow, ...]
    decided: tuple[Decided, ...]
    lost: int
    labels: tuple[tuple[str, bool], ...]


def rows_of(
    case: Case,
    report: Report,
    declaration: EmbeddedDocument,
    transcripts: Sequence[EmbeddedDocument],
    floor: Floor,
) -> Rows:
    """Return what a report says of a judged case, and what the naive rule goes by.

    Judgements count the clauses from 1; those beyond the clauses found count as missed: unsure.
    """
    found = dict(enumerate(report.clauses, 1))
    pairs = [(each, match(each, report.questions)) for each in case.questions]
    clear = [(judged, finding) for judged, finding in pairs if judged.on is not None]
    numbers = {clause.id: number for number, clause in found.items()}
    asked, answered = clause_cosines(declaration, transcripts, floor)
    return Rows(
        clauses=tuple(
            _clause(case.title, judged, found.get(judged.number), asked, answered)
            for judged in case.clauses
            if not judged.ambiguous
        ),
        questions=tuple(
            _question(case.title, judged, finding, numbers)
            for judged, finding in clear
            if finding is not None
        ),
        decided=(
            *(_decided(case.title, judged, found.get(judged.number)) for judged in case.clauses),
            *(_answered(case.title, *pair) for pair in pairs if pair[1] is not None),
        ),
        lost=sum(finding is None for _, finding in clear),
        labels=tuple(
            (case.title, bool(set(terms(found[number].label)) & set(terms(topic))))
            for number, topic in case.topics.items()
            if number in found
        ),
    )


def pooled(some: Sequence[Rows]) -> Rows:
    """Return the rows of several cases as one."""
    return Rows(
        clauses=tuple(row for rows in some for row in rows.clauses),
        questions=tuple(row for rows in some for row in rows.questions),
        decided=(),
        lost=sum(rows.lost for rows in some),
        labels=tuple(row for rows in some for row in rows.labels),
    )


def _clause(
    case: str,
    judged: ClauseJudgement,
    finding: ClauseFinding | None,
    asked: dict[int, float],
    answered: dict[int, float],
) -> ClauseRow:
    return ClauseRow(
        case=case,
        truth=judged.verdict,
        said=finding.verdict if finding else "unsure",
        asked=finding.probability.asked if finding else 0.0,
        raised=finding.probability.raised if finding else 0.0,
        sureness=_sureness(finding),
        strength=finding.strength if finding else None,
        true_strength=STRENGTHS.get(judged.asked or judged.answered),
        cosine_asked=asked.get(judged.number, -1.0),
        cosine_answered=answered.get(judged.number, -1.0),
    )


def _sureness(clause: ClauseFinding | None) -> float:
    """Return how far from undecided a verdict is; an unsure one is surest of nothing."""
    if clause is None or clause.verdict == "unsure":
        return -1.0
    if clause.verdict == "not_raised":
        return 1.0 - clause.probability.raised
    if clause.verdict == "asked":
        return clause.probability.asked
    return clause.probability.answered * (1.0 - clause.probability.asked)


def _question(
    case: str, judged: QuestionJudgement, finding: QuestionFinding, numbers: dict[str, int]
) -> QuestionRow:
    true, said = set(judged.clauses), {numbers[link.id] for link in finding.clauses}
    truth = "on_declaration" if judged.on else "off_declaration"
    links = len(said), len(true), len(true & said)
    return QuestionRow(case, truth, finding.verdict, finding.probability, *links)


def _decided(case: str, judged: ClauseJudgement, finding: ClauseFinding | None) -> Decided:
    return Decided(
        f"{case} / clause {judged.number}",
        finding.label if finding else "",
        finding.verdict if finding else "unsure",
        "ambiguous" if judged.ambiguous else judged.verdict,
    )


def _answered(case: str, judged: QuestionJudgement, finding: QuestionFinding | None) -> Decided:
    truth = {True: "on_declaration", False: "off_declaration", None: "ambiguous"}[judged.on]
    said = finding.verdict if finding else "unsure"
    return Decided(f"{case} / E{judged.exchange} “{judged.begins}”", "", said, truth)


def match(judgement: QuestionJudgement, found: Sequence[QuestionFinding]) -> QuestionFinding | None:
    """Return the question of the same exchange that says the words the judgement begins with."""
    begins = plain(judgement.begins)
    near = [finding for finding in found if finding.exchange == judgement.exchange]
    for said in (
        [plain(finding.text) for finding in near],
        [plain(f"{finding.context or ''} {finding.text}") for finding in near],
    ):
        for finding, words in zip(near, said, strict=True):
            if begins in words:
                return finding
    return None


def plain(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case, words apart."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
