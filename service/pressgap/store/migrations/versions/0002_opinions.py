"""Judges' opinions, each pair once ever."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "opinions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "declaration",
            sa.Integer,
            sa.ForeignKey("documents.key", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "transcript",
            sa.Integer,
            sa.ForeignKey("documents.key", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("judge", sa.String, nullable=False),
        sa.Column("relation", sa.String, nullable=False),
        sa.Column("probability", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("opinions_by_declaration", "opinions", ["declaration"])
    op.create_index("opinions_by_transcript", "opinions", ["transcript"])
