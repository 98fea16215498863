"""A Report with what the judge said shown beside the verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pressgap.core.matching.combine import combine
from pressgap.core.matching.opinions import Opinion
from pressgap.core.matching.second_opinion import Reading, touches
from pressgap.core.model import Question, Transcript, TranscriptVerdicts
from pressgap.core.report import ClauseFinding, JudgedPair, QuestionFinding, Report
from pressgap.core.reports.build_report import NO_MARKS


def judged_pair(transcript: str, reading: Reading) -> JudgedPair:
    """Return a reading as the Report shows it."""
    ruling, passage = reading.ruling, reading.match.passage
    said = ruling if isinstance(ruling, Opinion) else None
    return JudgedPair(
        clause=reading.clause,
        transcript=transcript,
        passage=passage.id,
        exchange=passage.exchange,
        part=passage.part,
        start=passage.span.start,
        end=passage.span.end,
        relation=said.relation if said else None,
        probability=said.probability if said else None,
        reason=reading.reason,
    )


def with_judged(
    report: Report,
    first: Sequence[TranscriptVerdicts],
    judged: Sequence[JudgedPair],
    speeches: Mapping[str, Transcript],
) -> Report:
    """Return the report of the verdicts after a judge with what the judge was asked attached.

    ``first`` are the first stage's findings; ``speeches`` the transcripts by document id.
    """
    pairs = _worded(report, judged)
    before = {verdict.clause: verdict.verdict for verdict in combine(first)}
    asked = {
        (transcript, exchange.number, question.number): question
        for transcript, speech in speeches.items()
        for exchange in speech.exchanges
        for question in exchange.questions
    }
    unasked = {
        (finding.transcript, question.exchange, question.number): question.verdict
        for finding in first
        for question in finding.questions
    }

    def clause(found: ClauseFinding) -> ClauseFinding:
        old = before[found.id]
        return replace(
            found,
            before_judge=old if old != found.verdict else None,
            judged=tuple(pair for pair in pairs if pair.clause == found.id),
        )

    def question(found: QuestionFinding) -> QuestionFinding:
        key = (found.transcript, found.exchange, found.number)
        old = unasked[key]
        return replace(
            found,
            before_judge=old if old != found.verdict else None,
            judged=_about(asked[key], found, pairs) if old == "unsure" else (),
        )

    return replace(
        report,
        clauses=tuple(map(clause, report.clauses)),
        questions=tuple(map(question, report.questions)),
    )


def _about(
    question: Question, found: QuestionFinding, pairs: Sequence[JudgedPair]
) -> tuple[JudgedPair, ...]:
    return tuple(
        pair
        for pair in pairs
        if pair.part == "question"
        and pair.transcript == found.transcript
        and touches(question, pair.start, pair.end)
    )


def _worded(report: Report, judged: Sequence[JudgedPair]) -> list[JudgedPair]:
    """Return the pairs as they may be shown: a paraphrase's words get no quotation marks."""
    if all(document.verbatim for document in (report.declaration, *report.transcripts)):
        return list(judged)
    return [replace(pair, reason=pair.reason.translate(NO_MARKS)) for pair in judged]
