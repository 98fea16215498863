"""Statements: any text in, related passages of the library out."""

from __future__ import annotations

from typing import Any

from flask import Response

from pressgap import readers
from pressgap.core.model import Filters
from pressgap.errors import TooLarge
from pressgap.web import schemas
from pressgap.web.answers import answer
from pressgap.web.current import parts
from pressgap.web.openapi import Resource

statements = Resource(
    "statements", __name__, url_prefix="/v1/statements", description="What the library says to it"
)


@statements.route("", methods=["POST"])
@statements.arguments(schemas.Statement)
@statements.fails(400, 404, 413, 415, 503)
@statements.response(200, "Related")
def find_related(query: dict[str, Any]) -> Response:
    """Find the passages related to a statement: none when nothing fits, and the closest misses."""
    text = checked(query["text"])
    return answer(parts().library.search(text, _filters(query), query["limit"]))


def _filters(query: dict[str, Any]) -> Filters:
    return Filters(
        documents=tuple(query.get("documents", ())),
        kinds=tuple(query.get("kinds", ())),
        roles=tuple(query.get("roles", ())),
        date_from=query.get("date_from"),
        date_to=query.get("date_to"),
    )


def checked(text: str) -> str:
    """Return a statement that fits the limit; raises ``TooLarge`` and what the readers raise."""
    longest = parts().settings.max_statement_chars
    if len(text) > longest:
        raise TooLarge(
            f"the statement has {len(text):,} characters, over the limit of {longest:,} "
            "(setting max_statement_chars): send the sentences that matter"
        )
    return readers.check_text(text, max_chars=longest)
