"""The library's page: what is kept, and what has been compared."""

from __future__ import annotations

from flask import Response

from pressgap.web.current import parts
from pressgap.web.room.page import room, show

_SHOWN = 50


@room.get("/")
def home() -> Response:
    """Show the documents and the comparisons, newest first."""
    documents = parts().library.list(limit=_SHOWN)
    comparisons = parts().kept.list(limit=_SHOWN)
    return show("library.html", documents=documents.items, comparisons=comparisons.items)
