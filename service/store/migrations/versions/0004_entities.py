"""Whom stories name, and what is kept of each article's reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("story", "event"):
        op.add_column(table, sa.Column("entities", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "story_entity",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("main", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["story.id"],
            name=op.f("fk_story_entity_story_id_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entity", "story_id", name=op.f("pk_story_entity")),
    )
    op.create_index("ix_story_entity_story_id", "story_entity", ["story_id"])
    op.create_table(
        "reading",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_reading_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_reading")),
    )
