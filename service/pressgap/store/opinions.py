"""Judges' opinions by content, so that no pair is put to a judge twice. On an open transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from pressgap.core.matching.opinions import Opinion
from pressgap.store import documents
from pressgap.store.tables import opinions

_AT_ONCE = 500


def known(connection: Connection, keys: Sequence[str]) -> dict[str, Opinion]:
    """Return the opinions there are on pairs by their keys."""
    found: dict[str, Opinion] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        for row in connection.execute(select(opinions).where(opinions.c.id.in_(some))):
            found[row.id] = Opinion(row.relation, row.probability, row.reason)
    return found


def add(
    connection: Connection,
    declaration_id: str,
    transcript_id: str,
    judge: str,
    found: Mapping[str, Opinion],
) -> None:
    """Keep opinions by key; one that is there stays. They go with either of the documents.

    Raises ``DocumentNotFound``.
    """
    declaration, transcript = (
        documents.resolve(connection, each) for each in (declaration_id, transcript_id)
    )
    rows = [
        {
            "id": key,
            "declaration": declaration,
            "transcript": transcript,
            "judge": judge,
            "relation": opinion.relation,
            "probability": opinion.probability,
            "reason": opinion.reason,
        }
        for key, opinion in found.items()
    ]
    if rows:
        connection.execute(insert(opinions).prefix_with("OR IGNORE"), rows)
