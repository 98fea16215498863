"""Documents: rows in, values out. Functions on an open transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, delete, func, insert, select, update

from pressgap.core.codec import from_json, to_json
from pressgap.core.model import (
    Declaration,
    Document,
    Kind,
    Structure,
    Transcript,
    TranscriptOptions,
)
from pressgap.errors import DocumentInUse, DocumentNotFound
from pressgap.store.tables import (
    AnyRow,
    changes,
    comparison_documents,
    comparisons,
    contents,
    documents,
    passages,
)
from pressgap.store.values import (
    DocumentSummary,
    Edition,
    Mark,
    Page,
    StoredDocument,
    check_page,
    make_page,
)

SHORTEST_PREFIX = 4
_KEPT = (
    "id", "kind", "title", "sha256", "source_sha256", "added", "date", "source", "language",
    "verbatim", "note",
)  # fmt: skip


_NEWEST = select(changes).order_by(changes.c.generation.desc()).limit(1)  # asked in every search


@dataclass(frozen=True, slots=True)
class Listing:
    """Which documents a list shows; None means all. Dates are inclusive ISO dates."""

    kind: Kind | None = None
    date_from: str | None = None
    date_to: str | None = None
    text: str | None = None


EVERY_DOCUMENT = Listing()


def mark_change(connection: Connection) -> Mark:
    """Count one more change of the documents."""
    stamp = secrets.token_hex(8)
    made = insert(changes).values(stamp=stamp).returning(changes.c.generation)
    return Mark(connection.execute(made).scalar_one(), stamp)


def last_mark(connection: Connection) -> Mark:
    """Return the present state; generation 0 when nothing was ever stored."""
    row = connection.execute(_NEWEST).first()
    return Mark(row.generation, row.stamp) if row else Mark(0, "")


def happened(connection: Connection, mark: Mark) -> bool:
    """Return whether ``mark`` was a state of this very database."""
    if mark == Mark(0, ""):
        return True
    stamp = select(changes.c.stamp).where(changes.c.generation == mark.generation)
    return connection.execute(stamp).scalar() == mark.stamp


def find_key(connection: Connection, document_id: str) -> int | None:
    """Return the key of exactly this document, or None."""
    found = select(documents.c.key).where(documents.c.id == document_id)
    return connection.execute(found).scalar()


def may_be_prefix(text: str) -> bool:
    """Return whether ``text`` is long and plain enough to be the beginning of an id."""
    return len(text) >= SHORTEST_PREFIX and text.isascii() and text.isalnum()


def resolve(connection: Connection, document_id: str) -> int:
    """Return the key for an id or a unique beginning of one; ``DocumentNotFound`` otherwise."""
    key = find_key(connection, document_id)
    if key is not None:
        return key
    rows: Sequence[AnyRow] = ()
    if may_be_prefix(document_id):
        alike = documents.c.id.startswith(document_id)
        query = select(documents.c.key, documents.c.id).where(alike).order_by(documents.c.id)
        rows = connection.execute(query.limit(2)).all()
    if len(rows) > 1:
        raise DocumentNotFound(
            f"several documents have an id beginning with {document_id!r} "
            f"({rows[0].id}, {rows[1].id}): give more of it"
        )
    if not rows:
        raise DocumentNotFound(
            f"no document has the id {document_id!r}; `pressgap list` shows those there are "
            f"(at least {SHORTEST_PREFIX} characters of an id will do)"
        )
    return cast(int, rows[0].key)


def insert_document(
    connection: Connection,
    document: Document,
    source_bytes: bytes,
    structure: Structure,
    options: TranscriptOptions | None,
) -> int:
    """Store a document and return its key."""
    values = {name: getattr(document, name) for name in _KEPT}
    made = insert(documents).values(**values, characters=len(document.text), revision=1)
    key = connection.execute(made.returning(documents.c.key)).scalar_one()
    connection.execute(
        insert(contents).values(
            document=key,
            text=document.text,
            source_bytes=source_bytes,
            **_parsed(structure, options),
        )
    )
    return cast(int, key)


def replace_structure(
    connection: Connection, key: int, structure: Structure, options: TranscriptOptions | None
) -> None:
    """Put a new reading of a document in the place of the old one."""
    connection.execute(
        update(contents).where(contents.c.document == key).values(**_parsed(structure, options))
    )
    revised = {"revision": documents.c.revision + 1}
    connection.execute(update(documents).where(documents.c.key == key).values(**revised))


def _parsed(structure: Structure, options: TranscriptOptions | None) -> dict[str, str | None]:
    return {
        "structure": json.dumps(to_json(structure), ensure_ascii=False),
        "options": None if options is None else json.dumps(to_json(options), ensure_ascii=False),
    }


def load(connection: Connection, key: int) -> StoredDocument:
    """Return a document with its structure; ``DocumentNotFound`` when it is gone."""
    row = connection.execute(
        select(documents, contents.c.text, contents.c.structure)
        .join(contents)
        .where(documents.c.key == key)
    ).first()
    if row is None:
        raise DocumentNotFound("the document was removed meanwhile: try again")
    kind = Transcript if row.kind == "transcript" else Declaration
    return StoredDocument(
        Edition(key, row.revision),
        _document(row, row.text),
        cast(Structure, from_json(kind, json.loads(row.structure))),
    )


def edition(connection: Connection, document_id: str) -> Edition:
    """Return which state of a document is stored; ``DocumentNotFound`` when there is none."""
    key = resolve(connection, document_id)
    found = select(documents.c.revision).where(documents.c.key == key)
    return Edition(key, connection.execute(found).scalar_one())


def options(connection: Connection, key: int) -> TranscriptOptions | None:
    """Return what the caller overruled of the parser, or None."""
    found = select(contents.c.options).where(contents.c.document == key)
    stored = connection.execute(found).scalar_one()
    return None if stored is None else from_json(TranscriptOptions, json.loads(stored))


def source_bytes(connection: Connection, key: int) -> bytes:
    """Return the bytes a document was read from."""
    found = select(contents.c.source_bytes).where(contents.c.document == key)
    return cast(bytes, connection.execute(found).scalar_one())


def text_of(connection: Connection, key: int) -> str:
    """Return a document's text."""
    found = select(contents.c.text).where(contents.c.document == key)
    return cast(str, connection.execute(found).scalar_one())


