"""What goes wrong on the way to a document, in words that say what to do."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpcore2

from pressgap.errors import FetchFailed
from pressgap.readers.connecting import Deadline
from pressgap.readers.receiving import REMEDY

BROWSER = "save it with a browser and add the file"
_ADVICE = {
    401: f"it asks for a login: {BROWSER}",
    403: f"it turns programs away: {BROWSER}",
    404: "check the address",
    410: "it was taken down",
    429: "it is asked too much: try again later",
    451: "it is blocked for legal reasons",
    503: f"it is busy or turns programs away: try again later, or {BROWSER}",
}


@contextmanager
def failing(what: str, deadline: Deadline) -> Iterator[None]:
    """Turn the failures of a connection to ``what`` into ``FetchFailed``.

    What the other side sent is not repeated: it may speak anything.
    """
    try:
        yield
    except httpcore2.TimeoutException as error:
        took = f"took longer than {deadline.seconds:g} seconds (setting fetch_timeout)"
        how = took if deadline.over else "does not answer"
        raise FetchFailed(f"{what} {how}; {REMEDY}") from error
    except httpcore2.ConnectError as error:
        raise FetchFailed(f"{what} {_no_connection(error)}") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise FetchFailed(f"{what}: the answer broke off, or is not HTTP; {REMEDY}") from error


def bad_status(what: str, status: int) -> FetchFailed:
    """Return the error for an answer that is none, as 404."""
    try:
        said = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        said = str(status)
    return FetchFailed(f"{what} answers {said}; {_ADVICE.get(status, REMEDY)}")


def _no_connection(error: httpcore2.ConnectError) -> str:
    cause = error.args[0] if error.args else error  # the pool drops the cause itself
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"shows a certificate that does not hold ({cause.verify_message}); look at it with a "
            "browser, and if you trust it, save the page and add the file"
        )
    if isinstance(cause, ssl.SSLError):
        return f"does not speak TLS as we do ({cause.reason}); {BROWSER}"
    return f"takes no connection ({getattr(cause, 'strerror', None) or cause}); {REMEDY}"
