"""Sitemaps to what they list: pages with their dates, or further sitemaps.

Knows nothing of the network. Reads the protocol's ``urlset`` and ``sitemapindex``, the news
extension beside it, and plain lists of addresses; a gzip file must be unpacked first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from service.errors import SourceError
from service.sources.decoding import decode
from service.sources.xml import safe_xml

# Entries beyond these are left unread: the protocol allows 50,000 a file.
LONGEST = 50_000


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An address that a source lists, with what the source says of it.

    ``changed`` is its last change as written; ``dated`` the best instant known of it: when it
    was published, else changed.
    """

    address: str
    changed: str = ""
    dated: datetime | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


class Sitemap(msgspec.Struct, frozen=True, kw_only=True):
    """What one sitemap lists: pages, or sitemaps."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


def read_sitemap(data: bytes, name: str, *, charset: str | None = None) -> Sitemap:
    """What the sitemap in ``data`` lists. Raises SourceError where it is none."""
    content = safe_xml(data, name, charset=charset)
    pages: list[Listed] = []
    sitemaps: list[Listed] = []
    for tag, said in _entries(content, name):
        if len(pages) + len(sitemaps) >= LONGEST:
            break
        (sitemaps if tag == "sitemap" else pages).append(_listed(said))
    return Sitemap(pages=tuple(pages), sitemaps=tuple(sitemaps))


def read_addresses(data: bytes, name: str, *, charset: str | None = None) -> Sitemap:
    """The addresses that stand in ``data``, one a line. Raises SourceError where none does."""
    lines = (line.strip() for line in decode(data, charset=charset).splitlines())
    found = [line for line in lines if line.startswith(("http://", "https://"))]
    if not found:
        raise SourceError(f"{name}: no address in it")
    return Sitemap(pages=tuple(Listed(address=one) for one in found[:LONGEST]))


def _entries(content: bytes, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each ``url`` or ``sitemap`` element as (its tag, what stands in it by local tag)."""
    from lxml import etree  # type: ignore[import-untyped]

    walk: Any = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in walk:
            said: dict[str, str] = {}
            for inner in element.iter():
                text = (inner.text or "").strip()
                if text and isinstance(inner.tag, str):
                    said.setdefault(_local(inner.tag), text)
            if said.get("loc", "").startswith(("http://", "https://")):
                yield _local(element.tag), said
            element.clear()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: no sitemap ({error})") from error


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _listed(said: dict[str, str]) -> Listed:
    published = said.get("publication_date")
    changed = said.get("lastmod", "")
    return Listed(
        address=said["loc"],
        changed=changed or published or "",
        dated=instant(published) or instant(changed),
        title=said.get("title"),
        published=published,
        language=said.get("language"),
    )


def instant(written: str | None) -> datetime | None:
    """A W3C date or instant as an aware UTC datetime, None where it is none."""
    if not written:
        return None
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
