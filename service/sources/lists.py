"""A page of links to what it leads to: articles of its outlet, and the feeds it names.

Knows nothing of the network. Which links lead to articles is told from the rule of the
outlet where it has one, else from how the link reads: a headline is long, a section is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from service.articles.addresses import day_in_path
from service.articles.outlets import Outlet, Outlets
from service.articles.trees import parse
from service.sources.decoding import decode
from service.sources.sitemaps import Listed

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
# A comments' feed lists readers, not articles.
_NOT_NEWS = re.compile(r"comment|/tag/|/author/|oembed", re.IGNORECASE)
_SECTION = re.compile(
    r"/(?:tags?|categor(?:y|ies|ie)|authors?|auteurs?|topics?|sections?|search|recherche|pages?"
    r"|login|register|contact|about|privacy|terms|abonnement|newsletters?|feed|rss|wp-[a-z]+"
    r"|تصنيف|وسم|كاتب)(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|css|js|xml|zip)$", re.IGNORECASE)
# Of the headlines of the labelled weeks 99 in 100 have four words and twenty letters.
_WORDS, _LETTERS = 4, 20


def read_list(
    data: bytes, address: str, outlet: Outlet, outlets: Outlets, *, charset: str | None = None
) -> tuple[Listed, ...]:
    """The articles of ``outlet`` that the page at ``address`` links to, as they stand on it."""
    tree = _tree(data, charset)
    if tree is None:
        return ()
    rule = re.compile(outlet.pages) if outlet.pages else None
    found: dict[str, None] = {}
    for link in tree.iter("a"):
        place = _place(address, link.get("href"))
        if place is None or place == address or not at_home(place, address, outlet, outlets):
            continue
        if rule.search(unquote(place)) if rule else _reads_as_article(place, link):
            found.setdefault(place)
    return tuple(Listed(address=one) for one in found)


def feeds_named(data: bytes, address: str, *, charset: str | None = None) -> tuple[str, ...]:
    """The addresses of the feeds that the page at ``address`` names in its head."""
    tree = _tree(data, charset)
    return tuple(dict.fromkeys(_feeds(tree, address))) if tree is not None else ()


def _feeds(tree: Any, address: str) -> Iterator[str]:
    for link in tree.iter("link"):
        kind = (link.get("type") or "").strip().lower()
        if kind in _FEED_TYPES and "alternate" in (link.get("rel") or "").lower():
            place = _place(address, link.get("href"))
            if place is not None and not _NOT_NEWS.search(place):
                yield place


def _tree(data: bytes, charset: str | None) -> Any | None:
    return parse(decode(data, charset=charset, markup=True))


def _place(base: str, href: str | None) -> str | None:
    if not href:
        return None
    try:
        place = urldefrag(urljoin(base, href.strip())).url
        scheme = urlsplit(place).scheme
    except ValueError:
        return None
    return place if scheme in {"http", "https"} else None


def at_home(place: str, address: str, outlet: Outlet, outlets: Outlets) -> bool:
    """Whether a link stays with the outlet: by its domains, else on the page's own host."""
    whose = outlets.by_domain(place)
    if whose is not None:
        return whose.key == outlet.key
    return urlsplit(place).netloc == urlsplit(address).netloc


def _reads_as_article(place: str, link: Any) -> bool:
    path = unquote(urlsplit(place).path)
    if len(path) < 5 or _SECTION.search(path) or _FILE.search(path):
        return False
    text = " ".join((link.get("title") or "").split())
    shown = " ".join("".join(link.itertext()).split())
    headline = max(shown, text, key=len)
    if len(headline) >= _LETTERS and len(headline.split()) >= _WORDS:
        return True
    return day_in_path(place) is not None
