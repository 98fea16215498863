"""Alembic's migrations, run by ``run.upgrade`` when a library is opened."""
