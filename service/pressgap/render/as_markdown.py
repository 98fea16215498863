"""The Report as Markdown (CommonMark with tables): to read, to paste, to mend by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressgap.core.report import ClauseFinding, Evidence, QuestionFinding, Report, Tally
from pressgap.core.reports.reviews import standing
from pressgap.render.words import (
    PARAPHRASE,
    asked_in,
    asked_with,
    by_id,
    carrying,
    chance,
    clause_name,
    clause_names,
    clause_words,
    dated,
    found_at,
    judge_words,
    judged_words,
    notices,
    one_line,
    quoted,
    read_with,
    reviews_words,
    summary_sentences,
    tally_words,
    verdict_words,
    where,
    who,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_LIST_MARK = re.compile(r"^(\d+)([.)])|^([-+=])")


def to_markdown(report: Report) -> str:
    """Return the whole Report; text from the documents is escaped, so that it stays text."""
    parts = (_head(report), _clauses(report), _questions(report), _askers(report), _source(report))
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Return the text on one line with everything that Markdown or HTML would act on escaped."""
    line = _MARKS.sub(r"\\\1", one_line(text))
    # "15. …" at the beginning of a line would be a list.
    return _LIST_MARK.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", line)


def _head(report: Report) -> Iterator[str]:
    titles = "; ".join(escape(dated(document)) for document in report.transcripts)
    yield f"# {escape(report.declaration.title)}"
    yield ""
    yield f"Held against: {titles}"
    yield ""
    for sentence in summary_sentences(report):
        yield sentence
        yield ""
    for kind, lines in (("Note", notices(report)), ("Warning", report.warnings)):
        for line in lines:
            yield f"> **{kind}** {escape(line)}"
            yield ""


def _clauses(report: Report) -> Iterator[str]:
    yield "## Clause by clause"
    yield ""
    for clause in report.clauses:
        yield from _clause(clause, report)


def _clause(clause: ClauseFinding, report: Report) -> Iterator[str]:
    yield f"### {escape(clause_name(clause))}. {escape(clause.label)}: {verdict_words(clause)}"
    yield ""
    place = "".join(f" ({each})" for each in found_at(clause.locator))
    yield f"> {escape(clause_words(clause, report.declaration.verbatim))}{place}"
    yield ""
    chances = clause.probability
    yield (
        f"{escape(clause.because)} (Probability asked {chances.asked:.3f}, "
        f"raised at all {chances.raised:.3f}.)"
    )
    yield ""
    for line in reviews_words(clause):
        yield f"- Review: {escape(line)}"
    for line in judged_words(clause, report):
        yield f"- Second opinion: {escape(line)}"
    for item in clause.evidence:
        yield f"- {_evidence(item, report, item.quote)}"
        yield from _context(read_with(item, True, report))
    if standing(clause)[0] in ("not_raised", "unsure"):
        for item in clause.closest:
            yield f"- Closest: {_evidence(item, report, carrying(item), closest=True)}"
            yield from _context(read_with(item, False, report))
    yield ""


def _context(words: str) -> Iterator[str]:
    if words:
        yield f"  - *Read with: {escape(words)}*"


def _evidence(item: Evidence, report: Report, text: str, closest: bool = False) -> str:
    verbatim = by_id(report)[item.transcript].verbatim
    mark = "" if verbatim else f", {PARAPHRASE}"
    words = escape(quoted(one_line(text), verbatim))
    name = escape(who(item.speaker, item.outlet))
    return f"{name}, {where(item, report)}{mark} ({chance(item, 3, closest)}): {words}"


def _questions(report: Report) -> Iterator[str]:
    yield "## Questions"
    yield ""
    if not report.questions:
        yield "None."
        yield ""
        return
    yield "| Who | Where | Question | Verdict | Clauses |"
    yield "| --- | --- | --- | --- | --- |"
    for question in report.questions:
        verbatim = by_id(report)[question.transcript].verbatim
        place = asked_in(question, report) + ("" if verbatim else f", {PARAPHRASE}")
        cells = (
            escape(who(question.speaker, question.outlet)),
            place,
            escape(quoted(one_line(question.text), verbatim)) + _beside(question, report),
            _reasoned(question),
            escape(clause_names([link.id for link in question.clauses], report)),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    for question in report.questions:
        for line in reviews_words(question):
            yield f"- Review of {question.id}: {escape(line)}"
        for line in judged_words(question, report):
            yield f"- Second opinion on {question.id}: {escape(line)}"
    yield ""


def _beside(question: QuestionFinding, report: Report) -> str:
    words = asked_with(question, report)
    return f" *Read with: {escape(words)}*" if words else ""


def _reasoned(question: QuestionFinding) -> str:
    because = f": {escape(question.because)}" if question.because else ""
    return f"**{verdict_words(question)}**{because}"


def _askers(report: Report) -> Iterator[str]:
    summary = report.summary
    for title, tallies in (
        ("Who asked about what, by outlet", summary.by_outlet),
        ("Who asked about what, by questioner", summary.by_questioner),
    ):
        yield from _tallies(title, tallies, report)


def _tallies(title: str, tallies: dict[str, Tally], report: Report) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    for name, tally in tallies.items():
        yield f"- {escape(name)}: {escape(tally_words(tally, report))}"
    yield "" if tallies else "Nobody.\n"


def _source(report: Report) -> Iterator[str]:
    manifest = report.manifest
    yield "## How this was made"
    yield ""
    yield f"- Comparison {report.id}, {report.created}, PressGap {manifest.pressgap}"
    for name, model in (
        ("Embedding model", manifest.model),
        ("Verdict model", manifest.verdict_model),
        ("Background", manifest.background),
    ):
        if model:
            yield f"- {name}: {escape(model.name)} (sha256 {model.sha256})"
    if manifest.judge:
        yield f"- Judge: {escape(judge_words(manifest.judge))}"
    for document_id, sha256 in manifest.texts.items():
        yield f"- Text {document_id} (sha256 {sha256})"
