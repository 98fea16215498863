"""Where the pages of the reading room are, for links from any of them."""

from __future__ import annotations

from flask import url_for

from pressgap.core.model import Span
from pressgap.core.reading import name_of


def document_page(document_id: str) -> str:
    """Return the address of a document's page."""
    return url_for("room.read", document_id=document_id)


def passage_page(document_id: str, start: int, end: int) -> str:
    """Return the permanent link to a passage: the document's page, at its offsets."""
    return f"{document_page(document_id)}#{name_of(Span(start, end))}"


def citing_page(document_id: str, start: int, end: int) -> str:
    """Return the address of the page that says how to cite a passage."""
    return url_for("room.cite", document_id=document_id, start=start, end=end)


def comparison_page(comparison_id: str) -> str:
    """Return the address of a comparison's page."""
    return f"/comparisons/{comparison_id}"
