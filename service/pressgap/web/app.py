"""The Flask app around the parts it is given."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import apispec
from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from pressgap import __version__
from pressgap.core.correction import KeptCorrection
from pressgap.core.documents.export import DocumentExport
from pressgap.core.documents.listing import (
    AddedDocument,
    ComparisonSummary,
    CorrectedDocument,
    DocumentSummary,
)
from pressgap.core.documents.outline import Outline
from pressgap.core.matching.ranked_turns import Ranking
from pressgap.core.model import Declaration, Document, Related, Review, Transcript
from pressgap.core.report import Report
from pressgap.core.reports.agreement import Agreement
from pressgap.core.reports.matrix import Matrix
from pressgap.web import current, guards, overload, problems, schemas
from pressgap.web.comparisons import comparisons
from pressgap.web.corrections import corrections
from pressgap.web.documents import documents
from pressgap.web.health import Alive, Ready, health
from pressgap.web.openapi import VERSION, Api, describe, page_of
from pressgap.web.pages import pages
from pressgap.web.rankings import rankings
from pressgap.web.reviews import reviews
from pressgap.web.room import room
from pressgap.web.room.page import not_found
from pressgap.web.statements import statements

if TYPE_CHECKING:
    from pressgap.wiring import Parts

DESCRIPTION = """\
Holds a declaration against transcripts and says of every clause whether the press asked about it,
the speaker volunteered it, or nobody raised it, with the passages as evidence. Offsets count
Unicode code points of the stored text. Every error is a problem (RFC 9457)."""
VALUES = (
    AddedDocument,
    Agreement,
    Alive,
    ComparisonSummary,
    CorrectedDocument,
    Declaration,
    Document,
    DocumentExport,
    DocumentSummary,
    KeptCorrection,
    Matrix,
    Outline,
    Ranking,
    Ready,
    Related,
    Report,
    Review,
    Transcript,
)
PAGES = {
    "AgreementPage": "Agreement",
    "ComparisonPage": "ComparisonSummary",
    "DocumentPage": "DocumentSummary",
    "KeptCorrectionPage": "KeptCorrection",
    "ReviewPage": "Review",
}


class Json(DefaultJSONProvider):
    """Keeps the order of fields and writes letters as themselves."""

    sort_keys = False
    ensure_ascii = False


def create_app(parts: Parts) -> Flask:
    """Return the app on ``parts``; it opens nothing itself and never closes them."""
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.json = Json(app)
    app.config.update(_configuration())
    current.attach(app, parts)
    guards.register(app, parts.settings)
    overload.register(app, parts.settings)
    _register_resources(app)
    problems.register(app)
    app.register_error_handler(
        RequestEntityTooLarge,
        lambda _: problems.from_pressgap_error(guards.too_large(parts.settings)),
    )
    app.register_error_handler(NotFound, not_found)
    return app


def _configuration() -> dict[str, Any]:
    return {
        "API_TITLE": "PressGap",
        "API_VERSION": __version__,
        "OPENAPI_VERSION": VERSION,
        "OPENAPI_URL_PREFIX": "/",
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": {"info": {"description": DESCRIPTION}},
        "MAX_FORM_PARTS": 20,
        # Notes for the next page travel in a cookie; nobody else can write one. A new start
        # forgets them.
        "SECRET_KEY": secrets.token_bytes(32),
        "SESSION_COOKIE_NAME": "pressgap_notes",
        "SESSION_COOKIE_SAMESITE": "Strict",
    }


def _register_resources(app: Flask) -> None:
    api = Api(app)
    _describe(api.spec)
    for resource in (documents, corrections, rankings, statements, comparisons, reviews, health):
        api.register_blueprint(resource)
    app.register_blueprint(pages)
    app.register_blueprint(room)


def _describe(spec: apispec.APISpec) -> None:
    describe(spec, *VALUES)
    for name, item in PAGES.items():
        spec.components.schema(name, page_of(item))
    spec.components.schema("InlineDocument", schema=schemas.InlineDocument)
    spec.components.schema("InlineDocumentAt", schema=schemas.InlineDocumentAt)
