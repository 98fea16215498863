"""The library's page: what is kept, what has been compared, and what it says to a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.documents.listing import DocumentSummary
from pressgap.core.model import Document, Filters, Kind, Related, RelatedPassage
from pressgap.errors import DocumentNotFound, PressGapError
from pressgap.store import Page
from pressgap.web.current import parts
from pressgap.web.room.page import done, room, sentence, show, status_of
from pressgap.web.room.taking import field
from pressgap.web.schemas import KINDS
from pressgap.web.statements import checked

_DOCUMENTS = 25
_COMPARISONS = 10
_BESIDE = 240  # characters of a passage shown on either side of its sentence
_OFFERED = 200  # documents to search in; from an older one's page it is searched as well
# A longer one does not fit into an address, as what it found cannot be linked to then.
_LONGEST_ADDRESS = 3_000


@dataclass(frozen=True, slots=True)
class Search:
    """A statement, where it was looked for, and what was found; ``error`` where it could not."""

    statement: str = ""
    within: str = ""
    found: Related | None = None
    document: Document | None = None
    error: str | None = None
    status: int = 200


@room.get("/")
def home() -> Response:
    """Show documents and comparisons, newest first, and what a statement finds."""
    statement = request.args.get("statement", "")
    within = request.args.get("in", "")
    return _page(_search(statement, within) if statement.strip() else Search(within=within))


@room.post("/search")
def search() -> AnyResponse:
    """Lead to the page that shows what a statement finds; show it at once for a long one."""
    statement, within = field("statement"), field("in")
    address = "/?" + urlencode({"statement": statement, "in": within}) + "#found"
    if not statement.strip():
        return _page(Search("", within, error="Write a sentence to look for.", status=422))
    if len(address) <= _LONGEST_ADDRESS:
        return done(address)
    return _page(_search(statement, within))


def _search(statement: str, within: str) -> Search:
    try:
        document = None if within in ("", *KINDS) else parts().library.get(within)
        filters = _filters(within, document)
        found = parts().library.search(checked(statement), filters)
    except DocumentNotFound as error:
        return Search(statement, "", error=sentence(error), status=404)
    except PressGapError as error:
        return Search(statement, within, error=sentence(error), status=status_of(error))
    return Search(statement, within, found, document)


def _filters(within: str, document: Document | None) -> Filters:
    if document is not None:
        return Filters(documents=(document.id,))
    return Filters(kinds=(cast(Kind, within),) if within else ())


def _page(search: Search) -> Response:
    kind, text = request.args.get("kind", ""), request.args.get("text", "").strip()
    documents = _documents(kind, text)
    comparisons = parts().kept.list(after=request.args.get("older"), limit=_COMPARISONS)
    offered = parts().library.list(limit=_OFFERED).items
    return show(
        "library.html",
        search.status,
        empty=not offered,
        search=search,
        offered=_with(search.document, offered),
        documents=documents,
        comparisons=comparisons,
        kind=kind,
        text=text,
        warnings=parts().library.warnings([each.id for each in documents.items]),
        more=_again,
        around=around,
        typed={},
        errors={},
    )


def around(item: RelatedPassage) -> tuple[str, str, str]:
    """Return the sentence that belongs to a statement, with what of its passage stands beside it.

    Of a long passage only the nearest words are shown.
    """
    start, end = item.sentence.start - item.start, item.sentence.end - item.start
    before, after = item.quote[:start], item.quote[end:]
    if len(before) > _BESIDE:
        before = "…" + before[-_BESIDE:].partition(" ")[2]
    if len(after) > _BESIDE:
        after = after[:_BESIDE].rpartition(" ")[0] + "…"
    return before, item.quote[start:end], after


def _documents(kind: str, text: str) -> Page[DocumentSummary]:
    return parts().library.list(
        kind=cast(Kind, kind) if kind in KINDS else None,
        text=text or None,
        after=request.args.get("after"),
        limit=_DOCUMENTS,
    )


def _with(document: Document | None, offered: Any) -> list[tuple[str, str]]:
    """Return id and title of the documents to choose from, the chosen one among them."""
    choices = {each.id: each.title for each in offered}
    if document is not None:
        choices.setdefault(document.id, document.title)
    return list(choices.items())


def _again(**changes: str) -> str:
    """Return the address of this page with other values in its query; an empty one is left out."""
    values = {**request.args.to_dict(), **changes}
    return "/?" + urlencode({name: value for name, value in values.items() if value})
