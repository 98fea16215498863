"""Every error leaves as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from pressgap.errors import HTTP_STATUSES, Busy, PressGapError, problem_type

MEDIA_TYPE = "application/problem+json"
INVALID_REQUEST = "urn:pressgap:problem:invalid-request"
RETRY_AFTER_SECONDS = 5
_SHOWN = 5  # fields named in `detail`; all of them are in `errors`

log = logging.getLogger(__name__)


class FieldProblem(Schema):
    """One value that was refused."""

    field = fields.String(
        required=True, metadata={"description": "Path to the value, as in `transcripts.0.title`"}
    )
    message = fields.String(required=True)


class Problem(Schema):
    """Why a request was refused (RFC 9457)."""

    type = fields.String(required=True, metadata={"description": "Which kind of problem, as a URI"})
    title = fields.String(required=True, metadata={"description": "The kind of problem in words"})
    status = fields.Integer(required=True)
    detail = fields.String(
        required=True, metadata={"description": "What is wrong, where, and what to do about it"}
    )
    request_id = fields.String(
        required=True, metadata={"description": "Also in the header X-Request-ID and in the log"}
    )
    errors = fields.List(fields.Nested(FieldProblem))


def register(app: Flask) -> None:
    """Answer every error of ``app`` with a problem."""
    app.register_error_handler(PressGapError, from_pressgap_error)
    app.register_error_handler(HTTPException, from_http_exception)
    app.register_error_handler(Exception, from_unexpected)


def from_pressgap_error(error: PressGapError) -> Response:
    """Return the answer to an error raised on purpose."""
    kind = listed(type(error))
    status = HTTP_STATUSES[kind]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("%s: %s", type(error).__name__, error)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if isinstance(error, Busy) else {}
    title = (kind.__doc__ or kind.__name__).splitlines()[0]
    return _answer(status, title, str(error), kind=problem_type(kind), headers=headers)


def listed(error: type[PressGapError]) -> type[PressGapError]:
    """Return the class itself, or its nearest ancestor that the table of statuses knows."""
    return next(base for base in error.__mro__ if base in HTTP_STATUSES)


def from_http_exception(error: HTTPException) -> Response:
    """Return the answer to what Flask or the request schemas refuse."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {k: v for k, v in error.get_headers() if k not in ("Content-Type", "Content-Length")}
    messages: Mapping[str, Any] | None = getattr(error, "data", {}).get("messages")
    if not messages:
        return _answer(status, error.name, error.description or error.name, headers=headers)
    found = [problem for place in messages.values() for problem in _flatten(place)]
    detail = "; ".join(f"{p['field']}: {p['message']}" for p in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    title = "The request does not fit its schema."
    return _answer(status, title, detail + more, kind=INVALID_REQUEST, errors=found)


def from_unexpected(error: Exception) -> Response:
    """Return the answer to a fault of ours: the traceback is in the log only."""
    log.error("unexpected error", exc_info=error)
    detail = f"PressGap failed at this request; its log says why under request id {request_id()}."
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error", detail)


def request_id() -> str:
    """Return the id of the current request."""
    return str(g.get("request_id", ""))


def _answer(
    status: int,
    title: str,
    detail: str,
    *,
    kind: str = "about:blank",
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    body: dict[str, Any] = {
        "type": kind,
        "title": title,
        "status": int(status),
        "detail": _encodable(detail),
        "request_id": request_id(),
    }
    if errors:
        body["errors"] = [{k: _encodable(v) for k, v in error.items()} for error in errors]
    text = current_app.json.dumps(body)
    return Response(text, status=int(status), headers=headers, mimetype=MEDIA_TYPE)


def _flatten(messages: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Yield marshmallow's nested messages one by one, each with the path to its value."""
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _flatten(below, path if key == "_schema" else (*path, str(key)))
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            yield {"field": ".".join(path) or "(request)", "message": str(message)}


def _encodable(text: str) -> str:
    """Return ``text`` with lone surrogates escaped: a refused field name may hold some."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
