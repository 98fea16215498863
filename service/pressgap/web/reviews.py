"""Reviews: what people find, beside the machine's verdicts. Append-only."""

from __future__ import annotations

from typing import Any

from flask import Response

from pressgap.web import schemas
from pressgap.web.answers import created, page
from pressgap.web.current import parts
from pressgap.web.documents import LOCATION
from pressgap.web.openapi import Resource

reviews = Resource(
    "reviews",
    __name__,
    url_prefix="/v1/comparisons/<comparison_id>/reviews",
    description="People's findings",
)


@reviews.route("", methods=["POST"])
@reviews.arguments(schemas.NewReview)
@reviews.fails(400, 404, 415, 503)
@reviews.response(201, "Review", headers=LOCATION)
def add_review(new: dict[str, Any], comparison_id: str) -> Response:
    """Add a finding on a clause or question; verdict null withdraws the reviewer's earlier one."""
    review = parts().kept.review(comparison_id, **new)
    return created(review, f"/v1/comparisons/{review.comparison}/reviews")


@reviews.route("")
@reviews.fails(404, 503)
@reviews.response(200, "ReviewPage")
def list_reviews(comparison_id: str) -> Response:
    """List every finding on a comparison, oldest first, those overtaken too."""
    return page(parts().kept.reviews(comparison_id))
