"""Rankings: where one transcript speaks of a text, turn by turn."""

from __future__ import annotations

from typing import Any

from flask import Response

from pressgap.web import schemas
from pressgap.web.answers import answer
from pressgap.web.current import parts
from pressgap.web.openapi import Resource
from pressgap.web.statements import checked

rankings = Resource(
    "rankings",
    __name__,
    url_prefix="/v1/documents/<document_id>/ranking",
    description="Where one transcript speaks of a text",
)


@rankings.route("", methods=["POST"])
@rankings.arguments(schemas.RankingQuery)
@rankings.fails(400, 404, 413, 415, 503)
@rankings.response(200, "Ranking")
def rank_turns(query: dict[str, Any], document_id: str) -> Response:
    """Rank a transcript's turns for a text: where it is discussed, or who said it."""
    text = checked(query["text"])
    transcript = parts().library.embedded(document_id)
    return answer(parts().library.ranking(text, transcript, query["scope"], query["limit"]))
