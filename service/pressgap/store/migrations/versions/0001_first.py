"""The first tables.

Written out, not taken from ``tables.py``: a migration must do tomorrow what it did today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _documents()
    _passages()
    _comparisons()
    # Words only (content=''): the texts stay in ``contents`` and are never stored twice.
    op.execute(
        "CREATE VIRTUAL TABLE passage_terms USING fts5("
        "text, content='', tokenize=\"unicode61 remove_diacritics 2\")"
    )
    op.execute(
        "CREATE VIRTUAL TABLE passage_terms_vocabulary USING fts5vocab('passage_terms', 'row')"
    )


def _documents() -> None:
    op.create_table(
        "changes",
        sa.Column("generation", sa.Integer, primary_key=True),
        sa.Column("stamp", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("source", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("verbatim", sa.Boolean, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("added", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("source_sha256", sa.String, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contents",
        sa.Column(
            "document",
            sa.Integer,
            sa.ForeignKey("documents.key", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("structure", sa.Text, nullable=False),
        sa.Column("options", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source_bytes", sa.LargeBinary, nullable=False),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "document",
            sa.Integer,
            sa.ForeignKey("documents.key", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("turn", sa.Integer),
        sa.Column("exchange", sa.Integer),
        sa.Column("speaker", sa.String),
        sa.Column("role", sa.String),
        sa.Column("clause", sa.String),
        sa.Column("text_sha256", sa.String, nullable=False),
        sa.Column("block", sa.Integer, sa.ForeignKey("passages.id", ondelete="CASCADE")),
        sa.UniqueConstraint("document", "level", "start", "end"),
        sqlite_autoincrement=True,
    )
    op.create_index("passages_by_text", "passages", ["text_sha256"])
    op.create_index("passages_by_block", "passages", ["block"])
    op.create_table(
        "models",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("dimension", sa.Integer, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("text_sha256", sa.String, primary_key=True),
        sa.Column("model", sa.Integer, sa.ForeignKey("models.id"), primary_key=True),
        sa.Column("row", sa.LargeBinary, nullable=False),
    )


def _comparisons() -> None:
    op.create_table(
        "comparisons",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    comparison = sa.ForeignKey("comparisons.key", ondelete="CASCADE")
    op.create_table(
        "comparison_documents",
        sa.Column("comparison", sa.Integer, comparison, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("comparisons_by_document", "comparison_documents", ["document"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "comparison",
            sa.Integer,
            sa.ForeignKey("comparisons.key", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("verdict", sa.String),
        sa.Column("reviewer", sa.String, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("created", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("reviews_by_comparison", "reviews", ["comparison"])
