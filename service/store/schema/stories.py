"""Builds, their stories and events, who stands where, and what became of ids.

Knows nothing of editors.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.columns import Instant, metadata

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("stories", sa.Integer, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("grown", sa.Integer, nullable=False, server_default="0"),
    # in which order they landed: two may be of one instant, and a clock may go back
    sa.Column("number", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_run_at", "at"),
    sa.Index("ix_run_number", "number"),
)

story = sa.Table(
    "story",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("titles", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("keywords", sa.Text, nullable=False),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("reprints", sa.Integer, nullable=False),
    sa.Column("outlets", sa.Text, nullable=False),
    sa.Column("families", sa.Integer, nullable=False),
    sa.Column("languages", sa.Text, nullable=False),
    sa.Column("first_at", Instant),
    sa.Column("last_at", Instant),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("entities", sa.Text, nullable=False, server_default="[]"),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Index("ix_story_last_at_id", "last_at", "id"),
    sa.Index("ix_story_articles_id", "articles", "id"),
    sa.Index("ix_story_created_at_id", "created_at", "id"),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("titles", sa.Text, nullable=False),
    sa.Column("medoid", sa.Text, nullable=False),
    sa.Column("articles", sa.Text, nullable=False),
    sa.Column("entities", sa.Text, nullable=False, server_default="[]"),
    sa.Column("first_at", Instant),
    sa.Column("last_at", Instant),
    sa.Index("ix_event_story_id", "story_id"),
)

membership = sa.Table(
    "membership",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("event_id", sa.Text, nullable=False),
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    sa.Column("probability", sa.Float, nullable=False),
    sa.Column("nearest", sa.Text, nullable=False),
    sa.Index("ix_membership_event_id", "event_id"),
    sa.Index("ix_membership_story_id", "story_id"),
)

# Each article as it was when a build last placed it: what differs since is what changed.
placed = sa.Table(
    "placed",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("published_at", Instant),
    sa.Column("published_precision", sa.Text),
)

# The mean vector of a story's articles, float16: a new one is held against all of them.
middle = sa.Table(
    "middle",
    metadata,
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

redirect = sa.Table(
    "redirect",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("new", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    # what the old id then held, so that it can be given back if the merge does not last
    sa.Column("articles", sa.Text, nullable=False, server_default="[]"),
    sa.Index("ix_redirect_new", "new"),
)

history = sa.Table(
    "history",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    # a run made the change, or an editor's correction
    sa.Column("run_id", sa.Text),
    sa.Column("correction_id", sa.Text),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("ix_history_subject_id", "subject", "id"),
)

# Which stories name whom: the entities of story rows, laid out to be looked up by id. An alias
# has a row of its own; ``main`` is the id it stands for, and marks what a list shows.
story_entity = sa.Table(
    "story_entity",
    metadata,
    sa.Column("entity", sa.Text, primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("main", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("names", sa.Text, nullable=False),
    sa.Column("spelling", sa.Text, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Index("ix_story_entity_story_id", "story_id"),
)
