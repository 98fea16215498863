"""Runs the migrations on an open connection, in its transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def config() -> Config:
    """Return Alembic's configuration; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


def knows(revision: str) -> bool:
    """Return whether ``revision`` is one of ours."""
    script = ScriptDirectory.from_config(config())
    return revision in {each.revision for each in script.walk_revisions()}


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest migration; nothing happens when it is there."""
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, "head")


def is_ours(name: str | None) -> bool:
    """Return whether autogenerate may look at a table: the FTS tables are made by hand."""
    return not (name or "").startswith("passage_terms")
