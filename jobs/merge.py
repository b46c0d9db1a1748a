"""Two readings of one article to one: what is kept, what a later reading changes.

Knows nothing of pages and of where articles are kept.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

import msgspec

from service.articles.outlets import UNKNOWN
from service.records import Article, Published


def given(published: datetime) -> Published:
    """The caller's word for when an article appeared; a bare day is midnight UTC."""
    day_only = published.time() == time() and published.tzinfo is None
    return Published(
        at=published.replace(tzinfo=UTC) if published.tzinfo is None else published.astimezone(UTC),
        precision="day" if day_only else "minute",
        source="caller",
        confidence=0.9,
    )


def merge(stored: Article, read: Article) -> Article:
    """``stored`` brought up to date by a later reading of the same article.

    A changed text makes a new revision. What only one of the two knows is kept; a reading
    without a date never takes one away, and a more confident date replaces a lesser.
    """
    published = stored.published
    if read.published is not None and (
        published is None or read.published.confidence >= published.confidence
    ):
        published = read.published
    renamed = _is_renamed(stored, read)
    known = {
        "id": stored.id,
        "key": stored.key or read.key,
        "address": stored.address or read.address,
        "outlet": read.outlet if renamed else stored.outlet,
        "attributed": read.attributed if renamed else stored.attributed,
        "republisher": stored.republisher or read.republisher,
        "section": stored.section or read.section,
        "published": published,
        "fetched_at": stored.fetched_at,
        "modified": max(filter(None, (stored.modified, read.modified)), default=None),
        "reprint_of": stored.reprint_of,
    }
    if stored.content_hash == read.content_hash:
        return msgspec.structs.replace(stored, **known)
    return msgspec.structs.replace(read, **known, revision=stored.revision + 1)


def is_older(stored: Article, read: Article) -> bool:
    """Whether ``read`` is an earlier text of ``stored``, by what both say of their last change."""
    return (
        stored.content_hash != read.content_hash
        and stored.modified is not None
        and read.modified is not None
        and read.modified < stored.modified
    )


def _is_renamed(stored: Article, read: Article) -> bool:
    """Whether a later reading knows better whose it is: it names one, or the site's by now."""
    if stored.outlet == UNKNOWN:
        return True
    told = (stored.attributed, read.attributed)
    return all(one is not None and one.source == "address" for one in told)
