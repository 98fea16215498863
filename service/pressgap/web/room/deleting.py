"""Deleting a document or a comparison, after a page that says what goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.documents.listing import ComparisonSummary
from pressgap.core.model import Document
from pressgap.web.current import parts
from pressgap.web.room.addresses import comparison_page, document_page
from pressgap.web.room.page import done, room, show


@room.get("/documents/<document_id>/delete")
def ask_to_delete_document(document_id: str) -> Response:
    """Ask whether a document is to go, and name the comparisons that would go with it."""
    document = parts().library.get(document_id)
    return _ask_about(document, _comparisons_of(document.id))


@room.post("/documents/<document_id>/delete")
def delete_document(document_id: str) -> AnyResponse:
    """Delete a document and the comparisons that quote it; ask anew where there are others now."""
    document = parts().library.get(document_id)
    going = _comparisons_of(document.id)
    if {each.id for each in going} - set(request.form.getlist("going")):
        return _ask_about(document, going, status=409)
    parts().library.remove(document.id, with_comparisons=bool(going))
    return done("/", f"Deleted: {document.title}")


def _ask_about(
    document: Document, going: Sequence[ComparisonSummary], status: int = 200
) -> Response:
    back = document_page(document.id)
    return show(
        "delete.html", status, what="document", title=document.title, going=going, back=back
    )


@room.get("/comparisons/<comparison_id>/delete")
def ask_to_delete_comparison(comparison_id: str) -> Response:
    """Ask whether a comparison is to go, with its reviews; its documents stay."""
    report = parts().kept.get(comparison_id)
    return show(
        "delete.html",
        what="comparison",
        title=report.declaration.title,
        reviews=len(parts().kept.reviews(report.id)),
        going=[],
        back=comparison_page(report.id),
    )


@room.post("/comparisons/<comparison_id>/delete")
def delete_comparison(comparison_id: str) -> AnyResponse:
    """Delete a comparison and its reviews."""
    report = parts().kept.get(comparison_id)
    parts().kept.remove(report.id)
    return done("/", f"Comparison deleted: {report.declaration.title}")


def _comparisons_of(document_id: str) -> list[ComparisonSummary]:
    found: list[ComparisonSummary] = []
    after: str | None = None
    while True:
        page = parts().kept.list(document=document_id, after=after, limit=200)
        found += page.items
        if page.next is None:
            return found
        after = page.next
