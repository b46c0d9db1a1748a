"""Editors' corrections, what they show readers, and a history that knows who changed what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_id", "correction", ["id"], unique=True)
    op.create_index("ix_correction_undoes", "correction", ["undoes"], unique=True)
    op.create_index("ix_correction_subject", "correction", ["subject"])
    op.create_table(
        "override",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("pinned_at", Instant(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_override")),
    )
    op.add_column("redirect", sa.Column("articles", sa.Text(), server_default="[]", nullable=False))
    with op.batch_alter_table("history") as history:
        history.alter_column("run_id", existing_type=sa.Text(), nullable=True)
        history.add_column(sa.Column("correction_id", sa.Text(), nullable=True))
