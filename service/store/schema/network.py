"""What was asked for on the network, and what waits to be.

Knows nothing of articles.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.columns import Instant, metadata

# What was asked for on the network, and what waits to be.
visit = sa.Table(
    "visit",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("found_at", Instant, nullable=False),
    sa.Column("asked_at", Instant),
    sa.Column("again_at", Instant),
    sa.Column("etag", sa.Text),
    sa.Column("modified", sa.Text),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
    sa.Column("entry", sa.LargeBinary),
    sa.Column("dated", Instant),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Index("ix_visit_outlet_kind_state", "outlet", "kind", "state"),
)
