"""A story to follow in a reader: JSON Feed 1.1 and Atom (RFC 4287), an item for each entry.

Knows nothing of how entries come about. Latest report first, as readers expect.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.records import Article, TimelineEntry
from service.timelines.dossier import Dossier
from service.timelines.exports.documents import pretty
from service.timelines.exports.phrases import dated, remarks
from service.timelines.exports.setting import (
    EPOCH,
    Setting,
    articles_by_id,
    instant,
    text_of,
    updated,
    urn,
)

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"


def as_json_feed(dossier: Dossier, setting: Setting) -> bytes:
    """The story as JSON Feed 1.1."""
    story = dossier.story
    articles = articles_by_id(dossier)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": story.title,
        "language": story.language,
        "items": [_item(one, dossier, setting, articles) for one in _latest_first(dossier)],
    }
    address = setting.story_address(story)
    if address and setting.site:
        feed["home_page_url"] = address
        feed["feed_url"] = f"{setting.site}/api/v1/stories/{story.id}/export/jsonfeed"
    return pretty(feed)


def _item(
    entry: TimelineEntry, dossier: Dossier, setting: Setting, articles: dict[str, Article]
) -> dict[str, Any]:
    text, language = text_of(entry, dossier.story.language)
    item: dict[str, Any] = {
        "id": urn("entry", entry.id),
        "title": f"{dated(entry, language)}: {_short(text)}",
        "content_text": _content(entry, text, language),
        "date_published": instant(_at(entry, dossier)),
        "language": language,
        "tags": [entry.kind],
        "authors": [{"name": setting.outlet(one)} for one in _outlets(entry)],
        # An extension, as section "Extensions" of the standard lets any object be.
        "_riwaya": {
            "date": entry.date,
            "basis": entry.basis,
            "confidence": entry.confidence,
            "alternatives": list(entry.alternatives),
            "status": entry.status or "",
        },
    }
    address = setting.entry_address(entry)
    source = _source(entry, articles)
    if address or source:
        item["url"] = address or source
    if source:
        item["external_url"] = source
    return item


def as_atom(dossier: Dossier, setting: Setting) -> bytes:
    """The story as Atom."""
    story = dossier.story
    articles = articles_by_id(dossier)
    feed = begin_feed(urn("story", story.id), story.title, story.language, updated(dossier))
    address = setting.story_address(story)
    if address:
        put(feed, "link", rel="alternate", href=address, type="text/html")
        own = f"{setting.site}/api/v1/stories/{story.id}/export/atom"
        put(feed, "link", rel="self", href=own, type="application/atom+xml")
    for entry in _latest_first(dossier):
        _atom_entry(feed, entry, dossier, setting, articles)
    return written(feed)


def begin_feed(name: str, title: str, language: str, at: datetime | None) -> Any:
    """An Atom feed without entries: ``name`` is its id, ``at`` when it last changed."""
    from lxml import etree  # type: ignore[import-untyped]

    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set(f"{{{XML}}}lang", language)
    put(feed, "id", name)
    put(feed, "title", title)
    put(feed, "updated", instant(at))
    put(put(feed, "author"), "name", "Riwaya")
    return feed


def written(feed: Any) -> bytes:
    """The feed as it is sent."""
    from lxml import etree

    etree.indent(feed)
    text: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return text + b"\n"


def _atom_entry(
    feed: Any,
    entry: TimelineEntry,
    dossier: Dossier,
    setting: Setting,
    articles: dict[str, Article],
) -> None:
    text, language = text_of(entry, dossier.story.language)
    node = put(feed, "entry")
    node.set(f"{{{XML}}}lang", language)
    at = instant(_at(entry, dossier))
    put(node, "id", urn("entry", entry.id))
    put(node, "title", f"{dated(entry, language)}: {_short(text)}")
    put(node, "published", at)
    put(node, "updated", at)
    for one in _outlets(entry):
        put(put(node, "author"), "name", setting.outlet(one))
    address = setting.entry_address(entry)
    if address:
        put(node, "link", rel="alternate", href=address, type="text/html")
    source = _source(entry, articles)
    if source:
        put(node, "link", rel="via", href=source)
    put(node, "category", term=entry.kind)
    put(node, "content", _content(entry, text, language), type="text")


def put(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """A new Atom element in ``parent``."""
    from lxml import etree

    node = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    node.text = text
    return node


def _latest_first(dossier: Dossier) -> list[TimelineEntry]:
    return sorted(
        dossier.timeline.entries,
        key=lambda one: (_at(one, dossier), one.first_day, one.id),
        reverse=True,
    )


def _at(entry: TimelineEntry, dossier: Dossier) -> datetime:
    return entry.reported_at or updated(dossier) or EPOCH


def _outlets(entry: TimelineEntry) -> list[str]:
    return list(dict.fromkeys(one.outlet for one in entry.evidence))


def _source(entry: TimelineEntry, articles: dict[str, Article]) -> str | None:
    """The address of the first article cited that has one."""
    cited = (articles.get(one.article) for one in entry.evidence)
    return next((one.address for one in cited if one is not None and one.address), None)


def _content(entry: TimelineEntry, text: str, language: str) -> str:
    """The sentence; beneath it what became of it and its other dates."""
    return "\n".join([text, *remarks(entry, language)])


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
