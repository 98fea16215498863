"""Values into answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, current_app

from pressgap.core.codec import to_json


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a value of the core as JSON."""
    text = current_app.json.dumps(to_json(value))
    return Response(text, status=status, headers=headers, mimetype="application/json")


def page(items: Sequence[Any], next_cursor: str | None = None) -> Response:
    """Return a page: its items, and the cursor of the next page or null."""
    return answer({"items": list(items), "next": next_cursor})


def created(value: Any, location: str, status: int = 201) -> Response:
    """Return a value that was made, and where it is to be found."""
    return answer(value, status, {"Location": location})
