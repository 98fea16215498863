"""Passages and vectors. Functions on an open transaction."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, delete, exists, func, insert, select, text

from pressgap.core.model import Filters, Level, Passage, Span, led, text_sha256
from pressgap.errors import ModelUnavailable
from pressgap.store import documents as document_rows
from pressgap.store.database import driver
from pressgap.store.tables import AnyRow, documents, models, passages, vectors
from pressgap.store.values import Candidate, IndexState, StoredPassage, VectorsMissing

_CHUNK = 20_000  # SQLite takes at most 32,766 values in one statement
_KEEP_WORDS = "INSERT INTO passage_terms(rowid, text) VALUES (:id, :text)"
_KEEP_ROW = "INSERT OR IGNORE INTO vectors (text_sha256, model, row) VALUES (?, ?, ?)"
_KNOWN = (
    "SELECT text_sha256 FROM vectors "
    "WHERE model = ? AND text_sha256 IN (SELECT value FROM json_each(?))"
)
_ROWS = (
    "SELECT p.id, v.row FROM passages p JOIN vectors v "
    "ON v.text_sha256 = p.text_sha256 AND v.model = ? "
    "WHERE p.id IN (SELECT value FROM json_each(?))"
)
_FORGET = text(
    "INSERT INTO passage_terms(passage_terms, rowid, text) VALUES ('delete', :id, :text)"
)
# What the chair says and perhaps nobody said is never found. Both are written out: they run in
# every search, where SQLAlchemy would take longer than SQLite to run them.
_BESIDE = (
    "SELECT id, block FROM passages WHERE part NOT IN ('chair', 'trailing') AND block IN ("
    "SELECT coalesce(block, id) FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    ")"
)
_CANDIDATES = (  # the fields of ``Candidate``, in their order
    'SELECT p.id, p.block, p.document, d.revision, p.start, p."end", b.start, b."end", p.part, '
    "p.role, p.turn, p.exchange, p.speaker, p.clause, p.lead_start, p.lead_end "
    "FROM passages p JOIN documents d ON d.key = p.document JOIN passages b ON b.id = p.block "
    "WHERE p.id IN (SELECT value FROM json_each(?))"
)


def insert_passages(
    connection: Connection, document: int, body: str, found: Sequence[Passage]
) -> list[int]:
    """Store a document's passages and their words; return their keys in the order given."""
    first = _next_key(connection)
    keys = list(range(first, first + len(found)))
    blocks = _block_keys(found, keys)
    rows: list[dict[str, Any]] = [
        {
            "id": key,
            "document": document,
            "level": each.level,
            "start": each.span.start,
            "end": each.span.end,
            "part": each.part,
            "turn": each.turn,
            "exchange": each.exchange,
            "speaker": each.speaker,
            "role": each.role,
            "clause": each.clause,
            "lead_start": each.lead_in.start if each.lead_in else None,
            "lead_end": each.lead_in.end if each.lead_in else None,
            "text_sha256": text_sha256(each.words(body)),
            "block": block,
        }
        for key, each, block in zip(keys, found, blocks, strict=True)
    ]
    rows.sort(key=lambda row: row["level"])  # blocks first: sentences point to them
    if rows:
        connection.execute(insert(passages), rows)
        said = {key: each.words(body) for key, each in zip(keys, found, strict=True)}
        words = [{"id": row["id"], "text": said[row["id"]]} for row in rows]
        driver(connection).executemany(_KEEP_WORDS, words)
    return keys


def _next_key(connection: Connection) -> int:
    last = connection.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = 'passages'")
    ).scalar()
    return (last or 0) + 1


def _block_keys(found: Sequence[Passage], keys: Sequence[int]) -> list[int | None]:
    """Return for each sentence the key of the block that covers it; None for blocks."""
    blocks = sorted((p.span, key) for p, key in zip(found, keys, strict=True) if p.level == "block")
    starts = [span.start for span, _ in blocks]

    def covering(span: Span) -> int | None:
        at = bisect.bisect_right(starts, span.start) - 1
        return blocks[at][1] if at >= 0 and blocks[at][0].covers(span) else None

    return [covering(p.span) if p.level == "sentence" else None for p in found]


def delete_passages(connection: Connection, document: int) -> None:
    """Delete a document's passages, their words, and vectors that no passage uses any more."""
    delete_unused_vectors(connection, detach_passages(connection, document))


