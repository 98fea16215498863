"""What every page of the reading room shares: its policy, its errors, how it is rendered."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import HTTPException

from pressgap import __version__
from pressgap.errors import HTTP_STATUSES, PressGapError
from pressgap.web.problems import listed

# Forms go to ourselves; scripts and styles are files of ours, never inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

room = Blueprint("room", __name__)


@room.after_request
def with_policy(response: Response) -> Response:
    """Let a page load its own style sheet and script, and nothing else."""
    response.headers["Content-Security-Policy"] = POLICY
    return response


def show(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page from a template under ``room/``."""
    return Response(
        render_template(f"room/{template}", version=__version__, **values), status=status
    )


@room.errorhandler(PressGapError)
def refused(error: PressGapError) -> Response:
    """Say on a page what was wrong and what to do."""
    status = HTTP_STATUSES[listed(type(error))]
    return show("error.html", status, title=HTTPStatus(status).phrase, message=str(error))


@room.errorhandler(HTTPException)
def failed(error: HTTPException) -> Response:
    """Say on a page what the request lacked."""
    status = error.code or 500
    title = HTTPStatus(status).phrase
    return show("error.html", status, title=title, message=error.description or title)
