"""A document's page, "What we understood", and how to cite a passage of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from flask import Response, request
from werkzeug.exceptions import BadRequest

from pressgap.core.documents.citing import cite as cite_stretch
from pressgap.core.documents.outline import Outline, OutlinedSpeaker
from pressgap.core.model import Role, Span, Transcript
from pressgap.core.reading import full_text
from pressgap.core.text.sentences import sentence_spans
from pressgap.render.citation import citation_words
from pressgap.web.current import parts
from pressgap.web.room.page import room, show
from pressgap.web.room.person import remembered

_ABOUT = ("speaker", "turn")  # what a form corrects
_LONGEST_CITED = 20_000  # characters; of what is longer, no sentences are offered


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker in the table, and where the first turn of theirs begins."""

    speaker: OutlinedSpeaker
    at: int


@room.get("/documents/<document_id>")
def read(document_id: str) -> Response:
    """Show a document in full, with speakers, questions, clauses and warnings in their places.

    ``speaker`` and ``turn`` in the query open the form that corrects what begins there.
    """
    return page_of(document_id)


def page_of(document_id: str, status: int = 200, wrong: str = "") -> Response:
    """Return a document's page; ``wrong`` says why the form that was sent was not kept."""
    library = parts().library
    document, structure = library.get(document_id), library.structure(document_id)
    outline, corrections = library.outline(document.id), library.corrections(document.id)
    text = full_text(document.text, structure, library.passages(document.id), document.landmarks)
    return show(
        "document.html",
        status,
        document=document,
        structure=structure,
        transcript=structure if isinstance(structure, Transcript) else None,
        text=text,
        warnings={each.number: each for each in text.warnings},
        used=parts().kept.list(document=document.id, limit=20).items,
        rows=_rows(outline),
        corrections=corrections,
        open=_opened(outline, bool(corrections)),
        wrong=wrong,
        given=request.form,
        coder=request.form.get("by") or remembered(),
        roles=get_args(Role),
    )


def _rows(outline: Outline) -> tuple[Row, ...]:
    firsts = {turn.speaker: turn.start for turn in reversed(outline.turns)}
    return tuple(Row(each, firsts[each.id]) for each in outline.speakers)


def _opened(outline: Outline, corrected: bool) -> tuple[str, str]:
    """Return what the form that stands open is about, and where in the text that begins.

    Empty where there is no place for it on the page, as it is read by now.
    """
    asked = request.form if request.method == "POST" else request.args
    if "undo" in request.form:
        return ("undo" if corrected else ""), ""
    about = request.form.get("about") or next((e for e in _ABOUT if e in request.args), "")
    at = asked.get("at" if request.method == "POST" else about, "")
    turns = {str(turn.start) for turn in outline.turns}
    return (about, at) if about in _ABOUT and at in turns else ("", "")


@room.get("/documents/<document_id>/cite")
def cite(document_id: str) -> Response:
    """Show a passage by itself, with what to put under it where it is quoted."""
    document = parts().library.get(document_id)
    span = Span(_offset("start"), _offset("end"))
    cited = cite_stretch(document, parts().library.structure(document.id), span, document.landmarks)
    short = span.end - span.start <= _LONGEST_CITED
    return show(
        "cite.html",
        cited=cited,
        citation=citation_words(cited),
        sentences=sentence_spans(document.text, span) if short else [],
    )


def _offset(name: str) -> int:
    value = request.args.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise BadRequest(f"A passage is named by its first and last character: {name} is missing.")
    return int(value)
