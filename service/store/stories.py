"""Stories and events in the store, as readers see them.

Knows nothing of clustering; the writing is in ``runs``. A merged id leads to the one that
took it up. What editors renamed or hid is shown so: a build that wants what the last one left
must not read here, or it would take an editor's headline for its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.errors import NotFound
from service.records import Article, Event, Level, Membership, Story
from service.store import overrides
from service.store.cursor import behind, read_cursor, write_cursor
from service.store.entities import naming
from service.store.rows import row_article, row_event, row_membership, row_story, to_json
from service.store.schema import article, event, history, membership, override, redirect, story

Sort = Literal["updated", "size", "created"]
_KEYS: dict[str, sa.Column[Any]] = {
    "updated": story.c.last_at,
    "size": story.c.articles,
    "created": story.c.created_at,
}
MERGE_HOPS = 100
_SHOWN = sa.select(
    story,
    override.c.subject,
    override.c.level,
    override.c.hidden,
    override.c.pinned_at,
    override.c.data,
).outerjoin(override, override.c.subject == story.c.id)
_IS_SEEN = sa.not_(sa.func.coalesce(override.c.hidden, sa.false()))


def page(
    connection: Connection,
    *,
    limit: int,
    cursor: str | None = None,
    sort: Sort = "updated",
    language: str | None = None,
    outlet: str | None = None,
    query: Sequence[str] | None = None,
    min_articles: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    entities: Sequence[str] | None = None,
) -> tuple[list[Story], str | None]:
    """``limit`` stories in the order of ``sort`` and the cursor of the next (None at the end).

    ``query`` holds search terms, each of which an article of the story must have; ``since``
    and ``until`` bound the story's last article; of the ids ``entities`` it must name one.
    """
    key = _KEYS[sort]
    chosen = _SHOWN.add_columns(key.label("sort_key")).where(_IS_SEEN)
    if language is not None or outlet is not None:
        chosen = chosen.where(_has_article(language, outlet))
    if query:
        chosen = chosen.where(story.c.id.in_(_stories_about(connection, query)))
    if entities is not None:
        chosen = chosen.where(story.c.id.in_(naming(entities)))
    if min_articles is not None:
        chosen = chosen.where(story.c.articles >= min_articles)
    if since is not None:
        chosen = chosen.where(story.c.last_at >= since)
    if until is not None:
        chosen = chosen.where(story.c.last_at < until)
    if cursor is not None:
        chosen = chosen.where(behind(key, story.c.id, *read_cursor(cursor, sort)))
    chosen = chosen.order_by(key.desc().nulls_last(), story.c.id).limit(limit + 1)
    rows = connection.execute(chosen).mappings().all()
    if len(rows) <= limit:
        return [_shown(row) for row in rows], None
    last = rows[limit - 1]
    return [_shown(row) for row in rows[:limit]], write_cursor(sort, last["sort_key"], last["id"])


def _has_article(language: str | None, outlet: str | None) -> sa.ColumnElement[bool]:
    # What is counted in the story's own row costs less to ask than its articles: that goes first.
    counted = [
        column.contains(f"{to_json(wanted)}:", autoescape=True)
        for column, wanted in ((story.c.languages, language), (story.c.outlets, outlet))
        if wanted is not None
    ]
    inner = (
        sa.select(sa.literal(1))
        .select_from(membership.join(article, article.c.id == membership.c.article_id))
        .where(membership.c.story_id == story.c.id)
    )
    if language is not None:
        inner = inner.where(article.c.language == language)
    if outlet is not None:
        inner = inner.where(article.c.outlet == outlet)
    return sa.and_(*counted, inner.exists())


def _stories_about(connection: Connection, terms: Sequence[str]) -> sa.Select[tuple[str]]:
    from service.store.search import matching_ids

    ids = matching_ids(connection, terms)
    return sa.select(membership.c.story_id).where(membership.c.article_id.in_(ids))


def resolve(connection: Connection, subject: str) -> str:
    """The id that ``subject`` (a story's or an event's) leads to today; itself if never merged."""
    for _ in range(MERGE_HOPS):
        new = connection.scalar(sa.select(redirect.c.new).where(redirect.c.old == subject))
        if new is None:
            return subject
        subject = new
    return subject


def get(connection: Connection, story_id: str, *, hidden: bool = False) -> Story:
    """The story of just that id (``resolve`` first for a merged one).

    Raises NotFound, also for one that editors hid unless ``hidden`` ones are asked for.
    """
    row = connection.execute(_SHOWN.where(story.c.id == story_id)).mappings().first()
    if row is None:
        raise NotFound(f"no story {story_id!r}")
    if row["hidden"] and not hidden:
        raise NotFound(f"the story {story_id!r} was hidden by an editor")
    return _shown(row)


def pinned(connection: Connection) -> list[Story]:
    """The stories that editors pinned, the last pinned first."""
    rows = connection.execute(
        _SHOWN.where(override.c.pinned_at.is_not(None), _IS_SEEN).order_by(
            override.c.pinned_at.desc(), story.c.id
        )
    )
    return [_shown(row) for row in rows.mappings()]


def get_event(connection: Connection, event_id: str, *, hidden: bool = False) -> Event:
    """The event of just that id.

    Raises NotFound, also for one of a story that editors hid unless ``hidden`` ones are asked for.
    """
    row = connection.execute(sa.select(event).where(event.c.id == event_id)).mappings().first()
    if row is None:
        raise NotFound(f"no event {event_id!r}")
    if not hidden:
        get(connection, row["story_id"])
    return _shown_events(connection, [row_event(row)])[0]


def events(connection: Connection, story_id: str) -> list[Event]:
    """The story's events, in order of their first article."""
    rows = connection.execute(
        sa.select(event)
        .where(event.c.story_id == story_id)
        .order_by(event.c.first_at.asc().nulls_last(), event.c.id)
    )
    return _shown_events(connection, [row_event(row) for row in rows.mappings()])