def detach_passages(connection: Connection, document: int) -> set[str]:
    """Delete a document's passages and their words; return the hashes of their texts."""
    body = document_rows.text_of(connection, document)
    query = select(passages).where(passages.c.document == document)
    rows = connection.execute(query).all()
    words = [
        {"id": row.id, "text": led(body, _lead_in(row), Span(row.start, row.end))} for row in rows
    ]
    if words:
        # A table without content forgets a row only when told again what was in it.
        connection.execute(_FORGET, words)
    connection.execute(delete(passages).where(passages.c.document == document))
    return {row.text_sha256 for row in rows}


def delete_unused_vectors(connection: Connection, hashes: Iterable[str]) -> None:
    """Delete those vectors of ``hashes`` that no passage uses any more."""
    used = exists().where(passages.c.text_sha256 == vectors.c.text_sha256)
    for some in _chunks(sorted(hashes)):
        connection.execute(delete(vectors).where(vectors.c.text_sha256.in_(some), ~used))


# --- vectors -------------------------------------------------------------------------------


def model_key(connection: Connection, sha256: str) -> int:
    """Return the key of an embedding model; -1 for one that has embedded nothing."""
    found = connection.execute(select(models.c.id).where(models.c.sha256 == sha256)).scalar()
    return -1 if found is None else found


def known_hashes(connection: Connection, model_sha256: str, hashes: Iterable[str]) -> set[str]:
    """Return those of ``hashes`` that the model has embedded."""
    asked = model_key(connection, model_sha256), json.dumps(list(hashes))
    return {sha256 for (sha256,) in driver(connection).execute(_KNOWN, asked)}


def rows_by_hash(
    connection: Connection, model_sha256: str, hashes: Iterable[str]
) -> dict[str, NDArray[np.float32]]:
    """Return the rows of those of ``hashes`` that the model has embedded."""
    model = model_key(connection, model_sha256)
    query = select(vectors.c.text_sha256, vectors.c.row).where(vectors.c.model == model)
    found: dict[str, NDArray[np.float32]] = {}
    for some in _chunks(list(hashes)):
        rows = connection.execute(query.where(vectors.c.text_sha256.in_(some))).all()
        found.update((row.text_sha256, stack([row.row])[0]) for row in rows)
    return found


def insert_vectors(
    connection: Connection, model_sha256: str, rows: Mapping[str, NDArray[np.float32]]
) -> None:
    """Store vectors by text hash; one that is there already stays."""
    if not rows:
        return
    dimension = len(next(iter(rows.values())))
    model = _make_model(connection, model_sha256, dimension)
    driver(connection).executemany(
        _KEEP_ROW,
        ((sha256, model, np.asarray(row, dtype="<f4").tobytes()) for sha256, row in rows.items()),
    )


def _make_model(connection: Connection, sha256: str, dimension: int) -> int:
    row = connection.execute(select(models).where(models.c.sha256 == sha256)).first()
    if row is None:
        made = insert(models).values(sha256=sha256, dimension=dimension)
        return cast(int, connection.execute(made.returning(models.c.id)).scalar_one())
    if row.dimension != dimension:
        raise ModelUnavailable(
            f"the model gives vectors of {dimension} numbers, the library holds {row.dimension} "
            "from the same weights: the model's folder was changed; put its files back"
        )
    return cast(int, row.id)


def check_vectors(connection: Connection, document: int, model_sha256: str) -> None:
    """Raise ``VectorsMissing`` unless every passage of a document has a vector of the model."""
    missing = missing_hashes(connection, document, model_sha256)
    if missing:
        raise VectorsMissing(sorted(missing))


def missing_hashes(connection: Connection, document: int, model_sha256: str) -> set[str]:
    """Return the hashes of a document's passages that have no vector of the model."""
    query = (
        select(passages.c.text_sha256)
        .select_from(_with_vectors(model_key(connection, model_sha256), outer=True))
        .where(passages.c.document == document, vectors.c.model.is_(None))
    )
    return set(connection.execute(query).scalars())


def _with_vectors(model: int, *, outer: bool = False) -> Any:
    joined = and_(vectors.c.text_sha256 == passages.c.text_sha256, vectors.c.model == model)
    return passages.join(vectors, joined, isouter=outer)


def rows_of(
    connection: Connection, model_sha256: str, ids: Sequence[int]
) -> list[tuple[int, bytes]]:
    """Return the keys and rows of those of ``ids`` that exist and have a vector of the model."""
    asked = model_key(connection, model_sha256), json.dumps(list(ids))
    return driver(connection).execute(_ROWS, asked).fetchall()


