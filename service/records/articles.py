"""What was fetched, and the article an outlet published.

Knows nothing of groups of articles.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

PageKind = Literal["text", "html", "entry", "row"]
DateSource = Literal["json-ld", "meta", "feed", "row", "page", "address", "caller", "estimate"]
DatePrecision = Literal["minute", "day"]
AttributionSource = Literal["caller", "address", "copied-from", "named", "house-style", "none"]
EstimateReason = Literal["event", "date-in-text", "month-in-text", "weekday-in-text"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What was fetched or handed in, before anything is known of it.

    ``body`` is plain text for the kinds ``text``, ``entry`` and ``row`` unless it carries
    markup; it is HTML for ``html``. The other fields are what the carrier (a table's row, a
    feed's entry, the caller) said beside the body. ``origin`` names the place for people:
    ``news.parquet#12``, ``pages/kech24.txt`` or an address. ``dated_by`` says whose word
    ``published`` is where the page itself is text or HTML.
    """

    body: str
    kind: PageKind
    origin: str
    address: str | None = None
    key: str | None = None
    title: str | None = None
    lead: str | None = None
    section: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    dated_by: Literal["caller", "feed"] = "caller"
    fetched_at: datetime | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article appeared, and how that is known.

    ``at`` is UTC. With precision ``day`` it is midnight UTC of the printed day, whatever the
    outlet's zone; with ``minute`` it is the instant itself. ``confidence`` is in [0, 1].
    """

    at: datetime
    precision: DatePrecision
    source: DateSource
    confidence: float = 1.0


class DateEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """When an article that nothing dates probably appeared; kept apart from ``Published``.

    ``at`` is noon UTC of the likeliest day, ``first_day`` to ``last_day`` (ISO days) the interval
    it lies in. Nothing is sorted by it.
    """

    article: str
    at: datetime
    first_day: str
    last_day: str
    confidence: float
    reasons: tuple[EstimateReason, ...]


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """What says whose an article is, and how far that is trusted, in [0, 1]."""

    source: AttributionSource
    confidence: float


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A headline a page points to ("read also"): never part of the article's text."""

    title: str
    address: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet published, cleaned of its page.

    ``outlet`` is a registry key or, for an unknown site, its bare domain; ``republisher`` is
    the aggregator that copied it, if one did; ``attributed`` is what says so. ``body`` has
    paragraphs parted by newlines and is what every character offset elsewhere counts in.
    ``modified`` is when the page says it was last changed.
    ``content_hash`` is over title, lead and body. ``reprint_of`` is the id of the
    article whose text this one repeats.
    """

    id: str
    outlet: str
    language: str
    title: str
    body: str
    content_hash: str
    lead: str | None = None
    section: str | None = None
    address: str | None = None
    key: str | None = None
    republisher: str | None = None
    attributed: Attributed | None = None
    published: Published | None = None
    fetched_at: datetime | None = None
    modified: datetime | None = None
    revision: int = 1
    reprint_of: str | None = None
    links: tuple[Link, ...] = ()


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """An item that did not become an article: where it was, why, and what to do."""

    id: str
    origin: str
    reason: str
    detail: str
    at: datetime
    excerpt: str = ""
