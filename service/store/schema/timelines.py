"""Timelines and digests.

Knows nothing of how they are made.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.columns import Instant, metadata

timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("undated", sa.Integer, nullable=False),
)

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("first_day", sa.Text, nullable=False),
    sa.Column("last_day", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Index("ix_entry_story_id_position", "story_id", "position"),
    sa.Index("ix_entry_first_day", "first_day"),
)

digest = sa.Table(
    "digest",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("first_day", sa.Text, nullable=False),
    sa.Column("last_day", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Index("ix_digest_last_day", "last_day"),
)
