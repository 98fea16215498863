"""Findings and structure in, Report out: every name and quotation looked up, everything counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressgap.core.documents.landmarks import locate
from pressgap.core.matching.asked_about import Contexts
from pressgap.core.model import (
    Clause,
    ClauseVerdict,
    Declaration,
    Document,
    Match,
    Question,
    QuestionVerdict,
    Review,
    Span,
    Speaker,
    Transcript,
    TranscriptVerdicts,
)
from pressgap.core.report import (
    SCHEMA_VERSION,
    ClauseFinding,
    ClauseLink,
    DocumentRef,
    Evidence,
    Manifest,
    Probabilities,
    QuestionFinding,
    Report,
    TranscriptFinding,
)
from pressgap.core.reports.reviews import allowed_verdicts, by_target
from pressgap.core.reports.summary import summarise

__all__ = ["allowed_verdicts", "build_report", "with_reviews"]

DECIMALS = 3
NO_MARKS = str.maketrans("", "", '“”„‟"«»')


def build_report(
    *,
    id: str,  # noqa: A002 - the Report's own word
    created: str,
    declaration: Document,
    outline: Declaration,
    transcripts: Sequence[tuple[Document, Transcript]],
    findings: Sequence[TranscriptVerdicts],
    combined: Sequence[ClauseVerdict],
    manifest: Manifest,
    warnings: Sequence[str],
) -> Report:
    """Return the Report of ``declaration`` against ``transcripts``.

    ``findings`` hold one entry for each transcript, ``combined`` one for each clause of
    ``outline``. ``warnings`` are kept each once; the caller has put in the parsers' and the
    findings'. Raises ``KeyError`` when a finding names a document, clause, turn or question that
    the structures do not have.
    """
    sources = {
        document.id: _Source(number, document, structure)
        for number, (document, structure) in enumerate(transcripts, start=1)
    }
    verdicts = {verdict.clause: verdict for verdict in combined}
    single = _by_transcript(findings)
    clauses = tuple(
        _clause(clause, declaration, verdicts[clause.id], single.get(clause.id, ()), sources)
        for clause in outline.clauses
    )
    numbers = {clause.id: clause.number for clause in outline.clauses}
    questions = tuple(
        sources[finding.transcript].question(verdict, numbers, declaration)
        for finding in findings
        for verdict in finding.questions
    )
    return Report(
        schema=SCHEMA_VERSION,
        id=id,
        created=created,
        declaration=_reference(declaration),
        transcripts=tuple(_reference(document) for document, _ in transcripts),
        summary=summarise(clauses, questions),
        clauses=clauses,
        questions=questions,
        warnings=tuple(dict.fromkeys(warnings)),
        manifest=manifest,
    )


def with_reviews(report: Report, reviews: Sequence[Review]) -> Report:
    """Return the report with these reviews attached (replacing any), its summary recounted.

    All of a target's reviews are kept, oldest first; ``reviews.standing`` says what counts.
    Reviews of targets that the report does not have are left out.
    """
    found = by_target(reviews)
    clauses = tuple(replace(item, reviews=found.get(item.id, ())) for item in report.clauses)
    questions = tuple(replace(item, reviews=found.get(item.id, ())) for item in report.questions)
    return replace(
        report, clauses=clauses, questions=questions, summary=summarise(clauses, questions)
    )


class _Source:
    """One transcript with what the Report looks up in it."""

    def __init__(self, number: int, document: Document, structure: Transcript) -> None:
        self.number = number
        self.document = document
        self.contexts = Contexts(structure, document.text)
        self.speakers = {speaker.id: speaker for speaker in structure.speakers}
        self.turns = {turn.number: turn for turn in structure.turns}
        self.askers = {exchange.number: exchange.speaker for exchange in structure.exchanges}
        self.exchanges = {exchange.number: exchange for exchange in structure.exchanges}
        self.questions = {
            (exchange.number, question.number): question
            for exchange in structure.exchanges
            for question in exchange.questions
        }

    def asker(self, exchange: int, question: Question) -> Speaker:
        """Return who asked: the turn's speaker where that is a questioner, else the exchange's.

        A second journalist who cuts in asks in their own name; a chair who reads a question out
        asks for the questioner of the exchange.
        """
        speaker = self.speakers[self.turns[question.turn].speaker]
        return speaker if speaker.role == "questioner" else self.speakers[self.askers[exchange]]

    def question(
        self,
        found: QuestionVerdict,
        numbers: dict[str, str | None],
        declaration: Document,
    ) -> QuestionFinding:
        """Return the finding on a question as the Report has it."""
        question = self.questions[found.exchange, found.number]
        asker = self.asker(found.exchange, question)
        text = self.document.text
        exchange = self.exchanges[found.exchange]
        context = self.contexts.of(question, exchange)
        return QuestionFinding(
            id=f"t{self.number}.e{found.exchange}.q{found.number}",
            transcript=self.document.id,
            exchange=found.exchange,
            number=found.number,
            speaker=asker.name,
            outlet=asker.outlet,
            text=question.span.of(text),
            context=question.context.of(text) if question.context else None,
            start=question.span.start,
            end=question.span.end,
            verdict=found.verdict,
            probability=round(found.probability, DECIMALS),
            clauses=tuple(
                ClauseLink(clause, numbers[clause], round(probability, DECIMALS))
                for clause, probability in found.clauses
            ),
            because=_worded(found.because, [declaration, self.document]),
            context_spans=_offsets(context),
            context_quotes=tuple(span.of(text) for span in context),
            locator=locate(self.document.landmarks, question.span.start),
        )

    def evidence(self, match: Match) -> Evidence:
        passage = match.passage
        turn = self.turns[passage.turn] if passage.turn is not None else None
        speaker = self.speakers[turn.speaker] if turn else None
        text, asked = self.document.text, passage.part == "question"
        context = self.contexts.of_passage(passage, match.sentences) if asked else ()
        return Evidence(
            passage=passage.id,
            transcript=self.document.id,
            exchange=passage.exchange,
            turn=passage.turn,
            part=passage.part,
            # Nobody's turn: text of which it is not known whether anyone said it.
            speaker=speaker.name if speaker else "",
            outlet=speaker.outlet if speaker else None,
            quote=passage.span.of(text),
            start=passage.span.start,
            end=passage.span.end,
            locator=locate(self.document.landmarks, passage.span.start),
            probability=round(match.probability, DECIMALS),
            strength=match.strength,
            sentences=_offsets(match.sentences),
            context=_offsets(context),
            context_quotes=tuple(span.of(text) for span in context),
        )


def _offsets(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _worded(because: str, documents: Sequence[Document]) -> str:
    """Return why the machine says so; where a document is a paraphrase, its words get no marks."""
    if all(document.verbatim for document in documents):
        return because
    return because.translate(NO_MARKS)


def _clause(
    clause: Clause,
    declaration: Document,
    verdict: ClauseVerdict,
    by_transcript: Sequence[TranscriptFinding],
    sources: dict[str, _Source],
) -> ClauseFinding:
    return ClauseFinding(
        id=clause.id,
        number=clause.number,
        label=clause.label,
        heading=clause.heading,
        text=clause.span.of(declaration.text),
        start=clause.span.start,
        end=clause.span.end,
        verdict=verdict.verdict,
        answered=verdict.answered,
        strength=verdict.strength,
        probability=_probabilities(verdict),
        because=_worded(
            verdict.because, [declaration, *(each.document for each in sources.values())]
        ),
        by_transcript=tuple(by_transcript),
        evidence=tuple(sources[m.passage.document].evidence(m) for m in verdict.evidence),
        closest=tuple(sources[m.passage.document].evidence(m) for m in verdict.closest),
        locator=locate(declaration.landmarks, clause.span.start),
        lead_in=clause.lead_in.of(declaration.text) if clause.lead_in else None,
    )


def _by_transcript(findings: Sequence[TranscriptVerdicts]) -> dict[str, list[TranscriptFinding]]:
    found: dict[str, list[TranscriptFinding]] = {}
    for finding in findings:
        for verdict in finding.clauses:
            found.setdefault(verdict.clause, []).append(
                TranscriptFinding(finding.transcript, verdict.verdict, _probabilities(verdict))
            )
    return found


def _probabilities(verdict: ClauseVerdict) -> Probabilities:
    return Probabilities(
        asked=round(verdict.probability_asked, DECIMALS),
        answered=round(verdict.probability_answered, DECIMALS),
        raised=round(verdict.probability_raised, DECIMALS),
    )


def _reference(document: Document) -> DocumentRef:
    return DocumentRef(document.id, document.title, document.date, document.verbatim, document.note)
