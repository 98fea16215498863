"""What is measured on one case; every ratio stands beside the count it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.report import ClauseFinding, QuestionFinding, Report
from pressgap.core.terms import terms
from pressgap.evaluate.judgements import Case, QuestionJudgement
from pressgap.evaluate.metrics import (
    accuracy,
    auroc,
    average_precision,
    calibration_error,
    macro_f1,
    precision,
    recall,
    surest,
)

VERDICTS = ("asked", "volunteered", "not_raised")


@dataclass(frozen=True, slots=True)
class PerVerdict:
    """Precision and recall of one verdict, with how often it is true and how often it is said."""

    verdict: str
    precision: float | None
    recall: float | None
    true: int
    said: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well a probability ranks and how well it is calibrated; ``positives`` of ``n``."""

    auroc: float | None
    average_precision: float | None
    ece: float | None
    positives: int
    n: int


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions on or off the declaration (unsure counts as wrong), and their clause links.

    ``n`` are those found in the transcript that readers agree on, of ``judged`` such questions.
    """

    accuracy: float | None
    unsure: int
    n: int
    judged: int
    links_precision: float | None
    links_recall: float | None
    links_true: int
    links_said: int


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The measures of one case over its ``n`` unambiguous clauses.

    ``coverage`` is the share of them called not raised. ``surest_half`` and ``surest_80`` are the
    accuracy on the clauses decided most surely, unsure last. ``labels_sharing`` counts the
    clauses whose label shares a word with the topic a person gave, of ``labels``.
    """

    title: str
    verdict_model: str
    n: int
    macro_f1: float
    per_verdict: tuple[PerVerdict, ...]
    unsure: int
    asked: Ranking
    raised: Ranking
    coverage: float
    surest_half: float | None
    surest_80: float | None
    questions: Questions
    labels_sharing: int
    labels: int


def measure(case: Case, report: Report) -> CaseResult:
    """Return the measures of a report on a judged case.

    Judgements count the clauses from 1; those beyond the clauses found count as missed: unsure.
    """
    clear = [judgement for judgement in case.clauses if not judgement.ambiguous]
    found = dict(enumerate(report.clauses, 1))
    truth = [judgement.verdict for judgement in clear]
    said = [found[j.number].verdict if j.number in found else "unsure" for j in clear]
    asked = [found[j.number].probability.asked if j.number in found else 0.0 for j in clear]
    raised = [found[j.number].probability.raised if j.number in found else 0.0 for j in clear]
    sureness = [_sureness(found.get(j.number)) for j in clear]
    return CaseResult(
        title=case.title,
        verdict_model=report.manifest.verdict_model.name,
        n=len(clear),
        macro_f1=macro_f1(said, truth, VERDICTS),
        per_verdict=tuple(_per_verdict(said, truth, verdict) for verdict in VERDICTS),
        unsure=said.count("unsure"),
        asked=_ranking(asked, [t == "asked" for t in truth]),
        raised=_ranking(raised, [t != "not_raised" for t in truth]),
        coverage=said.count("not_raised") / max(1, len(clear)),
        surest_half=surest(said, truth, sureness, 0.5),
        surest_80=surest(said, truth, sureness, 0.8),
        questions=_questions(case.questions, report.questions, report.clauses),
        labels_sharing=sum(
            bool(set(terms(found[number].label)) & set(terms(topic)))
            for number, topic in case.topics.items()
            if number in found
        ),
        labels=sum(number in found for number in case.topics),
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


def _per_verdict(said: Sequence[str], truth: Sequence[str], verdict: str) -> PerVerdict:
    return PerVerdict(
        verdict,
        precision(said, truth, verdict),
        recall(said, truth, verdict),
        truth.count(verdict),
        said.count(verdict),
    )


def _ranking(probabilities: Sequence[float], positive: Sequence[bool]) -> Ranking:
    return Ranking(
        auroc(probabilities, positive),
        average_precision(probabilities, positive),
        calibration_error(probabilities, positive),
        sum(positive),
        len(positive),
    )


def _questions(
    judged: Sequence[QuestionJudgement],
    found: Sequence[QuestionFinding],
    clauses: Sequence[ClauseFinding],
) -> Questions:
    numbers = {clause.id: number for number, clause in enumerate(clauses, 1)}
    pairs = [(judgement, match(judgement, found)) for judgement in judged]
    clear = [(judgement, finding) for judgement, finding in pairs if judgement.on is not None]
    met = [(judgement, finding) for judgement, finding in clear if finding is not None]
    truth = ["on_declaration" if judgement.on else "off_declaration" for judgement, _ in met]
    said = [finding.verdict for _, finding in met]
    true = {(row, clause) for row, (judgement, _) in enumerate(met) for clause in judgement.clauses}
    links = {
        (row, numbers[link.id]) for row, (_, finding) in enumerate(met) for link in finding.clauses
    }
    return Questions(
        accuracy(said, truth),
        said.count("unsure"),
        len(met),
        len(clear),
        len(true & links) / len(links) if links else None,
        len(true & links) / len(true) if true else None,
        len(true),
        len(links),
    )


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
