"""What leads up to the items of a list, with the passages that are embedded with it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; passages stored before have no lead-in until they are read anew."""
    op.add_column("passages", sa.Column("lead_start", sa.Integer))
    op.add_column("passages", sa.Column("lead_end", sa.Integer))
