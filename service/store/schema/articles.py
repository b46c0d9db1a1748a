"""Articles: their names, earlier texts, vectors, signatures and furniture; what was rejected.

Knows nothing of groups of articles.
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
    sa.Column("modified_at", Instant),
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
    sa.Column("modified_at", Instant),
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

mention = sa.Table(
    "mention",
    metadata,
    sa.Column(
        "article_id", sa.Text, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
