"""The tables, as SQLAlchemy Core metadata.

Knows nothing of any one database. Instants are UTC; days are ISO 8601 text; nested facts are
JSON text as msgspec writes it, so that both databases hold the same bytes.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.columns import Instant, metadata

article = sa.Table(
    "article",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("republisher", sa.Text),
    sa.Column("attributed_source", sa.Text),
    sa.Column("attributed_confidence", sa.Float),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("section", sa.Text),
    sa.Column("address", sa.Text),
    sa.Column("key", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("published_at", Instant),
    sa.Column("published_precision", sa.Text),
    sa.Column("published_source", sa.Text),
    sa.Column("published_confidence", sa.Float),
    sa.Column("fetched_at", Instant),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("reprint_of", sa.Text),
    sa.Column("links", sa.Text, nullable=False),
    sa.Index("ix_article_published_at_id", "published_at", "id"),
    sa.Index("ix_article_outlet_published_at", "outlet", "published_at"),
    sa.Index("ix_article_content_hash", "content_hash"),
    sa.Index("ix_article_reprint_of", "reprint_of"),
)

# Every name an article is known by: its address, and the ids its carriers gave it. Two rows
# of a file that share an address are one article with two keys.
alias = sa.Table(
    "alias",
    metadata,
    # the value first: it is what is looked for
    sa.Column("value", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("seen_hash", sa.Text, nullable=False),
    sa.Index("ix_alias_article_id", "article_id"),
)

# What an article said before it was changed.
revision = sa.Table(
    "revision",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("replaced_at", Instant, nullable=False),
)

# When articles that nothing dates probably appeared, by the last build; never a date to sort by.
estimate = sa.Table(
    "estimate",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("at", Instant, nullable=False),
    sa.Column("first_day", sa.Text, nullable=False),
    sa.Column("last_day", sa.Text, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
)

rejection = sa.Table(
    "rejection",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("excerpt", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_rejection_at_id", "at", "id"),
)

# How each model whose vectors are kept was chosen: the encoder's settings as JSON.
model = sa.Table(
    "model",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("title_prefix", sa.Text, nullable=False),
    sa.Column("body_prefix", sa.Text, nullable=False),
    sa.Column("dimensions", sa.Integer, nullable=False),
)

vector = sa.Table(
    "vector",
    metadata,
    sa.Column("model", sa.Text, primary_key=True),
    sa.Column("text_hash", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# The near-duplicate signature of an article's text, so that a copy is found at ingest.
signature = sa.Table(
    "signature",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# The short lines of articles read from pages, by the hash of their form: what recurs over an
# outlet's different texts (marks) is its furniture. An empty line stands for the article.
sighting = sa.Table(
    "sighting",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("line", sa.Text, primary_key=True),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("mark", sa.Text, nullable=False),
    sa.Index("ix_sighting_outlet_line_mark", "outlet", "line", "mark"),
)

furniture = sa.Table(
    "furniture",
    metadata,
    sa.Column("outlet", sa.Text, primary_key=True),
    sa.Column("line", sa.Text, primary_key=True),
)

# What was cut out of an article as furniture, so that it can go back: [place, line], ...
cut = sa.Table(
    "cut",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("lines", sa.Text, nullable=False),
)

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
    sa.Index("ix_run_at", "at"),
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

mention = sa.Table(
    "mention",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

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

# What an article names and counts, kept so that a build reads each text once.
reading = sa.Table(
    "reading",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("names", sa.LargeBinary, nullable=False),
    sa.Column("figures", sa.LargeBinary, nullable=False),
)
