"""How a passage, a question or a clause is cited: who, where, when, and the place in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pressgap.core.report import (
    ClauseFinding,
    DocumentRef,
    Evidence,
    Locator,
    QuestionFinding,
    Report,
)
from pressgap.render.words import PARAPHRASE, asked_in, by_id, clause_name, one_line, quoted, where
from pressgap.render.words import who as named

Cited = Evidence | QuestionFinding | ClauseFinding


def cite(item: Cited, report: Report) -> str:
    """Return the citation, on one line; a paraphrase is called one and gets no quotation marks.

    Offsets are code points into the document's text, which the hash (in the manifest) names.
    """
    document = _document(item, report)
    place = (*_place(item, report), document.title, _wording(document), document.date)
    offsets = f"characters {item.start}–{item.end} of {document.id}"
    sha256 = report.manifest.texts.get(document.id)
    text = item.quote if isinstance(item, Evidence) else item.text
    parts = (*place, *_located(item), f"{offsets} (sha256 {sha256})" if sha256 else offsets)
    return one_line(", ".join(filter(None, parts)) + ": " + quoted(text, document.verbatim))


def _document(item: Cited, report: Report) -> DocumentRef:
    if isinstance(item, ClauseFinding):
        return report.declaration
    return by_id(report)[item.transcript]


def _wording(document: DocumentRef) -> str | None:
    return None if document.verbatim else PARAPHRASE


def _place(item: Cited, report: Report) -> Iterator[str]:
    if isinstance(item, ClauseFinding):
        yield f"clause {clause_name(item)}"
        return
    yield named(item.speaker, item.outlet)
    yield where(item, report) if isinstance(item, Evidence) else asked_in(item, report)


def _located(item: Cited) -> Iterator[str]:
    locator = getattr(item, "locator", None)
    if isinstance(locator, Locator):
        if locator.page is not None:
            yield f"page {locator.page}"
        if locator.time is not None:
            yield f"at {locator.time}"
