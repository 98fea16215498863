"""What was understood of a document, and what people correct of it. Corrections are append-only."""

from __future__ import annotations

from typing import Any

from flask import Response

from pressgap.core.correction import Wanted
from pressgap.web import schemas
from pressgap.web.answers import answer, created, page
from pressgap.web.current import parts
from pressgap.web.documents import LOCATION
from pressgap.web.openapi import Resource

corrections = Resource(
    "corrections",
    __name__,
    url_prefix="/v1/documents/<document_id>",
    description="What was understood, and people's corrections",
)


@corrections.route("/structure")
@corrections.fails(404, 503)
@corrections.response(200, "Outline")
def show_structure(document_id: str) -> Response:
    """Show what was understood, with line numbers, and what of it people corrected.

    Of a transcript speakers with roles and all their labels, turns, exchanges, questions and
    asides; of a declaration its clauses; of both the warnings. The same as offsets only is in
    `exchanges` and `clauses`.
    """
    return answer(parts().library.outline(document_id))


@corrections.route("/corrections", methods=["POST"])
@corrections.arguments(schemas.NewCorrection)
@corrections.fails(400, 404, 415, 503)
@corrections.response(201, "CorrectedDocument", headers=LOCATION)
def add_correction(new: dict[str, Any], document_id: str) -> Response:
    """Correct what was understood of a transcript, or take a correction back; it is read anew.

    `kind` says what: `role` (`value`: press, speaker, chair or other), `principal`, `name`,
    `outlet`, `merge` (with `into`), `split` (a label, or the turn on a `line`, off its speaker;
    `into` another), `turn` (on a `line`, under the label `value`), `not_a_turn`, `nobody`,
    `first_line`, `last_line`; `undo` with the id in `undoes`. 422 names what there is where
    nothing fits.
    """
    by, note = new.pop("by"), new.pop("note", None)
    undoes = new.pop("undoes", None)
    library = parts().library
    if new["kind"] == schemas.UNDO:
        corrected = library.undo_corrections(document_id, [undoes], by, note)
    else:
        corrected = library.correct(document_id, [Wanted(**new)], by, note)
    return created(corrected, f"/v1/documents/{corrected.document}/corrections")


@corrections.route("/corrections")
@corrections.fails(404, 503)
@corrections.response(200, "KeptCorrectionPage")
def list_corrections(document_id: str) -> Response:
    """List every correction of a document, oldest first, those taken back too."""
    return page(parts().library.corrections(document_id))
