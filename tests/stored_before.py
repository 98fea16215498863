"""Documents as a library holds them from before, such as in a language that is refused today."""

from __future__ import annotations

from sqlalchemy import update

from pressgap.store import Store
from pressgap.store.tables import documents


def spoken_in(store: Store, document: str, language: str) -> None:
    """Let a stored document be in another language than it was added in."""
    with store._database.write() as connection:
        row = update(documents).where(documents.c.id == document)
        connection.execute(row.values(language=language, revision=documents.c.revision + 1))
