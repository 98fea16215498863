"""Corrections of a document's reading: rows are added, never changed. On an open transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from pressgap.core.codec import from_json, to_json
from pressgap.core.correction import Correction, KeptCorrection, taken_back
from pressgap.core.text.places import Places
from pressgap.core.transcripts.correction_words import described
from pressgap.store.tables import AnyRow, corrections
from pressgap.store.values import NewCorrection


def add(connection: Connection, document: int, made: Sequence[NewCorrection]) -> list[int]:
    """Append what a person said; return the rows' ids."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    ids: list[int] = []
    for each in made:
        values = {
            "document": document,
            "correction": _json(each.correction),
            "undoes": each.undoes,
            "by": each.by,
            "note": each.note,
            "created": created,
        }
        row = insert(corrections).values(**values).returning(corrections.c.id)
        ids.append(connection.execute(row).scalar_one())
    return ids


def in_force(connection: Connection, document: int) -> tuple[Correction, ...]:
    """Return the corrections of a document that were not taken back, oldest first."""
    rows = _rows(connection, document)
    gone = _taken_back(rows)
    return tuple(_correction(row) for row in rows if row.correction and row.id not in gone)


def of_document(
    connection: Connection, document: int, name: str, text: str
) -> list[KeptCorrection]:
    """Return all that was ever said of a document's reading, oldest first.

    ``name`` and ``text`` are the document's.
    """
    rows = _rows(connection, document)
    gone = _taken_back(rows)
    places = Places(text)
    kept: list[KeptCorrection] = []
    for row in rows:
        correction = _correction(row) if row.correction else None
        says = described(places, correction) if correction else f"takes back {row.undoes}"
        kept.append(
            KeptCorrection(
                id=row.id,
                document=name,
                by=row.by,
                created=row.created,
                note=row.note,
                correction=correction,
                undoes=row.undoes,
                says=says,
                in_force=row.id not in gone,
            )
        )
    return kept


def _rows(connection: Connection, document: int) -> Sequence[AnyRow]:
    query = select(corrections).where(corrections.c.document == document)
    return connection.execute(query.order_by(corrections.c.id)).all()


def _taken_back(rows: Sequence[AnyRow]) -> set[int]:
    return taken_back([(row.id, row.undoes) for row in rows])


def _json(correction: Correction | None) -> str | None:
    return None if correction is None else json.dumps(to_json(correction), ensure_ascii=False)


def _correction(row: AnyRow) -> Correction:
    return from_json(Correction, json.loads(row.correction))
