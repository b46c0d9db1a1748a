"""RSS and Atom to pages: one an entry, with what the feed says beside the text.

Knows nothing of the network; a feed is bytes.
"""

from __future__ import annotations

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from service.errors import SourceError
from service.records import Page
from service.sources.rows import Item, Unreadable
from service.sources.xml import safe_xml
from service.text.references import without_impossible

_TAG = re.compile(r"<[^>]{0,2000}>")
# What WordPress puts below every entry.
_SIGNED = re.compile(
    r"(?:the post|l.article|المقال|التدوينة|la entrada).{1,300}"
    r"(?:appeared first on|est apparu en premier sur|ظهر(?:ت)? (?:أولا|أولاً|في الأصل) (?:على|في)"
    r"|apareció primero en|se publicó primero en).{1,100}$",
    re.IGNORECASE | re.DOTALL,
)
# What stands at the end of a text that goes on elsewhere.
_GOES_ON = re.compile(
    r"(?:\[?\s*(?:…|\.\.\.)\s*\]?|(?:read (?:more|the full)|continue reading|lire (?:la suite|plus)"
    r"|la suite|(?:اقرأ|إقرأ|أقرأ) المزيد|تابع القراءة|لقراءة (?:المزيد|البقية)|التفاصيل|leer más"
    r"|seguir leyendo).{0,80})\s*$",
    re.IGNORECASE,
)


def feed_pages(
    data: bytes, name: str, *, address: str | None = None, charset: str | None = None
) -> Iterator[Item]:
    """One page an entry of the feed in ``data``; ``address`` is where it came from.

    Raises SourceError where entities are declared or where there is no feed at all.
    """
    feed = _parse(safe_xml(data, name, charset=charset))
    if not feed.entries and not feed.get("version"):
        why = feed.get("bozo_exception", "no feed in it")
        raise SourceError(f"{name}: no RSS or Atom feed ({why})")
    return _items(feed, name, address)


def plain(text: str) -> str:
    """A feed's text without its markup and without the line that WordPress signs it with."""
    bare = " ".join(html.unescape(_TAG.sub(" ", text)).split())
    return _SIGNED.sub("", bare).strip()


def is_cut(page: Page, whole: int) -> bool:
    """Whether an entry holds only the beginning of its article.

    It does where it has fewer than ``whole`` letters, or where it ends in an ellipsis or in
    words that lead on.
    """
    text = plain(page.body)
    return len(text) < whole or _GOES_ON.search(text[-200:]) is not None


def _parse(data: bytes) -> Any:
    import feedparser

    # As a stream: bytes alone would be tried as the name of a file first.
    return feedparser.parse(
        io.BytesIO(without_impossible(data.decode("latin-1")).encode("latin-1")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


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
    link = _joined(address or site or "", entry["link"]) if entry.get("link") else None
    guid = entry.get("id") or None
    return Page(
        body=body,
        kind="entry",
        origin=origin,
        address=link or (guid if guid and guid.startswith(("http://", "https://")) else None),
        key=guid,
        title=entry.get("title") or None,
        lead=summary if full and summary and not _repeats(summary, full) else None,
        section=next((tag.term for tag in entry.get("tags", ()) if tag.get("term")), None),
        outlet=None if link else site,
        language=language,
        published=_when(entry),
    )


def _joined(place: str, link: str) -> str | None:
    try:
        return urljoin(place, link)
    except ValueError:
        return None


# So many signs of markup may stand before and between the first words of a text.
_MARKUP = 4_000


def _repeats(summary: str, full: str) -> bool:
    """Whether a summary only says how the full text begins."""
    beginning = _letters(plain(summary))
    return _letters(plain(full[: 4 * len(summary) + _MARKUP])).startswith(beginning)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _when(entry: Any) -> str | None:
    """The instant an entry appeared, as ISO 8601 where the feed's form was understood."""
    for field in ("published", "created", "updated"):
        parsed = entry.get(f"{field}_parsed")
        if parsed:
            return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
        if entry.get(field):
            return str(entry[field])
    return None
