"""Where in a text the pages and times of its source begin."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; documents stored before have neither pages nor times."""
    op.add_column("contents", sa.Column("landmarks", sa.Text))
