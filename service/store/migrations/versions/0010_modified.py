"""When an article's text, and each that it replaced, says that it was last changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("modified_at", Instant(), nullable=True))
    op.add_column("revision", sa.Column("modified_at", Instant(), nullable=True))
