"""In which order runs landed, also those of one instant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE run SET number = (SELECT count(*) FROM run AS other WHERE other.at < run.at "
        "OR (other.at = run.at AND other.id <= run.id))"
    )
    op.create_index(op.f("ix_run_number"), "run", ["number"])
