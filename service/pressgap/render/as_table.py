"""The Report for a terminal: readable at 100 columns, colours only where there is a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pressgap.core.report import ClauseFinding, QuestionFinding, Report, Tally
from pressgap.core.reviews import standing
from pressgap.core.summary import best_evidence
from pressgap.render.words import (
    PARAPHRASE,
    by_id,
    carrying,
    clause_name,
    dated,
    findings,
    notices,
    quoted,
    reason,
    reviews_words,
    shorten,
    summary_sentences,
    tally_words,
    verdict_words,
    where,
    who,
)

_STYLES = {
    "asked": "green",
    "volunteered": "blue",
    "not_raised": "red",
    "unsure": "yellow",
    "on_declaration": "green",
    "off_declaration": "red",
}
# Escape sequences would act on the terminal, direction overrides on the rest of the line.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_QUOTE_WIDTH = 110
_QUESTION_WIDTH = 150


def print_table(report: Report, console: Console) -> None:
    """Print summary, verdicts, questions off the declaration, who asked what, and warnings."""
    titles = "; ".join(dated(document) for document in report.transcripts)
    console.print(plain(report.declaration.title, "bold"))
    console.print(plain(f"held against {titles}"))
    console.print()
    for sentence in summary_sentences(report):
        console.print(plain(sentence, "bold"))
    console.print(_clause_table(report))
    for part in (_questions(report), _tallies(report), _reviews(report), _remarks(report)):
        for line in part:
            console.print(line)
    console.print()
    console.print(plain(f"Comparison {report.id}", "dim"))


def plain(text: str, style: str = "") -> Text:
    """Return the text with nothing in it that the terminal or rich would act on."""
    return Text(_CONTROLS.sub("", text), style=style)


def _clause_table(report: Report) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("Clause", justify="right", no_wrap=True)
    table.add_column("Verdict", width=13)
    table.add_column("About", ratio=2)
    table.add_column("Best evidence", ratio=5)
    table.expand = True
    for clause in report.clauses:
        table.add_row(
            plain(clause_name(clause)),
            plain(verdict_words(clause), _STYLES[standing(clause)[0]]),
            plain(clause.label),
            _best(clause, report),
        )
    return table


def _best(clause: ClauseFinding, report: Report) -> Text:
    best = best_evidence(clause)
    if best is None:
        return plain(shorten(reason(clause, report), _QUOTE_WIDTH), "dim")
    verbatim = by_id(report)[best.transcript].verbatim
    words = quoted(shorten(carrying(best), _QUOTE_WIDTH), verbatim)
    place = f"{who(best.speaker, best.outlet)}, {where(best, report)}"
    mark = "" if verbatim else f", {PARAPHRASE}"
    return plain(f"{place}{mark} ({best.probability:.2f}): {words}")


def _questions(report: Report) -> Iterator[Text]:
    off = [q for q in report.questions if standing(q)[0] == "off_declaration"]
    unsure = [q for q in report.questions if standing(q)[0] == "unsure"]
    for title, questions in (
        ("Questions off the declaration", off),
        ("Questions of which that is unsure", unsure),
    ):
        if questions:
            yield plain("")
            yield plain(title, "bold")
            yield from (_question(question, report) for question in questions)


def _question(question: QuestionFinding, report: Report) -> Text:
    verbatim = by_id(report)[question.transcript].verbatim
    words = quoted(shorten(question.text, _QUESTION_WIDTH), verbatim)
    mark = "" if verbatim else f", {PARAPHRASE}"
    return plain(f"  {question.id}  {who(question.speaker, question.outlet)}{mark}: {words}")


def _tallies(report: Report) -> Iterator[Text]:
    summary = report.summary
    yield from _tally_lines("Who asked about what, by outlet", summary.by_outlet, report)
    yield from _tally_lines("Who asked about what, by questioner", summary.by_questioner, report)


def _tally_lines(title: str, tallies: dict[str, Tally], report: Report) -> Iterator[Text]:
    if not tallies:
        return
    yield plain("")
    yield plain(title, "bold")
    for name, tally in tallies.items():
        yield plain(f"  {name}: {tally_words(tally, report)}")


def _reviews(report: Report) -> Iterator[Text]:
    reviewed = [finding for finding in findings(report) if reviews_words(finding)]
    if not reviewed:
        return
    yield plain("")
    yield plain("Reviews", "bold")
    for finding in reviewed:
        yield plain(f"  {finding.id}  {'; '.join(reviews_words(finding))}")


def _remarks(report: Report) -> Iterator[Text]:
    for title, lines in (("Notes", notices(report)), ("Warnings", report.warnings)):
        if lines:
            yield plain("")
            yield plain(title, "bold")
            yield from (plain(f"  {line}") for line in lines)
