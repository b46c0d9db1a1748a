"""Records to rows and back: one place where a record's fields become columns.

Knows nothing of queries. Nested facts travel as JSON text.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.engine import RowMapping

from service.records import Article, Attributed, Entity, Event, Link, Membership, Published, Story

_JSON = msgspec.json.Encoder(order="deterministic")


def to_json(value: object) -> str:
    """JSON text with sorted keys, so that equal values are equal bytes."""
    return _JSON.encode(value).decode()


def article_row(article: Article) -> dict[str, Any]:
    """The columns of ``article``."""
    published, attributed = article.published, article.attributed
    return {
        "id": article.id,
        "outlet": article.outlet,
        "republisher": article.republisher,
        "attributed_source": attributed.source if attributed else None,
        "attributed_confidence": attributed.confidence if attributed else None,
        "language": article.language,
        "section": article.section,
        "address": article.address,
        "key": article.key,
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "content_hash": article.content_hash,
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "published_source": published.source if published else None,
        "published_confidence": published.confidence if published else None,
        "fetched_at": article.fetched_at,
        "modified_at": article.modified,
        "revision": article.revision,
        "reprint_of": article.reprint_of,
        "links": to_json(article.links),
    }


def row_article(row: RowMapping | dict[str, Any]) -> Article:
    """The article in ``row`` (a mapping of columns)."""
    published = None
    if row["published_at"] is not None:
        published = Published(
            at=row["published_at"],
            precision=row["published_precision"],
            source=row["published_source"],
            confidence=row["published_confidence"],
        )
    attributed = None
    if row["attributed_source"] is not None:
        attributed = Attributed(
            source=row["attributed_source"], confidence=row["attributed_confidence"]
        )
    return Article(
        id=row["id"],
        outlet=row["outlet"],
        republisher=row["republisher"],
        attributed=attributed,
        language=row["language"],
        section=row["section"],
        address=row["address"],
        key=row["key"],
        title=row["title"],
        lead=row["lead"],
        body=row["body"],
        content_hash=row["content_hash"],
        published=published,
        fetched_at=row["fetched_at"],
        modified=row["modified_at"],
        revision=row["revision"],
        reprint_of=row["reprint_of"],
        links=msgspec.json.decode(row["links"], type=tuple[Link, ...]),
    )


_STORY_JSON = ("titles", "keywords", "events", "outlets", "languages", "entities")
_EVENT_JSON = ("titles", "articles", "entities")
_ENTITIES = msgspec.json.Decoder(tuple[Entity, ...])


def story_row(story: Story) -> dict[str, Any]:
    """The columns of ``story`` but for the two instants the landing adds."""
    row = msgspec.structs.asdict(story)
    return row | {name: to_json(row[name]) for name in _STORY_JSON}


def row_story(row: RowMapping | dict[str, Any]) -> Story:
    """The story in ``row``."""
    fields = {name: row[name] for name in Story.__struct_fields__}
    fields |= {name: msgspec.json.decode(row[name]) for name in _STORY_JSON}
    fields["keywords"] = tuple(fields["keywords"])
    fields["events"] = tuple(fields["events"])
    fields["entities"] = _ENTITIES.decode(row["entities"])
    return Story(**fields)


def event_row(event: Event) -> dict[str, Any]:
    """The columns of ``event``."""
    row = msgspec.structs.asdict(event)
    row |= {name: to_json(row[name]) for name in _EVENT_JSON}
    row["story_id"] = row.pop("story")
    return row


def row_event(row: RowMapping | dict[str, Any]) -> Event:
    """The event in ``row``."""
    fields = {name: row[name] for name in ("id", "title", "medoid", "first_at", "last_at")}
    return Event(
        **fields,
        story=row["story_id"],
        titles=msgspec.json.decode(row["titles"]),
        articles=tuple(msgspec.json.decode(row["articles"])),
        entities=_ENTITIES.decode(row["entities"]),
    )


def membership_row(member: Membership) -> dict[str, Any]:
    """The columns of ``member``."""
    return {
        "article_id": member.article,
        "event_id": member.event,
        "story_id": member.story,
        "probability": member.probability,
        "nearest": to_json(member.nearest),
    }


def row_membership(row: RowMapping | dict[str, Any]) -> Membership:
    """The membership in ``row``."""
    return Membership(
        article=row["article_id"],
        event=row["event_id"],
        story=row["story_id"],
        probability=row["probability"],
        nearest=tuple(msgspec.json.decode(row["nearest"])),
    )
