"""What an answer says about its body: type, charset, name of the file."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote

import httpx2

_LONGEST_NAME = 200


def media_type(headers: httpx2.Headers) -> str:
    """Return the type as ``text/html``; ``text/plain`` where none is given, or nonsense."""
    return _message("Content-Type", headers).get_content_type()


def charset(headers: httpx2.Headers) -> str | None:
    """Return the charset that is declared, in lower case."""
    return _message("Content-Type", headers).get_content_charset() or None


def file_name(path: bytes, headers: httpx2.Headers) -> str | None:
    """Return what a browser would call the file: as the server does, or the end of the path."""
    given = _message("Content-Disposition", headers).get_filename()
    asked = unquote(path.partition(b"?")[0].decode("ascii"))
    name = (given or asked).replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if letter.isprintable()).strip(". ")
    return name[-_LONGEST_NAME:] or None


def _message(header: str, headers: httpx2.Headers) -> Message:
    message = Message()
    message[header] = headers.get(header, "")
    return message
