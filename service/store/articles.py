"""Articles in the store: what an ingest writes, what every later stage reads.

Knows nothing of pages or clusters. An article is found by its id, by its address, or by the
key its carrier gave it; a changed text moves the old one to ``revision``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from service.errors import NotFound
from service.records import Article
from service.store.cursor import behind, read_cursor, write_cursor
from service.store.dialect import upsert
from service.store.rows import article_row, row_article
from service.store.schema import alias, article, revision

CHUNK = 500


def get(connection: Connection, article_id: str) -> Article:
    """The article of that id. Raises NotFound."""
    row = (
        connection.execute(sa.select(article).where(article.c.id == article_id)).mappings().first()
    )
    if row is None:
        raise NotFound(f"no article {article_id!r}")
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


def stream(connection: Connection) -> Iterator[Article]:
    """Every article, ordered by id."""
    rows = connection.execution_options(yield_per=2_000).execute(
        sa.select(article).order_by(article.c.id)
    )
    return (row_article(row) for row in rows.mappings())


def count(connection: Connection) -> int:
    """How many articles there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(article)) or 0


def fingerprints(connection: Connection) -> list[tuple[str, str, str]]:
    """(id, content hash, publication date and outlet as text) of every article, by id."""
    columns = (
        article.c.id,
        article.c.content_hash,
        article.c.published_at,
        article.c.published_precision,
        article.c.outlet,
        article.c.reprint_of,
    )
    rows = connection.execute(sa.select(*columns).order_by(article.c.id))
    return [
        (one, digest, f"{at}|{precision}|{outlet}|{original}")
        for one, digest, at, precision, outlet, original in rows
    ]


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
    """``limit`` articles, newest first, and the cursor of the next (None at the end)."""
    query = sa.select(article)
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


def outlets(connection: Connection) -> dict[str, int]:
    """How many articles each outlet has."""
    rows = connection.execute(
        sa.select(article.c.outlet, sa.func.count())
        .group_by(article.c.outlet)
        .order_by(sa.func.count().desc(), article.c.outlet)
    )
    return dict(rows.tuples().all())


def by_keys(connection: Connection) -> dict[str, str]:
    """The article id behind every carrier's key, duplicates of one address included."""
    rows = connection.execute(
        sa.select(alias.c.value, alias.c.article_id).where(alias.c.kind == "key")
    )
    return dict(rows.tuples().all())


class Known:
    """What the store knows of a batch before it is written: ids, aliases and hashes."""

    def __init__(self, connection: Connection, batch: Sequence[Article]) -> None:
        self._aliases: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._heads: dict[str, RowMapping | dict[str, Any]] = {}
        for start in range(0, len(batch), CHUNK):
            self._read(connection, batch[start : start + CHUNK])

    def _read(self, connection: Connection, part: Sequence[Article]) -> None:
        names = [name for one in part for name in aliases_of(one)]
        values = sorted({value for _, _, value in names})
        for first in range(0, len(values), CHUNK):
            rows = connection.execute(
                sa.select(alias).where(alias.c.value.in_(values[first : first + CHUNK]))
            )
            for kind, outlet, value, article_id, seen in rows:
                self._aliases[kind, outlet, value] = (article_id, seen)
        ids = sorted({one.id for one in part} | {one for one, _ in self._aliases.values()})
        for first in range(0, len(ids), CHUNK):
            rows_of = connection.execute(
                sa.select(article).where(article.c.id.in_(ids[first : first + CHUNK]))
            ).mappings()
            for row in rows_of:
                self._heads[row["id"]] = row

    def find(self, one: Article) -> Article | None:
        """The stored article that ``one`` is a reading of, or None."""
        for name in aliases_of(one):
            hit = self._aliases.get(name)
            if hit is not None and hit[0] in self._heads:
                return row_article(self._heads[hit[0]])
        head = self._heads.get(one.id)
        return None if head is None else row_article(head)

    def seen(self, one: Article) -> bool:
        """Whether the carrier that hands ``one`` in said just this before.

        Two rows of a file may share an address with different texts: each key remembers the
        hash it brought, so that reading the file again changes nothing.
        """
        names = aliases_of(one)
        hits = [self._aliases.get(name) for name in names]
        return bool(names) and any(hit is not None and hit[1] == one.content_hash for hit in hits)

    def note(self, one: Article) -> None:
        """Take ``one`` up as written, for the rest of the batch."""
        self._heads[one.id] = article_row(one)
        for name in aliases_of(one):
            self._aliases[name] = (one.id, one.content_hash)

    def note_alias(self, one: Article, stored: str) -> None:
        """Remember that ``one``'s names lead to the article ``stored``."""
        for name in aliases_of(one):
            self._aliases[name] = (stored, one.content_hash)


def aliases_of(one: Article) -> list[tuple[str, str, str]]:
    """The names (kind, outlet, value) by which ``one`` is known: its key, then its address.

    A key is only unique within its outlet; an address is everywhere.
    """
    names = []
    if one.key is not None:
        names.append(("key", one.outlet, one.key))
    if one.address is not None:
        names.append(("address", "", one.address))
    return names


def write(
    connection: Connection,
    articles: Sequence[Article],
    names: Sequence[tuple[Article, str]],
    replaced: Sequence[Article],
    at: datetime,
) -> None:
    """Write ``articles`` (new and revised), their ``names`` (as read, stored id) and the old
    text of those ``replaced`` at ``at``.
    """
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
            }
            for one in replaced
        ],
    )
    upsert(connection, article, [article_row(one) for one in articles])
    rows = {
        name: {
            "kind": name[0],
            "outlet": name[1],
            "value": name[2],
            "article_id": stored,
            "seen_hash": read.content_hash,
        }
        for read, stored in names
        for name in aliases_of(read)
    }
    upsert(connection, alias, list(rows.values()))
