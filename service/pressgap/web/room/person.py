"""Who sits at the page: the name they gave with a verdict or correction, kept for the next one."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.errors import BadSettings

_COOKIE = "pressgap_coder"
_A_YEAR = 365 * 24 * 3600


def remembered() -> str:
    """Return the name that was given last in this browser; empty: none was."""
    return request.cookies.get(_COOKIE, "")


def remember(answer: AnyResponse, name: str) -> AnyResponse:
    """Keep a name for the next form only: what counts is the name kept with what was said."""
    answer.set_cookie(_COOKIE, name.strip(), max_age=_A_YEAR, httponly=True, samesite="Strict")
    return answer


def note_given(name_field: str) -> str | None:
    """Return the note that the form brings; raises ``BadSettings`` for what cannot be kept."""
    note = request.form.get("note", "").replace("\r\n", "\n").strip()
    for given in (note, request.form.get(name_field, "")):
        if "\x00" in given:
            raise BadSettings("the name or the note holds a NUL character: leave it out")
    return note or None
