"""What a feed, a sitemap or a page of links announces, whichever of them it turns out to be.

Knows nothing of what is known already. Registries grow old and servers answer with what they
like, so the form is told from the document, not from what was asked for.
"""

from __future__ import annotations

import re

import msgspec

from service.articles.outlets import Outlet, Outlets
from service.errors import SourceError
from service.sources.decoding import decode
from service.sources.exchange import Answer
from service.sources.feeds import feed_pages
from service.sources.lists import at_home, feeds_named, read_list
from service.sources.rows import Item
from service.sources.sitemaps import Listed, Sitemap, read_addresses, read_sitemap
from service.sources.unpacking import gunzip

_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_HEAD = 4_000


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A source's news: a feed's ``entries``; or ``pages``; or further ``sitemaps``, ``feeds``.

    ``form`` is what the document turned out to be. ``foreign`` pages were listed that stand on
    other sites: a sitemap speaks for its own outlet alone.
    """

    form: str
    foreign: int = 0
    entries: tuple[Item, ...] = ()
    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()
    feeds: tuple[str, ...] = ()


def read_source(answer: Answer, outlet: Outlet, outlets: Outlets, *, size: int) -> Announced:
    """What the document in ``answer`` announces of ``outlet``.

    ``size`` bounds it once unpacked. Raises SourceError where nothing can be read from it.
    """
    name = answer.address
    data = gunzip(answer.body, size)
    if not data.strip(b"\0\t\n\r "):
        raise SourceError(f"{name}: the answer is empty")
    head = decode(data[:_HEAD], charset=answer.charset, markup=True)
    if _SITEMAP.search(head):
        found = read_sitemap(data, name, charset=answer.charset)
        return _own(found, name, outlet, outlets)
    if _FEED.search(head):
        entries = feed_pages(data, name, address=name, charset=answer.charset)
        return Announced(form="feed", entries=tuple(entries))
    if "<" not in head:
        found = read_addresses(data, name, charset=answer.charset)
        return _own(found, name, outlet, outlets)
    return Announced(
        form="list",
        pages=read_list(data, name, outlet, outlets, charset=answer.charset),
        feeds=feeds_named(data, name, charset=answer.charset),
    )


def _own(found: Sitemap, name: str, outlet: Outlet, outlets: Outlets) -> Announced:
    """A sitemap less the pages of other sites."""
    pages = tuple(one for one in found.pages if at_home(one.address, name, outlet, outlets))
    return Announced(
        form="sitemap",
        foreign=len(found.pages) - len(pages),
        pages=pages,
        sitemaps=found.sitemaps,
    )
