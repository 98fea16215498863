"""Adding a document: a text, a file, and what is known of it."""

from __future__ import annotations

from typing import cast

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.model import Kind
from pressgap.errors import PressGapError
from pressgap.web.current import parts
from pressgap.web.room.addresses import document_page
from pressgap.web.room.page import done, room, show, status_of
from pressgap.web.room.taking import Refused, Taken, field, refusal, take
from pressgap.web.schemas import KINDS


@room.get("/add")
def add_form() -> Response:
    """Show the empty form."""
    return show("add.html", typed=request.args, errors={})


@room.post("/add")
def add() -> AnyResponse:
    """Add a document and lead to its page, or show the form with what is wrong with it."""
    try:
        return _added(*take(_kind()))
    except Refused as error:
        return show("add.html", error.status, typed=request.form, errors=error.errors)


def _kind() -> Kind:
    kind = field("kind")
    if kind not in KINDS:
        raise Refused({"kind": "Say which of the two it is."})
    return cast(Kind, kind)


def _added(taken: Taken) -> AnyResponse:
    try:
        added = parts().library.add(taken.new)
    except PressGapError as error:
        raise refusal(error, status_of(error)) from error
    what = "Added." if added.created else "This text was in the library already."
    told = parts().library.structure(added.document.id).warnings  # its page shows these
    doubts = [each for each in (*taken.warnings, *added.warnings) if each not in told]
    return done(document_page(added.document.id), what, *doubts)
