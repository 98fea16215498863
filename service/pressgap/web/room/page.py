"""What every page of the reading room shares: its policy, its errors, how it is rendered."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from pressgap import __version__
from pressgap.errors import HTTP_STATUSES, PressGapError
from pressgap.render import words
from pressgap.web.current import parts
from pressgap.web.guards import max_request_bytes, too_large
from pressgap.web.problems import MEDIA_TYPE, from_http_exception, listed, request_id
from pressgap.web.room import addresses

# Forms go to ourselves; scripts and styles are files of ours, never inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A form may name many transcripts to compare, each in a part of its own.
_MOST_FIELDS = 500
_LONGEST_NOTE = 300  # notes travel in a cookie
_MOST_NOTES = 5

log = logging.getLogger(__name__)
room = Blueprint("room", __name__)


@room.before_request
def take_long_forms() -> None:
    """Let a form bring as much text as a request may: the default is half a megabyte."""
    request.max_form_memory_size = max_request_bytes(parts().settings)
    request.max_form_parts = _MOST_FIELDS


@room.after_request
def with_policy(response: Response) -> Response:
    """Let a page load its own style sheet and script, and nothing else.

    Where no referrer is sent at all, a browser sends "null" as the origin of a form, and we could
    not tell our own from another site's.
    """
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def show(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page from a template under ``room/``."""
    found = render_template(
        f"room/{template}",
        version=__version__,
        addresses=addresses,
        words=words,
        fetches=parts().settings.fetch_urls,
        **values,
    )
    return Response(found, status=status)


def done(address: str, *notes: str) -> AnyResponse:
    """Lead on to a page (303), which shows ``notes`` once; tell a script where it is instead."""
    for note in notes[:_MOST_NOTES]:
        flash(note if len(note) <= _LONGEST_NOTE else note[: _LONGEST_NOTE - 1] + "…")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(location=address)
    return redirect(address, HTTPStatus.SEE_OTHER)


def status_of(error: PressGapError) -> int:
    """Return the HTTP status of an error."""
    return HTTP_STATUSES[listed(type(error))]


def sentence(error: PressGapError) -> str:
    """Return what an error says as a sentence of its own."""
    said = str(error)
    first = said.split(maxsplit=1)[0]
    said = said if "/" in first or "." in first else said[:1].upper() + said[1:]
    return said + ("" if said.endswith((".", "!", "?")) else ".")


@room.errorhandler(PressGapError)
def refused(error: PressGapError) -> Response:
    """Say on a page what was wrong and what to do."""
    status = status_of(error)
    return show("error.html", status, title=_title(status), message=sentence(error))


@room.errorhandler(RequestEntityTooLarge)
def too_long(_: RequestEntityTooLarge) -> Response:
    """Say on a page how much a request may bring."""
    return refused(too_large(parts().settings))


@room.errorhandler(HTTPException)
def failed(error: HTTPException) -> Response:
    """Say on a page what the request lacked."""
    status = error.code or 500
    title = _title(status)
    return show("error.html", status, title=title, message=error.description or title)


@room.errorhandler(Exception)
def broken(error: Exception) -> Response:
    """Say that the fault is ours; the traceback is in the log only."""
    log.error("unexpected error", exc_info=error)
    message = f"PressGap failed at this page; its log says why under request id {request_id()}."
    return show("error.html", 500, title=_title(500), message=message)


def not_found(error: NotFound) -> Response:
    """Answer for an address that is none: with a page to a browser, else with a problem."""
    wanted = request.accept_mimetypes.best_match((MEDIA_TYPE, "text/html"))
    if request.path.startswith("/v1/") or wanted != "text/html":
        return from_http_exception(error)
    message = "There is no such page here. The address may have been cut off."
    return with_policy(show("error.html", 404, title=_title(404), message=message))


_TITLES = {
    403: "Not allowed",
    404: "Not found",
    409: "Still in use",
    413: "Too large",
    421: "Wrong address",
    422: "That does not work",
    500: "Something broke",
    503: "Not now",
}


def _title(status: int) -> str:
    return _TITLES.get(status, HTTPStatus(status).phrase)
