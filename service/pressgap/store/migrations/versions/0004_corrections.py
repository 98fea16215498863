"""What people correct of the reading of a transcript."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "document",
            sa.Integer,
            sa.ForeignKey("documents.key", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("correction", sa.Text),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("corrections.id", ondelete="CASCADE")),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("created", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("corrections_by_document", "corrections", ["document"])
