"""How many articles were taken up since all was last built at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("grown", sa.Integer(), nullable=False, server_default="0"))
