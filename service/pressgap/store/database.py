"""The SQLite file: opened, migrated, and every failure of it turned into ``StorageUnavailable``."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pressgap.errors import StorageUnavailable

HEAD = "0005"
"""The newest migration; a test holds it equal to the one Alembic finds."""

_BUSY_SECONDS = 20
_RETRY_SECONDS = 0.02
_REMEDIES = {
    "SQLITE_FULL": "the disk is full: free space and try again",
    "SQLITE_READONLY": "it cannot be written: give the user who runs PressGap leave to write there",
    "SQLITE_CANTOPEN": "it cannot be opened: check that its folder exists and can be written",
    "SQLITE_PERM": "it cannot be opened: check that its folder exists and can be written",
    "SQLITE_BUSY": "another process has been writing to it for long: try again",
    "SQLITE_LOCKED": "another process has been writing to it for long: try again",
    "SQLITE_IOERR": "reading or writing it failed: check the disk",
    "SQLITE_CORRUPT": "it is damaged: put back a backup of library.db",
    "SQLITE_NOTADB": "it is no SQLite database: move it away, or put back a backup of library.db",
}


class Database:
    """Transactions on one SQLite file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, making folder and tables on first use; ``StorageUnavailable`` if not."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageUnavailable(
                f"the state folder {path.parent} cannot be made ({error.strerror or error}): "
                "set PRESSGAP_DATA_DIR to a folder that can be written"
            ) from error
        self._engine = _engine(path)
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that waits for other writers, and happens whole or not at all."""
        engine = self._engine.execution_options(pressgap_write=True)
        with self._translated(), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _migrate(self) -> None:
        with self.read() as connection:
            found = _version(connection)
        if found == HEAD:
            return
        from pressgap.store.migrations import run  # late: Alembic is not needed on every start

        if found is not None and not run.knows(found):
            raise StorageUnavailable(
                f"the library {self.path} was written by a newer PressGap (schema {found}; this "
                f"one knows up to {HEAD}): upgrade PressGap, or name another folder in "
                "PRESSGAP_DATA_DIR"
            )
        with self.write() as connection:
            run.upgrade(connection)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
            unavailable = _unavailable(self.path, error)
            if unavailable is None:  # a mistake of ours, not of the disk
                raise
            raise unavailable from error


def driver(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection, for a query where SQLAlchemy's part would take longest."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.create_function("casefold", 1, _casefold, deterministic=True)
        _use_write_ahead_log(connection)
        for pragma in ("foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that starts by reading may not be let write later.
        writes = connection.get_execution_options().get("pressgap_write")
        driver(connection).execute("BEGIN IMMEDIATE" if writes else "BEGIN").close()

    return engine


def _use_write_ahead_log(connection: Any) -> None:
    """Switch to WAL, once in the file's life.

    SQLite does not let its busy timeout wait here: of several processes that open a new library
    at once, all but one are refused, so they try again.
    """
    give_up = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            # A file system without shared memory answers with another mode: that works as well.
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            locked = error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
            if not locked or time.monotonic() > give_up:
                raise
            time.sleep(_RETRY_SECONDS)


def _casefold(value: str | None) -> str | None:
    return None if value is None else value.casefold()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _unavailable(path: Path, error: Exception) -> StorageUnavailable | None:
    original = getattr(error, "orig", None) or error
    name = getattr(original, "sqlite_errorname", None) or ""
    for start, remedy in _REMEDIES.items():
        if name.startswith(start):
            return StorageUnavailable(f"the library {path}: {remedy} ({original})")
    if isinstance(error, PoolTimeout):
        return StorageUnavailable(f"the library {path}: too many requests at once: try again")
    return None
