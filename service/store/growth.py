"""What a build needs to know of the last one: which articles changed since, and where stories lie.

Knows nothing of clustering. ``placed`` holds each article as it was when it was last placed;
``middle`` the mean vector of each story, so that a new story can be held against all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from service.records import Article, Membership
from service.store.dialect import upsert
from service.store.rows import row_membership
from service.store.schema import article, event, membership, middle, placed, story

CHUNK = 500


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is not as it was when it was last placed, and when it appears now and did."""

    id: str
    at: datetime | None
    was: datetime | None
    new: bool


class Shrunk(msgspec.Struct, frozen=True, kw_only=True):
    """A story that lost articles to a removal, and what is left of the events they were in."""

    id: str
    loose: tuple[str, ...]


def changes(connection: Connection) -> list[Change]:
    """Every article that is new or changed since it was last placed, by id."""
    same = sa.and_(
        placed.c.content_hash == article.c.content_hash,
        placed.c.outlet == article.c.outlet,
        placed.c.published_at.is_not_distinct_from(article.c.published_at),
        placed.c.published_precision.is_not_distinct_from(article.c.published_precision),
    )
    rows = connection.execute(
        sa.select(article.c.id, article.c.published_at, placed.c.published_at, placed.c.article_id)
        .outerjoin(placed, placed.c.article_id == article.c.id)
        .where(sa.or_(placed.c.article_id.is_(None), sa.not_(same)))
        .order_by(article.c.id)
    )
    return [Change(id=one, at=at, was=was, new=known is None) for one, at, was, known in rows]


def shrunk(connection: Connection) -> list[Shrunk]:
    """The stories with fewer articles than when they landed, by id."""
    count = sa.func.count(membership.c.article_id)
    stories = connection.scalars(
        sa.select(story.c.id)
        .outerjoin(membership, membership.c.story_id == story.c.id)
        .group_by(story.c.id, story.c.articles)
        .having(count != story.c.articles)
        .order_by(story.c.id)
    ).all()
    found = []
    for one in stories:
        rows = connection.execute(
            sa.select(event.c.articles, event.c.id).where(event.c.story_id == one)
        ).all()
        held = dict.fromkeys(members_of(connection, [one]).get(one, ()))
        listed = [msgspec.json.decode(articles, type=list[str]) for articles, _ in rows]
        torn = [those for those in listed if any(article not in held for article in those)]
        loose = tuple(article for those in torn for article in those if article in held)
        found.append(Shrunk(id=one, loose=tuple(sorted(loose))))
    return found


def members_of(connection: Connection, stories: Iterable[str]) -> dict[str, list[str]]:
    """The ids of each story's articles, oldest first, the undated last."""
    found: dict[str, list[str]] = {}
    for part in _chunks(stories):
        rows = connection.execute(
            sa.select(membership.c.story_id, article.c.id)
            .join(article, article.c.id == membership.c.article_id)
            .where(membership.c.story_id.in_(part))
            .order_by(article.c.published_at.asc().nulls_last(), article.c.id)
        )
        for one, member in rows:
            found.setdefault(one, []).append(member)
    return found


def memberships(connection: Connection, articles: Iterable[str]) -> list[Membership]:
    """Where those articles stand, by id; the new stand nowhere."""
    return [
        row_membership(row)
        for part in _chunks(articles)
        for row in connection.execute(
            sa.select(membership)
            .where(membership.c.article_id.in_(part))
            .order_by(membership.c.article_id)
        ).mappings()
    ]


def outside(connection: Connection, scope: Iterable[str]) -> tuple[int, int]:
    """How many events and stories there are but for those of the stories in ``scope``."""
    within = [0, 0]
    for part in _chunks(scope):
        for place, column in enumerate((event.c.story_id, story.c.id)):
            chosen = sa.select(sa.func.count()).where(column.in_(part))
            within[place] += connection.scalar(chosen) or 0
    whole = [
        connection.scalar(sa.select(sa.func.count()).select_from(one)) for one in (event, story)
    ]
    return (whole[0] or 0) - within[0], (whole[1] or 0) - within[1]


def sizes(
    connection: Connection, events: Collection[str], stories: Collection[str]
) -> dict[str, int]:
    """How many articles each of those events and stories has."""
    found: dict[str, int] = {}
    for column, ids in ((membership.c.event_id, events), (membership.c.story_id, stories)):
        for part in _chunks(ids):
            rows = connection.execute(
                sa.select(column, sa.func.count()).where(column.in_(part)).group_by(column)
            )
            found |= dict(rows.tuples().all())
    return found


def fellows(connection: Connection, events: Iterable[str]) -> list[str]:
    """The ids of all articles of those events, sorted."""
    found: list[str] = []
    for part in _chunks(events):
        found += connection.scalars(
            sa.select(membership.c.article_id).where(membership.c.event_id.in_(part))
        )
    return sorted(found)


def instants(connection: Connection, articles: Iterable[str]) -> set[datetime | None]:
    """When those articles appeared."""
    found: set[datetime | None] = set()
    for part in _chunks(articles):
        found.update(
            connection.scalars(sa.select(article.c.published_at).where(article.c.id.in_(part)))
        )
    return found


def around(
    connection: Connection, instants: Collection[datetime], *, days: float
) -> list[tuple[str, datetime | None]]:
    """(id, publication) of the articles within ``days`` of any of ``instants``, by id.

    The undated always are among them.
    """
    at = article.c.published_at
    reach = timedelta(days=days)
    found: dict[str, datetime | None] = {}
    for first, last in _merged(sorted(instants), 2 * reach):
        chosen = sa.select(article.c.id, at).where(at >= first - reach, at <= last + reach)
        found |= dict(connection.execute(chosen).tuples().all())
    undated = connection.scalars(sa.select(article.c.id).where(at.is_(None)))
    found |= dict.fromkeys(undated, None)
    return sorted(found.items())


def _merged(instants: Sequence[datetime], gap: timedelta) -> list[tuple[datetime, datetime]]:
    """Runs of instants that lie less than ``gap`` apart, as (first, last)."""
    found: list[tuple[datetime, datetime]] = []
    for one in instants:
        if found and one - found[-1][1] < gap:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def ids(connection: Connection) -> set[str]:
    """The ids of every event and story there is."""
    return {*connection.scalars(sa.select(story.c.id)), *connection.scalars(sa.select(event.c.id))}


def middles(connection: Connection) -> tuple[list[str], NDArray[np.float32]]:
    """Every story's id, sorted, and its middle: (s, d) float32 unit rows."""
    rows = connection.execute(
        sa.select(middle.c.story_id, middle.c.data).order_by("story_id")
    ).all()
    if not rows:
        return [], np.zeros((0, 0), np.float32)
    packed = np.frombuffer(b"".join(data for _, data in rows), dtype="<f2")
    return [one for one, _ in rows], packed.reshape(len(rows), -1).astype(np.float32)


def write(
    connection: Connection,
    articles: Iterable[Article],
    middles_of: Mapping[str, NDArray[np.float32]],
) -> None:
    """Note ``articles`` as placed as they are, and the middles (d,) of stories that changed."""
    upsert(
        connection,
        placed,
        [
            {
                "article_id": one.id,
                "content_hash": one.content_hash,
                "outlet": one.outlet,
                "published_at": one.published.at if one.published else None,
                "published_precision": one.published.precision if one.published else None,
            }
            for one in articles
        ],
        size=2_000,
    )
    upsert(
        connection,
        middle,
        [{"story_id": one, "data": row.astype("<f2").tobytes()} for one, row in middles_of.items()],
        size=2_000,
    )


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    wanted = sorted(set(ids))
    return (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
