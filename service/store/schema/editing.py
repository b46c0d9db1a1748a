"""What editors decided, and what readers therefore see otherwise.

Knows nothing of builds but their ids.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.columns import Instant, metadata

# What editors decided, in order; nothing is ever taken out of it.
correction = sa.Table(
    "correction",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("undoes", sa.Text),
    # the build that took it up; null while it waits for one
    sa.Column("run_id", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    sa.Index("ix_correction_id", "id", unique=True),
    sa.Index("ix_correction_undoes", "undoes", unique=True),
    sa.Index("ix_correction_subject", "subject"),
)

# What readers see otherwise than the build left it, by corrections that need no build.
override = sa.Table(
    "override",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("hidden", sa.Boolean, nullable=False),
    sa.Column("pinned_at", Instant),
    sa.Column("data", sa.Text, nullable=False),
)
