"""Whom stories name, to be looked up and counted, and what is kept of each article's reading.

Knows nothing of how names are found. The entities of a story are in its own row; here they are
laid out by entity, so that a story can be found by any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import EntityKind, Story
from service.store import overrides
from service.store.dialect import upsert
from service.store.rows import to_json
from service.store.schema import membership, reading, story_entity
from service.text.normalise import fold

CHUNK = 500


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the whole index: its names, and how many stories and articles name it."""

    id: str
    kind: EntityKind
    names: dict[str, str]
    stories: int
    articles: int


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an article, and the fingerprint of the text it was found in."""

    fingerprint: str
    names: bytes
    figures: bytes


def write(connection: Connection, stories: Sequence[Story]) -> None:
    """Lay out the entities of ``stories`` in the place of those before."""
    for start in range(0, len(stories), CHUNK):
        ids = [one.id for one in stories[start : start + CHUNK]]
        connection.execute(sa.delete(story_entity).where(story_entity.c.story_id.in_(ids)))
    rows = [
        {
            "entity": own,
            "story_id": story.id,
            "main": one.id,
            "kind": one.kind,
            "names": to_json(one.names),
            "spelling": " | ".join(sorted({fold(name) for name in one.names.values()})),
            "articles": one.articles,
        }
        for story in stories
        for one in story.entities
        for own in (one.id, *one.aliases)
    ]
    upsert(connection, story_entity, rows)


def naming(ids: Sequence[str]) -> sa.Select[tuple[str]]:
    """The ids of the stories that name any of the entities ``ids``, as a query."""
    return sa.select(story_entity.c.story_id).where(story_entity.c.entity.in_(ids))


def most_named(
    connection: Connection,
    *,
    limit: int,
    kind: EntityKind | None = None,
    query: str | None = None,
    least_articles: int = 1,
) -> list[Named]:
    """The ``limit`` entities that most stories name; ``query`` is part of a name, however spelt.

    Stories that editors hid are not counted.
    """
    stories = sa.func.count().label("stories")
    articles = sa.func.sum(story_entity.c.articles).label("articles")
    chosen = (
        sa.select(
            story_entity.c.main,
            sa.func.min(story_entity.c.kind).label("kind"),
            sa.func.max(story_entity.c.names).label("names"),
            stories,
            articles,
        )
        .where(story_entity.c.main == story_entity.c.entity)
        .where(story_entity.c.articles >= least_articles)
        .where(overrides.is_seen(story_entity.c.story_id))
        .group_by(story_entity.c.main)
        .order_by(stories.desc(), articles.desc(), story_entity.c.main)
        .limit(limit)
    )
    if kind is not None:
        chosen = chosen.where(story_entity.c.kind == kind)
    if query is not None:
        chosen = chosen.where(story_entity.c.spelling.contains(fold(query), autoescape=True))
    return [
        Named(
            id=row.main,
            kind=row.kind,
            names=msgspec.json.decode(row.names),
            stories=row.stories,
            articles=int(row.articles),
        )
        for row in connection.execute(chosen)
    ]


def names_of(connection: Connection, entity: str) -> dict[str, str]:
    """The names of an entity in some story that names it; empty if none does."""
    found = connection.scalar(
        sa.select(sa.func.max(story_entity.c.names)).where(story_entity.c.entity == entity)
    )
    return {} if found is None else dict(msgspec.json.decode(found))


def read_readings(
    connection: Connection, wanted: Mapping[str, str]
) -> dict[str, tuple[bytes, bytes]]:
    """(names, figures) kept of those articles (id to fingerprint), if still of that text."""
    found: dict[str, tuple[bytes, bytes]] = {}
    ids = list(wanted)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        rows = connection.execute(sa.select(reading).where(reading.c.article_id.in_(part)))
        found.update(
            (row.article_id, (row.names, row.figures))
            for row in rows
            if wanted[row.article_id] == row.fingerprint
        )
    return found


def write_readings(connection: Connection, made: Iterable[tuple[str, str, bytes, bytes]]) -> None:
    """Keep readings: (article id, fingerprint, names, figures) each."""
    upsert(
        connection,
        reading,
        [
            {"article_id": one, "fingerprint": digest, "names": names, "figures": figures}
            for one, digest, names, figures in made
        ],
    )


def readings_of(connection: Connection, story_id: str) -> dict[str, Reading]:
    """What is kept of each article of a story that was read, by article id."""
    rows = connection.execute(
        sa.select(reading)
        .join(membership, membership.c.article_id == reading.c.article_id)
        .where(membership.c.story_id == story_id)
    )
    return {
        row.article_id: Reading(fingerprint=row.fingerprint, names=row.names, figures=row.figures)
        for row in rows
    }
