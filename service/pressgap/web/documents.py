"""Documents: add, list, show, delete, and their structure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from flask import Request, Response, request
from marshmallow import Schema
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from pressgap import readers
from pressgap.core.documents.listing import AddedDocument, summary_of
from pressgap.core.model import Declaration, Transcript
from pressgap.errors import AddressRefused
from pressgap.library import Added, NewDocument, as_read
from pressgap.readers import ReadText
from pressgap.readers.fetched import read_fetched
from pressgap.web import schemas
from pressgap.web.answers import answer, created, page
from pressgap.web.current import parts
from pressgap.web.guards import UPLOAD
from pressgap.web.openapi import Resource
from pressgap.web.parsing import parser

S = TypeVar("S", Transcript, Declaration)
BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"oneOf": [schemas.NewDocument, schemas.DocumentAt]}},
        UPLOAD: {"schema": schemas.Upload},
    },
}
LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where it is found"}}

documents = Resource(
    "documents", __name__, url_prefix="/v1/documents", description="Texts and their structure"
)


@documents.route("", methods=["POST"])
@documents.doc(requestBody=BODY)
@documents.fails(400, 403, 413, 415, 422, 502, 503)
@documents.alt_response(
    200, schema="AddedDocument", description="It was there already", success=True
)
@documents.response(201, "AddedDocument", headers=LOCATION)
def add_document() -> Response:
    """Add a document: JSON with its text or its address, or a file.

    Files are plain text, Markdown, HTML, PDF, DOCX, captions (WebVTT, SubRip) or our own JSON.

    Of a file the content decides what it is, not the name. Title, date and language are what the
    file says of itself where the form says nothing; doubts about the reading stand in `warnings`.
    The same text and kind again is the same document: 200, and a warning where what is known
    of it differs. Addresses are fetched only where the setting `fetch_urls` is true (403
    otherwise, and for what is not on the public internet); 502 where an address gives nothing.
    """
    added = _add_upload() if request.mimetype == UPLOAD else _add_json()
    location = f"/v1/documents/{added.document.id}"
    return created(_without_text(added), location, 201 if added.created else 200)


@documents.route("")
@documents.arguments(schemas.DocumentList, location="query")
@documents.fails(422, 503)
@documents.response(200, "DocumentPage")
def list_documents(query: dict[str, Any]) -> Response:
    """List documents, by pages."""
    found = parts().library.list(**query)
    return page(found.items, found.next)


@documents.route("/<document_id>")
@documents.fails(404, 503)
@documents.response(200, "Document")
def show_document(document_id: str) -> Response:
    """Show a document with its text; a unique beginning of the id will do."""
    return answer(parts().library.get(document_id))


@documents.route("/<document_id>/export")
@documents.fails(404, 503)
@documents.response(200, "DocumentExport")
def export_document(document_id: str) -> Response:
    """Export a document with all that belongs to it, to be uploaded to another library."""
    return answer(parts().library.export(document_id))


@documents.route("/<document_id>", methods=["DELETE"])
@documents.arguments(schemas.DocumentQuery, location="query")
@documents.fails(404, 409, 422, 503)
@documents.response(204)
def delete_document(query: dict[str, Any], document_id: str) -> Response:
    """Delete a document; 409 where a comparison quotes it, unless `with=comparisons`."""
    parts().library.remove(document_id, with_comparisons="with_" in query)
    return Response(status=204)


@documents.route("/<document_id>/exchanges")
@documents.fails(404, 503)
@documents.response(200, "Transcript")
def show_exchanges(document_id: str) -> Response:
    """Show a transcript's turns, speakers, exchanges and questions as offsets into its text."""
    return answer(_structure(document_id, Transcript, "exchanges"))


@documents.route("/<document_id>/clauses")
@documents.fails(404, 503)
@documents.response(200, "Declaration")
def show_clauses(document_id: str) -> Response:
    """Show a declaration's clauses as offsets into its text."""
    return answer(_structure(document_id, Declaration, "clauses"))


def new_document(data: dict[str, Any]) -> tuple[NewDocument, tuple[str, ...]]:
    """Return the document of a request that has been checked against its schema, and warnings.

    Its text, or its address, which is fetched. Raises ``AddressRefused`` where this server fetches
    none, and what fetching and the readers raise.
    """
    if "url" in data:
        return _new_document_at(data.pop("url"), data)
    text = readers.check_text(data.pop("text"), max_chars=parts().settings.max_document_chars)
    return NewDocument(text=text, data=text.encode("utf-8"), **data), ()


def _new_document_at(url: str, data: dict[str, Any]) -> tuple[NewDocument, tuple[str, ...]]:
    settings = parts().settings
    if not settings.fetch_urls:
        raise AddressRefused(
            "this server fetches no addresses (setting fetch_urls): send the text itself, or have "
            "fetch_urls set to true; `pressgap add URL` fetches in any case"
        )
    fetched = parts().fetch(url)
    found = read_fetched(fetched, settings.max_document_chars, settings.max_file_bytes)
    data.setdefault("source", fetched.url)
    return _read_document(found, fetched.data, fetched.title, data), found.warnings


def _read_document(found: ReadText, content: bytes, name: str, data: dict[str, Any]) -> NewDocument:
    """Return the document that was read from a file, whose ``name`` is its title at worst."""
    new = NewDocument(text=found.text, data=content, **data)
    return as_read(new, found, name[: schemas.MAX_TITLE] or None)


def _add_json() -> Added:
    data = parser.parse(_json_schema, request, location="json")
    new, warnings = new_document(data)
    added = parts().library.add(new)
    return replace(added, warnings=(*warnings, *added.warnings))


def _json_schema(sent: Request) -> Schema:
    """Return the schema for what was sent: a text, or an address."""
    body = parser.load_json(sent)
    at = isinstance(body, dict) and "url" in body
    return schemas.DocumentAt() if at else schemas.NewDocument()


def _add_upload() -> Added:
    data = parser.parse(schemas.Upload(), request, location="upload")
    file: FileStorage = data.pop("file")
    content = file.read()
    settings = parts().settings
    found = readers.read(
        content,
        name=file.filename or None,
        max_chars=settings.max_document_chars,
        max_bytes=settings.max_file_bytes,
    )
    new = _read_document(found, content, file.filename or "", data)
    added = parts().library.add(new)
    return replace(added, warnings=(*found.warnings, *added.warnings))


def _without_text(added: Added) -> AddedDocument:
    summary = summary_of(added.document, added.passages)
    return AddedDocument(summary, added.created, added.embedded, added.warnings)


def _structure(document_id: str, kind: type[S], part: str) -> S:
    structure = parts().library.structure(document_id)
    if not isinstance(structure, kind):
        other = type(structure).__name__.lower()
        raise NotFound(f"document {document_id} is a {other} and has no {part}")
    return structure
