"""The Report for a terminal: readable at 100 columns, colours only where there is a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pressgap.core.report import (
    ClauseFinding,
    DocumentRef,
    Evidence,
    QuestionFinding,
    Report,
    Tally,
)
from pressgap.core.reports.reviews import standing
from pressgap.core.reports.summary import best_evidence
from pressgap.render.words import (
    PARAPHRASE,
    asked_with,
    by_id,
    carrying,
    chance,
    clause_name,
    dated,
    findings,
    notices,
    quoted,
    read_with,
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
_CONTEXT_WIDTH = 90
_LEAD_WIDTH = 40
_LEFT_WIDTH = 40

Row = tuple[str, str | Text]


def print_table(report: Report, console: Console) -> None:
    """Print summary, verdicts, questions off the declaration, who asked what, and warnings."""
    console.print(plain(_head(report.declaration), "bold"))
    for document in report.transcripts:
        console.print(plain(f"held against {_head(document)}"))
    console.print()
    for sentence in summary_sentences(report):
        console.print(plain(sentence, "bold"))
    console.print()
    console.print(_clause_table(report))
    for title, rows in _sections(report):
        if rows:
            console.print()
            console.print(plain(title, "bold"))
            console.print(_rows(rows))
    console.print()
    console.print(plain(f"Comparison {report.id}", "dim"))


def plain(text: str, style: str = "") -> Text:
    """Return the text with nothing in it that the terminal or rich would act on."""
    return Text(_CONTROLS.sub("", text), style=style)


def _clause_table(report: Report) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Clause", justify="right", no_wrap=True)
    table.add_column("Verdict", width=12)
    table.add_column("About", ratio=3)
    table.add_column("Best evidence", ratio=6)
    table.expand = True
    for clause in report.clauses:
        table.add_row(
            plain(clause_name(clause)),
            plain(verdict_words(clause), _STYLES[standing(clause)[0]]),
            _about(clause),
            _best(clause, report),
        )
    return table


def _about(clause: ClauseFinding) -> Text:
    """Return the clause's label, and what leads up to the clause, subdued."""
    lead = f" [{shorten(clause.lead_in, _LEAD_WIDTH)}]" if clause.lead_in else ""
    return plain(clause.label).append_text(plain(lead, "dim"))


def _head(document: DocumentRef) -> str:
    return dated(document) + ("" if document.verbatim else f" ({PARAPHRASE})")


def _best(clause: ClauseFinding, report: Report) -> Text:
    best = best_evidence(clause)
    if best is None:
        return plain(_closest(clause, report), "dim")
    verbatim = by_id(report)[best.transcript].verbatim
    words = quoted(shorten(carrying(best), _QUOTE_WIDTH), verbatim)
    mark = "" if verbatim else f", {PARAPHRASE}"
    found = plain(f"{_place(best, report)}{mark} ({chance(best, 2)}): {words}")
    return found.append_text(_context(read_with(best, False, report)))


def _context(words: str) -> Text:
    """Return what a question was read with, subdued."""
    return plain(f" [with: {shorten(words, _CONTEXT_WIDTH)}]" if words else "", "dim")


def _closest(clause: ClauseFinding, report: Report) -> str:
    """Return why the clause is not, or not surely, raised, and who comes closest."""
    if not clause.closest:
        return clause.because
    closest = clause.closest[0]
    return f"{clause.because} ({_place(closest, report)}, {closest.probability:.2f})"


def _place(item: Evidence, report: Report) -> str:
    return f"{who(item.speaker, item.outlet)}, {where(item, report)}"


def _sections(report: Report) -> Iterator[tuple[str, list[Row]]]:
    summary = report.summary
    yield "Questions off the declaration", _questions(report, "off_declaration")
    yield "Questions that may be about it or not", _questions(report, "unsure")
    yield "Who asked about what, by outlet", _tallies(summary.by_outlet, report)
    yield "Who asked about what, by questioner", _tallies(summary.by_questioner, report)
    yield "Reviews", _reviews(report)
    yield "Notes", [("-", line) for line in notices(report)]
    yield "Warnings", [("-", line) for line in report.warnings]


def _rows(rows: list[Row]) -> Padding:
    """Return two columns, so that what runs over a line stays under its beginning."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=max(len(left) for left, _ in rows) <= _LEFT_WIDTH)
    table.add_column()
    for left, right in rows:
        table.add_row(plain(left), plain(right) if isinstance(right, str) else right)
    return Padding(table, (0, 0, 0, 2))


def _questions(report: Report, verdict: str) -> list[Row]:
    found = [question for question in report.questions if standing(question)[0] == verdict]
    return [(question.id, _question(question, report)) for question in found]


def _question(question: QuestionFinding, report: Report) -> Text:
    verbatim = by_id(report)[question.transcript].verbatim
    words = quoted(shorten(question.text, _QUESTION_WIDTH), verbatim)
    mark = "" if verbatim else f", {PARAPHRASE}"
    found = plain(f"{who(question.speaker, question.outlet)}{mark}: {words}")
    return found.append_text(_context(asked_with(question, report)))


def _tallies(tallies: dict[str, Tally], report: Report) -> list[Row]:
    return [(f"{name}:", tally_words(tally, report)) for name, tally in tallies.items()]


def _reviews(report: Report) -> list[Row]:
    return [
        (finding.id, "; ".join(reviews_words(finding)))
        for finding in findings(report)
        if reviews_words(finding)
    ]
