"""Comparisons and reviews. Functions on an open transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select, update

from pressgap.core.codec import from_json, to_json
from pressgap.core.model import Review
from pressgap.errors import ComparisonNotFound
from pressgap.store import documents as document_rows
from pressgap.store.documents import may_be_prefix
from pressgap.store.tables import AnyRow, comparison_documents, comparisons, reviews
from pressgap.store.values import ComparisonSummary, Page, check_page, make_page


def add(
    connection: Connection,
    report: Mapping[str, Any],
    declaration_id: str,
    transcript_ids: Sequence[str],
    replace: bool = False,
) -> None:
    """Keep a Report under its id.

    Where it is there (the same work done twice) nothing happens, unless ``replace``: its reviews
    then stay.
    """
    key = _find_key(connection, report["id"])
    if key is not None:
        if replace:
            again = update(comparisons).where(comparisons.c.key == key)
            connection.execute(again.values(**_row(report)))
        return
    keys = [document_rows.resolve(connection, each) for each in (declaration_id, *transcript_ids)]
    comparison = connection.execute(
        insert(comparisons).values(**_row(report)).returning(comparisons.c.key)
    ).scalar_one()
    connection.execute(
        insert(comparison_documents),
        [
            {"comparison": comparison, "document": key, "position": position}
            for position, key in enumerate(keys)
        ],
    )


def _row(report: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": report["id"],
        "created": report["created"],
        "summary": json.dumps(to_json(_summary(report)), ensure_ascii=False),
        "report": json.dumps(report, ensure_ascii=False),
    }


def load(connection: Connection, comparison_id: str) -> str:
    """Return a kept Report as JSON text; ``ComparisonNotFound`` when there is none."""
    key = resolve(connection, comparison_id)
    found = select(comparisons.c.report).where(comparisons.c.key == key)
    return cast(str, connection.execute(found).scalar_one())


def _find_key(connection: Connection, comparison_id: str) -> int | None:
    found = select(comparisons.c.key).where(comparisons.c.id == comparison_id)
    return connection.execute(found).scalar()


def resolve(connection: Connection, comparison_id: str) -> int:
    """Return the key for an id or a unique beginning of one; else ``ComparisonNotFound``."""
    key = _find_key(connection, comparison_id)
    if key is not None:
        return key
    rows: Sequence[AnyRow] = ()
    if may_be_prefix(comparison_id):
        alike = comparisons.c.id.startswith(comparison_id)
        rows = connection.execute(select(comparisons.c.key).where(alike).limit(2)).all()
    if len(rows) == 1:
        return cast(int, rows[0].key)
    many = "several comparisons have an id beginning with"
    raise ComparisonNotFound(
        f"{many if rows else 'no comparison has the id'} {comparison_id!r}; "
        "`pressgap list --comparisons` shows those there are"
    )


def page(
    connection: Connection,
    *,
    document: str | None,
    date_from: str | None,
    date_to: str | None,
    after: str | None,
    limit: int,
) -> Page[ComparisonSummary]:
    """Return a page of comparisons, newest first. The dates bound the day each was made (UTC)."""
    before = check_page(after, limit)
    query = select(comparisons.c.key, comparisons.c.summary).limit(limit + 1)
    query = query.order_by(comparisons.c.key.desc())
    if before is not None:
        query = query.where(comparisons.c.key < before)
    if document is not None:
        key = document_rows.resolve(connection, document)
        using = select(comparison_documents.c.comparison).where(
            comparison_documents.c.document == key
        )
        query = query.where(comparisons.c.key.in_(using))
    if date_from is not None:
        query = query.where(comparisons.c.created >= date_from)
    if date_to is not None:
        query = query.where(comparisons.c.created < date_to + "~")  # after every time of that day
    found = make_page(connection.execute(query).all(), limit, lambda row: cast(int, row.key))
    items = [from_json(ComparisonSummary, json.loads(row.summary)) for row in found.items]
    return Page(items, found.next)


def _summary(report: Mapping[str, Any]) -> ComparisonSummary:
    counts = report["summary"]
    return ComparisonSummary(
        id=report["id"],
        created=report["created"],
        declaration=report["declaration"]["id"],
        declaration_title=report["declaration"]["title"],
        transcripts=tuple(each["id"] for each in report["transcripts"]),
        transcript_titles=tuple(each["title"] for each in report["transcripts"]),
        clauses=counts["clauses"],
        asked=counts["asked"],
        volunteered=counts["volunteered"],
        not_raised=counts["not_raised"],
        unsure=counts["unsure"],
    )


def remove(connection: Connection, comparison_id: str) -> None:
    """Delete a comparison and its reviews; ``ComparisonNotFound`` when there is none."""
    key = resolve(connection, comparison_id)
    connection.execute(delete(comparisons).where(comparisons.c.key == key))


def add_review(
    connection: Connection,
    comparison_id: str,
    target: str,
    verdict: str | None,
    reviewer: str,
    note: str | None,
) -> Review:
    """Append a person's finding; nothing is ever changed or taken out."""
    key = resolve(connection, comparison_id)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    number = connection.execute(
        insert(reviews)
        .values(
            comparison=key,
            target=target,
            verdict=verdict,
            reviewer=reviewer,
            note=note,
            created=created,
        )
        .returning(reviews.c.id)
    ).scalar_one()
    found = select(comparisons.c.id).where(comparisons.c.key == key)
    name = connection.execute(found).scalar_one()
    return Review(number, name, target, verdict, reviewer, created, note)


def reviews_of(connection: Connection, comparison_id: str) -> list[Review]:
    """Return a comparison's reviews, oldest first; ``ComparisonNotFound`` when there is none."""
    key = resolve(connection, comparison_id)
    query = (
        select(reviews, comparisons.c.id.label("name"))
        .join(comparisons)
        .where(reviews.c.comparison == key)
        .order_by(reviews.c.id)
    )
    return [
        Review(row.id, row.name, row.target, row.verdict, row.reviewer, row.created, row.note)
        for row in connection.execute(query)
    ]
