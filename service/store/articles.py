"""Articles in the store: what an ingest writes, what every later stage reads.

Knows nothing of pages or clusters. A changed text moves the old one to ``revision``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.errors import NotFound
from service.records import Article
from service.store import overrides
from service.store.cursor import behind, read_cursor, write_cursor
from service.store.dialect import upsert
from service.store.rows import article_row, row_article
from service.store.schema import article, revision

CHUNK = 500


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was replaced, when, and when it says that it was last changed itself."""

    article_id: str
    revision: int
    title: str
    lead: str | None
    body: str
    content_hash: str
    replaced_at: datetime
    modified_at: datetime | None = None


def get(connection: Connection, article_id: str, *, hidden: bool = False) -> Article:
    """The article of that id.

    Raises NotFound, also for one that editors hid, or whose story they did, unless ``hidden``
    ones are asked for.
    """
    row = (
        connection.execute(sa.select(article).where(article.c.id == article_id)).mappings().first()
    )
    if row is None:
        raise NotFound(f"no article {article_id!r}")
    if not hidden and not shown(connection, [article_id]):
        raise NotFound(f"the article {article_id!r} was hidden by an editor")
    return row_article(row)


def many(connection: Connection, ids: Iterable[str]) -> list[Article]:
    """The articles of those ids, in that order; unknown ids are left out."""
    wanted = list(ids)
    found: dict[str, Article] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = connection.execute(sa.select(article).where(article.c.id.in_(part))).mappings()
        found.update((row["id"], row_article(row)) for row in rows)
    return [found[one] for one in wanted if one in found]


def shown(connection: Connection, ids: Iterable[str]) -> list[Article]:
    """The articles of those ids that readers may see, in that order."""
    found = many(connection, ids)
    wanted = [one.id for one in found]
    seen: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        part = article.c.id.in_(wanted[start : start + CHUNK])
        seen.update(
            connection.scalars(
                sa.select(article.c.id).where(part, overrides.article_is_seen(article.c.id))
            )
        )
    return [one for one in found if one.id in seen]


def stream(connection: Connection) -> Iterator[Article]:
    """Every article, ordered by id."""
    rows = connection.execution_options(yield_per=2_000).execute(
        sa.select(article).order_by(article.c.id)
    )
    return (row_article(row) for row in rows.mappings())


def count(connection: Connection) -> int:
    """How many articles there are, hidden ones too."""
    return connection.scalar(sa.select(sa.func.count()).select_from(article)) or 0


def count_shown(connection: Connection) -> int:
    """How many articles readers may see."""
    seen = overrides.article_is_seen(article.c.id)
    return connection.scalar(sa.select(sa.func.count()).select_from(article).where(seen)) or 0


def page(
    connection: Connection,
    *,
    limit: int,
    cursor: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[list[Article], str | None]:
    """``limit`` articles, newest first, and the cursor of the next (None at the end).

    What editors hid is left out.
    """
    query = sa.select(article).where(overrides.article_is_seen(article.c.id))
    if outlet is not None:
        query = query.where(article.c.outlet == outlet)
    if language is not None:
        query = query.where(article.c.language == language)
    if since is not None:
        query = query.where(article.c.published_at >= since)
    if until is not None:
        query = query.where(article.c.published_at < until)
    if cursor is not None:
        query = query.where(
            behind(article.c.published_at, article.c.id, *read_cursor(cursor, "published"))
        )
    query = query.order_by(article.c.published_at.desc().nulls_last(), article.c.id)
    rows = [row_article(row) for row in connection.execute(query.limit(limit + 1)).mappings()]
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    at = last.published.at if last.published else None
    return rows[:limit], write_cursor("published", at, last.id)


def by_time(one: Article) -> tuple[bool, float, str]:
    """The order oldest first, undated last: a sort key for articles at hand."""
    at = one.published.at.timestamp() if one.published else 0.0
    return one.published is None, at, one.id


def outlets(connection: Connection) -> dict[str, int]:
    """How many articles that readers may see each outlet has."""
    rows = connection.execute(
        sa.select(article.c.outlet, sa.func.count())
        .where(overrides.article_is_seen(article.c.id))
        .group_by(article.c.outlet)
        .order_by(sa.func.count().desc(), article.c.outlet)
    )
    return dict(rows.tuples().all())


def revisions(connection: Connection, article_id: str) -> list[Revision]:
    """What the article said before, oldest first: by their own word, else as they were read."""
    rows = connection.execute(
        sa.select(revision).where(revision.c.article_id == article_id).order_by(revision.c.revision)
    ).mappings()
    return _in_order([Revision(**dict(row)) for row in rows])


def _in_order(read: Sequence[Revision]) -> list[Revision]:
    """The texts by when they say they were changed; one that does not stays behind its last."""
    keys: list[datetime] = []
    for one in read:
        keys.append(one.modified_at or (keys[-1] if keys else datetime.min.replace(tzinfo=UTC)))
    return [read[at] for at in sorted(range(len(read)), key=lambda at: (keys[at], at))]


def write(
    connection: Connection, articles: Sequence[Article], replaced: Sequence[Article], at: datetime
) -> None:
    """Write ``articles``, and the old text of those ``replaced`` at ``at``."""
    upsert(connection, article, [article_row(one) for one in articles])
    upsert(
        connection,
        revision,
        [
            {
                "article_id": one.id,
                "revision": one.revision,
                "title": one.title,
                "lead": one.lead,
                "body": one.body,
                "content_hash": one.content_hash,
                "replaced_at": at,
                "modified_at": one.modified,
            }
            for one in replaced
        ],
    )


def mark_reprints(connection: Connection, marks: Mapping[str, str | None]) -> None:
    """Set ``reprint_of`` of the articles in ``marks``: id to the original's id, or None."""
    rows = [{"copy": one, "original": original} for one, original in marks.items()]
    if rows:
        connection.execute(
            sa.update(article)
            .where(article.c.id == sa.bindparam("copy"))
            .values(reprint_of=sa.bindparam("original")),
            rows,
        )
