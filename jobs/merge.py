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


def unite(one: Article, other: Article) -> Article:
    """Two readings of one article with nothing between them in time: two rows of a table, say.

    Whichever comes first, the same is made of them, and of three or more: the later text, as
    ``precedes`` has it, the surer and earlier date of publication, the lesser section and key.
    """
    earlier, later = (one, other) if precedes(later=other, earlier=one) else (other, one)
    dates = [said.published for said in (one, other) if said.published is not None]
    return msgspec.structs.replace(
        merge(earlier, later),
        id=one.id,
        fetched_at=one.fetched_at,
        reprint_of=one.reprint_of,
        published=min(dates, key=lambda date: (-date.confidence, date.at), default=None),
        section=min(filter(None, (one.section, other.section)), default=None),
        key=min(filter(None, (one.key, other.key)), default=None),
        revision=one.revision,
    )


def precedes(*, earlier: Article, later: Article) -> bool:
    """Whether ``earlier`` is the earlier text: by what both say of their change, or the shorter.

    A feed's few lines are shorter than its page; of two as long the hash decides, so that the
    order of reading does not.
    """
    if earlier.modified and later.modified and earlier.modified != later.modified:
        return earlier.modified < later.modified
    return (len(earlier.body), earlier.content_hash) < (len(later.body), later.content_hash)


def _is_renamed(stored: Article, read: Article) -> bool:
    """Whether a later reading knows better whose it is: it names one, or the site's by now."""
    if stored.outlet == UNKNOWN:
        return True
    told = (stored.attributed, read.attributed)
    return all(one is not None and one.source == "address" for one in told)