def index_state(connection: Connection, model_sha256: str) -> IndexState:
    """Return which passages the model's index should hold."""
    model = model_key(connection, model_sha256)
    joined = select(passages.c.id).select_from(_with_vectors(model)).order_by(passages.c.id)
    ids = np.fromiter(connection.execute(joined).scalars(), dtype=np.int64)
    total = connection.execute(select(func.count()).select_from(passages)).scalar_one()
    return IndexState(document_rows.last_mark(connection), ids, total - len(ids))


def with_rows(
    connection: Connection, document: int, model_sha256: str
) -> tuple[list[StoredPassage], NDArray[np.float32]]:
    """Return a document's passages in order of their keys, with their vectors, shape (n, d).

    Raises ``VectorsMissing`` where the model has not embedded them all.
    """
    model = model_key(connection, model_sha256)
    joined = _with_vectors(model, outer=True)
    name = _document_id(connection, document)
    query = select(passages, vectors.c.row).select_from(joined)
    rows = connection.execute(
        query.where(passages.c.document == document).order_by(passages.c.id)
    ).all()
    missing = {row.text_sha256 for row in rows if row.row is None}
    if missing:
        raise VectorsMissing(sorted(missing))
    return [_stored(row, name) for row in rows], stack([row.row for row in rows])


def stack(rows: Sequence[bytes]) -> NDArray[np.float32]:
    """Return stored rows as one array, shape (n, d)."""
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    joined = np.frombuffer(b"".join(rows), dtype="<f4")
    return joined.reshape(len(rows), -1).astype(np.float32, copy=False)


# --- reading -------------------------------------------------------------------------------


def of_document(
    connection: Connection, document: int, level: Level | None = None
) -> list[StoredPassage]:
    """Return a document's passages in order of their keys."""
    query = select(passages).where(passages.c.document == document).order_by(passages.c.id)
    if level is not None:
        query = query.where(passages.c.level == level)
    name = _document_id(connection, document)
    return [_stored(row, name) for row in connection.execute(query)]


def _document_id(connection: Connection, document: int) -> str:
    found = select(documents.c.id).where(documents.c.key == document)
    return cast(str, connection.execute(found).scalar_one())


def _stored(row: AnyRow, document: str) -> StoredPassage:
    return StoredPassage(
        row.id,
        Passage(
            document=document,
            level=row.level,
            span=Span(row.start, row.end),
            part=row.part,
            turn=row.turn,
            exchange=row.exchange,
            speaker=row.speaker,
            role=row.role,
            clause=row.clause,
            lead_in=_lead_in(row),
        ),
    )


def _lead_in(row: AnyRow) -> Span | None:
    return None if row.lead_start is None else Span(row.lead_start, row.lead_end)


def filtered(connection: Connection, filters: Filters) -> NDArray[np.int64] | None:
    """Return the sorted keys of the passages ``filters`` let through; None when they let all."""
    if filters == Filters():
        return None
    query = filter_query(connection, filters).order_by(passages.c.id)
    return np.fromiter(connection.execute(query).scalars(), dtype=np.int64)


def filter_query(connection: Connection, filters: Filters) -> Any:
    """Return the query for the keys of the passages ``filters`` let through."""
    query = select(passages.c.id).join(documents)
    if filters.documents:
        keys = [document_rows.resolve(connection, each) for each in filters.documents]
        query = query.where(passages.c.document.in_(keys))
    if filters.kinds:
        query = query.where(documents.c.kind.in_(filters.kinds))
    if filters.roles:
        query = query.where(passages.c.role.in_(filters.roles))
    if filters.date_from is not None:
        query = query.where(documents.c.date >= filters.date_from)
    if filters.date_to is not None:
        query = query.where(documents.c.date <= filters.date_to)
    return query


def sentences_beside(connection: Connection, hits: Sequence[int]) -> NDArray[np.int64]:
    """Return the sentences of every block that was hit, or holds a sentence that was.

    Shape (n, 2), in no order: their keys, and their blocks'.
    """
    rows = driver(connection).execute(_BESIDE, (json.dumps(list(hits)),)).fetchall()
    flat = [number for key, block in rows for number in (key, block)]
    return np.array(flat, dtype=np.int64).reshape(-1, 2)


def candidates(connection: Connection, keys: Sequence[int]) -> list[Candidate]:
    """Return sentences by their keys, in that order; those that are gone are left out."""
    rows = driver(connection).execute(_CANDIDATES, (json.dumps(list(keys)),)).fetchall()
    found = {row[0]: Candidate._make(row) for row in rows}
    return [found[key] for key in keys if key in found]


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
