"""RSS and Atom to pages: one an entry, with what the feed says beside the text.

Knows nothing of the network; a feed is bytes. Entity declarations are refused before any
parser sees them, since no feed needs one and a few lines of them can fill a machine.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from service.errors import SourceError
from service.records import Page
from service.sources.rows import Item, Unreadable

_ENTITY = re.compile(rb"<!\s*ENTITY|<!\s*DOCTYPE[^>]*\[", re.IGNORECASE)
# The two encodings in which a declaration would not be seen as plain bytes.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def refuse_entities(data: bytes, name: str) -> None:
    """Raise SourceError where ``data`` declares XML entities, in any encoding."""
    seen = data.replace(b"\0", b"") if data.startswith(_WIDE) else data
    if _ENTITY.search(seen):
        raise SourceError(f"{name}: declares XML entities, which are refused")


def feed_pages(data: bytes, name: str, *, address: str | None = None) -> Iterator[Item]:
    """One page an entry of the feed in ``data``; ``address`` is where it came from.

    Raises SourceError where entities are declared or where there is no feed at all.
    """
    refuse_entities(data, name)
    feed = _parse(data)
    if not feed.entries and not feed.get("version"):
        why = feed.get("bozo_exception", "no feed in it")
        raise SourceError(f"{name}: no RSS or Atom feed ({why})")
    return _items(feed, name, address)


def _parse(data: bytes) -> Any:
    import feedparser

    return feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)


def _items(feed: Any, name: str, address: str | None) -> Iterator[Item]:
    site = feed.feed.get("link") or address
    language = feed.feed.get("language")
    for number, entry in enumerate(feed.entries, 1):
        origin = f"{name}#{number}"
        page = _page(entry, origin, site, address, language)
        if page.title or page.body:
            yield page
        else:
            detail = f"{origin}: the entry has neither title nor text"
            yield Unreadable(origin=origin, reason="empty", detail=detail, field="title")


def _page(
    entry: Any, origin: str, site: str | None, address: str | None, language: str | None
) -> Page:
    summary = entry.get("summary") or None
    full = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
    body = full or summary or ""
    # Links are told from the feed's own place, the entry's name is left as it is.
    link = urljoin(address or site or "", entry["link"]) if entry.get("link") else None
    guid = entry.get("id") or None
    return Page(
        body=body,
        kind="entry",
        origin=origin,
        address=link or (guid if guid and guid.startswith(("http://", "https://")) else None),
        key=guid,
        title=entry.get("title") or None,
        lead=summary if full and summary != full else None,
        section=next((tag.term for tag in entry.get("tags", ()) if tag.get("term")), None),
        outlet=None if link else site,
        language=language,
        published=_when(entry),
    )


def _when(entry: Any) -> str | None:
    """The instant an entry appeared, as ISO 8601 where the feed's form was understood."""
    for field in ("published", "created", "updated"):
        parsed = entry.get(f"{field}_parsed")
        if parsed:
            return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
        if entry.get(field):
            return str(entry[field])
    return None
