"""What every request passes before it is read, and what every answer carries."""

from __future__ import annotations

import ipaddress
import logging
import re
import time
import uuid
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.exceptions import Forbidden, HTTPException

from pressgap.errors import TooLarge
from pressgap.settings import Settings

# A character is at most four bytes of UTF-8; the rest is JSON or multipart around the text.
BYTES_PER_CHARACTER = 4
OVERHEAD_BYTES = 64 * 1024
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

log = logging.getLogger("pressgap.access")


class MisdirectedRequest(HTTPException):
    """The Host header names another server: a page that rebinds its name to this machine."""

    code = 421


def register(app: Flask, settings: Settings) -> None:
    """Guard every request of ``app``."""
    app.config["MAX_CONTENT_LENGTH"] = max_request_bytes(settings)
    local = is_loopback(settings.host)

    @app.before_request
    def _guard() -> None:
        _identify()
        if local:
            _refuse_foreign_host(settings.host)
        _refuse_cross_site()
        if (request.content_length or 0) > max_request_bytes(settings):
            raise too_large(settings)

    app.after_request(_finish)


def max_request_bytes(settings: Settings) -> int:
    """Return how many bytes a request may have, refused before it is read."""
    return settings.max_request_chars * BYTES_PER_CHARACTER + OVERHEAD_BYTES


def too_large(settings: Settings) -> TooLarge:
    """Return the error for a request over the limit."""
    return TooLarge(
        f"the request is over the limit of {settings.max_request_chars:,} characters "
        f"({max_request_bytes(settings):,} bytes; setting max_request_chars): send less text at "
        "once, or add the document with `pressgap add`, which takes larger files"
    )


def is_loopback(host: str) -> bool:
    """Return whether a server bound to ``host`` is reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _identify() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.started = time.monotonic()


def _refuse_foreign_host(bound: str) -> None:
    try:
        name = urlsplit(f"//{request.host}").hostname
    except ValueError:
        name = None
    if name not in LOOPBACK_NAMES and name != bound:
        raise MisdirectedRequest(
            f"this server answers to {', '.join(sorted(LOOPBACK_NAMES))} only (setting host)"
        )


def _refuse_cross_site() -> None:
    """Refuse a change that another site's page asks a browser for."""
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if site not in ("same-origin", "none") or (origin and not _own(origin)):
        raise Forbidden("pages of another site cannot change anything here")


def _own(origin: str) -> bool:
    """Return whether the page is ours. Not by scheme: a proxy may speak HTTPS for this server."""
    return origin.partition("://")[2] == request.host


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers.setdefault("Content-Security-Policy", STRICT_POLICY)
    response.headers.setdefault("Cache-Control", "no-store")
    log.info(
        "%s %s %s",
        request.method,
        request.path,
        response.status_code,
        extra={
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - g.started) * 1000, 1),
        },
    )
    return response
