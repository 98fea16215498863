"""A document's page, "What we understood", and how to cite a passage of it."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import BadRequest

from pressgap.core.citing import cite as cite_stretch
from pressgap.core.model import Span, Transcript
from pressgap.core.reading import full_text
from pressgap.core.sentences import sentence_spans
from pressgap.render.citation import citation_words
from pressgap.web.current import parts
from pressgap.web.room.page import room, show

_LONGEST_CITED = 20_000  # characters; of what is longer, no sentences are offered


@room.get("/documents/<document_id>")
def read(document_id: str) -> Response:
    """Show a document in full, with speakers, questions, clauses and warnings in their places."""
    library = parts().library
    document, structure = library.get(document_id), library.structure(document_id)
    text = full_text(document.text, structure, library.passages(document.id))
    return show(
        "document.html",
        document=document,
        structure=structure,
        transcript=structure if isinstance(structure, Transcript) else None,
        text=text,
        warnings={each.number: each for each in text.warnings},
        used=parts().kept.list(document=document.id, limit=20).items,
    )


@room.get("/documents/<document_id>/cite")
def cite(document_id: str) -> Response:
    """Show a passage by itself, with what to put under it where it is quoted."""
    document = parts().library.get(document_id)
    span = Span(_offset("start"), _offset("end"))
    cited = cite_stretch(document, parts().library.structure(document.id), span)
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