def articles(connection: Connection, story_id: str, *, hidden: bool = False) -> list[Article]:
    """The story's articles, oldest first, undated ones last; ``hidden`` ones only if asked for."""
    rows = connection.execute(
        sa.select(article)
        .join(membership, membership.c.article_id == article.c.id)
        .where(membership.c.story_id == story_id)
        .order_by(article.c.published_at.asc().nulls_last(), article.c.id)
    )
    without = frozenset() if hidden else overrides.hidden_articles(connection)
    return [row_article(row) for row in rows.mappings() if row["id"] not in without]


def _shown(row: Any) -> Story:
    found = row_story(row)
    return found if row["subject"] is None else overrides.of_row(row).story(found)


def _shown_events(connection: Connection, found: Sequence[Event]) -> list[Event]:
    given = overrides.many(connection, [one.id for one in found])
    without = overrides.hidden_articles(connection)
    return [
        msgspec.structs.replace(
            given[one.id].event(one) if one.id in given else one,
            articles=tuple(article_id for article_id in one.articles if article_id not in without),
        )
        for one in found
    ]


def member(connection: Connection, article_id: str) -> Membership | None:
    """Where the article stands, or None before its first build."""
    row = (
        connection.execute(sa.select(membership).where(membership.c.article_id == article_id))
        .mappings()
        .first()
    )
    return None if row is None else row_membership(row)


def held(connection: Connection, level: Level, subject: str) -> list[str]:
    """The ids of all articles of an event or story, hidden ones too, sorted. Raises NotFound."""
    key = membership.c.event_id if level == "event" else membership.c.story_id
    found = connection.scalars(
        sa.select(membership.c.article_id).where(key == subject).order_by(membership.c.article_id)
    ).all()
    if not found:
        raise NotFound(f"no {level} {subject!r}")
    return list(found)


def members(connection: Connection) -> list[Membership]:
    """Where every article stands, by article id."""
    rows = connection.execute(sa.select(membership).order_by(membership.c.article_id))
    return [row_membership(row) for row in rows.mappings()]


def placed_texts(connection: Connection) -> list[tuple[str, str, str]]:
    """(id, content hash, story) of every article that stands in a story, by id."""
    rows = connection.execute(
        sa.select(article.c.id, article.c.content_hash, membership.c.story_id)
        .join(membership, membership.c.article_id == article.c.id)
        .order_by(article.c.id)
    )
    return [(one, digest, story_id) for one, digest, story_id in rows]


def retired(connection: Connection) -> list[str]:
    """Every id that was ever given and is no more: none of them is given again."""
    merged = set(connection.scalars(sa.select(redirect.c.old)))
    gone = connection.scalars(
        sa.select(history.c.subject).where(history.c.change == "dissolved").distinct()
    )
    return sorted(merged | set(gone))


def count(connection: Connection) -> int:
    """How many stories there are, hidden ones too."""
    return connection.scalar(sa.select(sa.func.count()).select_from(story)) or 0


def count_shown(connection: Connection) -> int:
    """How many stories readers may see."""
    seen = overrides.is_seen(story.c.id)
    return connection.scalar(sa.select(sa.func.count()).select_from(story).where(seen)) or 0


def languages(connection: Connection) -> frozenset[str]:
    """The languages of the stories that readers may see."""
    rows = connection.scalars(
        sa.select(story.c.languages).where(overrides.is_seen(story.c.id)).distinct()
    )
    return frozenset(code for row in rows for code in msgspec.json.decode(row))


def former(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Every id that was merged away with the articles it then held, the earliest first."""
    rows = connection.execute(
        sa.select(redirect.c.old, redirect.c.articles).order_by(redirect.c.at, redirect.c.old)
    )
    held = ((old, tuple(msgspec.json.decode(articles))) for old, articles in rows)
    return {old: articles for old, articles in held if articles}


def published_between(connection: Connection, start: datetime, end: datetime) -> list[str]:
    """The ids of the stories to be seen with an article published in [start, end), sorted."""
    return list(
        connection.scalars(
            sa.select(membership.c.story_id)
            .join(article, article.c.id == membership.c.article_id)
            .where(article.c.published_at >= start, article.c.published_at < end)
            .where(overrides.is_seen(article.c.id), overrides.is_seen(membership.c.story_id))
            .distinct()
            .order_by(membership.c.story_id)
        )
    )
