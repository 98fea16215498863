"""Read by Alembic: migrate on the connection ``run.upgrade`` hands over.

To write a migration: `alembic revision` needs no database here; write ``versions/NNNN_what.py`` by
hand after 0001's example, and set ``database.HEAD``.
"""

from alembic import context

from pressgap.store.migrations.run import is_ours
from pressgap.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=lambda name, kind, _parents: kind != "table" or is_ours(name),
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
