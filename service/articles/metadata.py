"""What a page's markup says of itself beside its text: JSON-LD, microdata, meta, canonical.

Knows nothing of the text of the article and decides nothing: it lists what is said, in the
order in which it is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from service.articles.addresses import canonical
from service.articles.boilerplate import form
from service.articles.draft import Stamp

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review)$")
_FRONT_TYPE = re.compile(r"^(?:CollectionPage|ItemList|SearchResultsPage)$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_COMMA = re.compile(r",(\s*[}\]])")
_META_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "publish-date", "publish_date", "publishdate", "published_date",
    "publication_date", "pubdate", "date.issued", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published", "article_date_original", "bt:pubdate",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_META_CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_JSON_LIMIT = 2_000_000


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of a page says; ``titles`` in order of trust, ``body`` from articleBody."""

    titles: tuple[str, ...] = ()
    lead: str | None = None
    section: str | None = None
    site: str | None = None
    address: str | None = None
    language: str | None = None
    body: str | None = None
    stamps: tuple[Stamp, ...] = ()
    modified: str | None = None
    is_article: bool = False
    is_front: bool = False
    is_locked: bool = False


def read_metadata(tree: Any, *, address: str | None) -> Metadata:
    """The metadata in an lxml ``tree``; ``address`` is where the page was got."""
    metas = _metas(tree)
    place = _canonical_link(tree) or metas.get("og:url")
    objects = list(_json_objects(tree))
    titles = [title for title in (metas.get("og:title"), metas.get("twitter:title")) if title]
    said = _article_object(objects, place or address, titles)
    types = {kind for one in objects for kind in _types(one)}
    micro = _microdata(tree)
    stamps = [
        *_stamps((said.get("datePublished"), said.get("dateCreated")), "json-ld", 0.95),
        *_stamps(
            (micro.get("datepublished"), *(metas.get(name) for name in _META_DATES)), "meta", 0.9
        ),
    ]
    headline = _text(said.get("headline")) or _text(said.get("name"))
    return Metadata(
        titles=tuple(title for title in (headline, micro.get("headline"), *titles) if title),
        lead=_text(said.get("description"))
        or metas.get("og:description")
        or metas.get("description"),
        section=_first(said.get("articleSection"))
        or metas.get("article:section")
        or micro.get("articlesection")
        or _last_crumb(objects, titles),
        site=metas.get("og:site_name") or _publisher(said),
        address=place if canonical(place) else None,
        language=(tree.get("lang") or metas.get("og:locale") or _text(said.get("inLanguage"))),
        body=_text(said.get("articleBody")) or micro.get("articlebody"),
        stamps=tuple(stamps),
        modified=_text(said.get("dateModified"))
        or micro.get("datemodified")
        or next((metas[name] for name in _META_CHANGES if name in metas), None),
        is_article=bool(said) or metas.get("og:type") == "article",
        is_front=not said and any(map(_FRONT_TYPE.match, types)),
        is_locked=str(said.get("isAccessibleForFree", "")).lower() == "false",
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _canonical_link(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and canonical(link.get("href")):
            return str(link.get("href")).strip()
    return None


def _json_objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD script, graphs and lists opened."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        yield from _objects(_json(script.text), 0)


def _json(text: str) -> Any:
    """What JSON says, also where a site wrote raw line breaks or a comma too many."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if len(text) > _JSON_LIMIT:
        return None
    for attempt in (text, _COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return msgspec.json.decode(attempt)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth + 1)


def _types(one: dict[str, Any]) -> list[str]:
    kind = one.get("@type")
    return [str(name) for name in (kind if isinstance(kind, list) else [kind]) if name]


def _article_object(
    objects: list[dict[str, Any]], place: str | None, titles: list[str]
) -> dict[str, Any]:
    """The object about this page's article: by its address, else its headline, else the first."""
    articles = [one for one in objects if any(map(_ARTICLE_TYPE.search, _types(one)))]
    here, wanted = canonical(place), {form(title) for title in titles}
    for one in articles:
        if here and here in {
            canonical(_link(one.get(name))) for name in ("url", "@id", "mainEntityOfPage")
        }:
            return one
    for one in articles:
        if form(_text(one.get("headline")) or "") in wanted:
            return one
    return articles[0] if articles else {}


def _last_crumb(objects: list[dict[str, Any]], titles: list[str]) -> str | None:
    """The last step of the page's breadcrumbs that is neither its start nor its headline."""
    steps = next((one for one in objects if "BreadcrumbList" in _types(one)), {})
    items = steps.get("itemListElement")
    names = [_crumb(item) for item in items] if isinstance(items, list) else []
    heads = {form(title) for title in titles}
    return next((name for name in reversed(names[1:]) if name and form(name) not in heads), None)


def _crumb(item: Any) -> str | None:
    if not isinstance(item, dict):
        return None
    inner = item.get("item")
    return _text(item.get("name")) or (
        _text(inner.get("name")) if isinstance(inner, dict) else None
    )


def _link(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    return value.strip() or None if isinstance(value, str) else None


def _first(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    return _text(value)


def _publisher(said: dict[str, Any]) -> str | None:
    publisher = said.get("publisher")
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


_MICRO = ("headline", "datepublished", "datemodified", "articlebody", "articlesection")


def _microdata(tree: Any) -> dict[str, str]:
    """The first value of each item property that an article has."""
    found: dict[str, str] = {}
    for element in tree.xpath("//*[@itemprop]"):
        name = element.get("itemprop", "").lower()
        if name not in _MICRO or name in found:
            continue
        value = element.get("content") or element.get("datetime")
        if not value and name != "articlebody":
            value = element.text_content()
        if value and value.strip():
            found[name] = value.strip()
    return found


def _stamps(values: tuple[Any, ...], source: Any, trust: float) -> Iterator[Stamp]:
    for value in values:
        text = _first(value)
        if text and len(text) <= 80:
            yield Stamp(text=text, source=source, confidence=trust)