def texts(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    """Return the texts of documents by key."""
    rows = connection.execute(
        select(contents.c.document, contents.c.text).where(contents.c.document.in_(keys))
    )
    return {row.document: row.text for row in rows}


def page(
    connection: Connection, listing: Listing, after: str | None, limit: int
) -> Page[DocumentSummary]:
    """Return a page of documents, newest first."""
    before = check_page(after, limit)
    query = select(documents).order_by(documents.c.key.desc()).limit(limit + 1)
    if before is not None:
        query = query.where(documents.c.key < before)
    if listing.kind is not None:
        query = query.where(documents.c.kind == listing.kind)
    if listing.date_from is not None:
        query = query.where(documents.c.date >= listing.date_from)
    if listing.date_to is not None:
        query = query.where(documents.c.date <= listing.date_to)
    if listing.text:
        title = func.casefold(documents.c.title)
        query = query.where(title.contains(listing.text.casefold(), autoescape=True))
    found = make_page(connection.execute(query).all(), limit, lambda row: cast(int, row.key))
    counts = _passage_counts(connection, [row.key for row in found.items])
    return Page([_summary(row, counts.get(row.key, 0)) for row in found.items], found.next)


def _passage_counts(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    query = (
        select(passages.c.document, func.count())
        .where(passages.c.document.in_(keys))
        .group_by(passages.c.document)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _summary(row: AnyRow, count: int) -> DocumentSummary:
    return DocumentSummary(
        id=row.id,
        kind=row.kind,
        title=row.title,
        date=row.date,
        source=row.source,
        language=row.language,
        verbatim=row.verbatim,
        note=row.note,
        added=row.added,
        sha256=row.sha256,
        characters=row.characters,
        passages=count,
    )


def _document(row: AnyRow, body: str) -> Document:
    return Document(text=body, **{name: getattr(row, name) for name in _KEPT})


def warnings(connection: Connection, wanted: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what the parser warned of, by the ids of documents; their texts are not read."""
    found = func.json_extract(contents.c.structure, "$.warnings")
    query = select(documents.c.id, found).join(contents).where(documents.c.id.in_(wanted))
    return {row[0]: tuple(json.loads(row[1])) for row in connection.execute(query)}


def ids(connection: Connection) -> list[str]:
    """Return the ids of all documents, oldest first."""
    return list(connection.execute(select(documents.c.id).order_by(documents.c.key)).scalars())


def users(connection: Connection, key: int) -> list[tuple[int, str]]:
    """Return key and id of the comparisons that quote a document."""
    query = (
        select(comparisons.c.key, comparisons.c.id)
        .join(comparison_documents)
        .where(comparison_documents.c.document == key)
        .order_by(comparisons.c.key)
    )
    return [(row.key, row.id) for row in connection.execute(query)]


def release(connection: Connection, key: int, with_comparisons: bool) -> None:
    """Delete the comparisons that quote a document; ``DocumentInUse`` when that is not wanted."""
    using = users(connection, key)
    if using and not with_comparisons:
        named = ", ".join(name for _, name in using[:3]) + (" …" if len(using) > 3 else "")
        raise DocumentInUse(
            f"{len(using)} comparison(s) quote this document ({named}): delete them first, or "
            "delete it with its comparisons (`--with-comparisons`, `?with=comparisons`)"
        )
    wanted = comparisons.c.key.in_([each for each, _ in using])
    connection.execute(delete(comparisons).where(wanted))


def delete_document(connection: Connection, key: int) -> None:
    """Delete a document's row, and with it its content and passages."""
    connection.execute(delete(documents).where(documents.c.key == key))
