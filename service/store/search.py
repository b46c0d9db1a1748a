"""Full-text search over articles, in a column of our own folded and stemmed words.

Knows nothing of any language: ``service.text`` makes the words, the same way for what is kept
and for what is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.errors import InputError
from service.records import Article
from service.store import overrides
from service.store.dialect import SEARCH_MATCH, SEARCH_QUERY, SEARCH_WRITE, match_query
from service.store.rows import row_article
from service.store.schema import article, membership
from service.text.tokens import terms, words

EXCERPT = 240
MOST = 10_000
# "With", "to", "like", "and", "so": written as one with the word behind them.
_LEANING = frozenset("بلكوف")
_LEAST_STEM = 4


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that answers a query: ``score`` is higher for better, within one answer."""

    id: str
    kind: str
    article: Article
    title: str
    excerpt: str
    score: float
    story: str | None


def index(connection: Connection, articles: Sequence[Article]) -> None:
    """Make ``articles`` findable, in place of what was known of them."""
    rows = [
        {
            "number": _number(one.id),
            "article_id": one.id,
            "title": _findable(one.title),
            "body": _findable(f"{one.lead or ''}\n{one.body}"),
        }
        for one in articles
    ]
    if rows:
        connection.execute(sa.text(SEARCH_WRITE[connection.dialect.name]), rows)


def _findable(text: str) -> str:
    """The terms under which ``text`` is found: its own, and those behind a leaning particle.

    "In Agadir" is one word in Arabic; whoever looks for the town must find it.
    """
    found = terms(text)
    for word in words(text):
        if word[0] in _LEANING and len(word) > _LEAST_STEM:
            found += terms(word[1:])
    return " ".join(found)


def is_found(word: str, wanted: Collection[str]) -> bool:
    """Whether ``word``, as a text spells it, is found by one of the terms ``wanted``."""
    return not set(_findable(word).split()).isdisjoint(wanted)


def _number(article_id: str) -> int:
    """A row number of 63 bits that only this id has."""
    return int.from_bytes(hashlib.sha256(article_id.encode()).digest()[:8]) >> 1


def search(
    connection: Connection, query: str, *, limit: int, cursor: str | None = None
) -> tuple[list[Hit], str | None]:
    """``limit`` articles that have every word of ``query``, best first, and the next's cursor.

    What editors hid is left out, so a page may hold fewer.
    A query without a word that could be found answers nothing. Raises InputError for a cursor
    of another making.
    """
    start = offset(cursor)
    wanted = terms(query)
    if not wanted:
        return [], None
    ranked = _ranked(connection, wanted, limit + 1, start)
    found = hits(connection, dict(ranked[:limit]))
    return found, str(start + limit) if len(ranked) > limit else None


def count(connection: Connection, query: str) -> int:
    """How many articles have every word of ``query``, those that editors hid left out."""
    wanted = terms(query)
    if not wanted:
        return 0
    index = sa.table("article_search", sa.column("article_id"))
    matching = sa.text(SEARCH_MATCH[connection.dialect.name])
    asked = sa.select(sa.func.count()).select_from(index)
    asked = asked.where(matching, overrides.article_is_seen(index.c.article_id))
    return connection.execute(asked, {"query": match_query(connection, wanted)}).scalar_one()


def hits(connection: Connection, scores: Mapping[str, float]) -> list[Hit]:
    """The articles of ``scores`` in that order, less those that editors hid."""
    rows = connection.execute(
        sa.select(article, membership.c.story_id)
        .outerjoin(membership, membership.c.article_id == article.c.id)
        .where(article.c.id.in_(list(scores)), overrides.is_seen(article.c.id))
        .where(overrides.is_seen(membership.c.story_id))
    ).mappings()
    found = {row["id"]: row for row in rows}
    return [
        _hit(row_article(found[one]), found[one]["story_id"], score)
        for one, score in scores.items()
        if one in found
    ]


def matching_ids(connection: Connection, wanted: Sequence[str]) -> list[str]:
    """The ids of the articles that have every one of the terms ``wanted``, best first."""
    return [one for one, _ in _ranked(connection, wanted, MOST, 0)]


def _ranked(
    connection: Connection, wanted: Sequence[str], limit: int, start: int
) -> list[tuple[str, float]]:
    rows = connection.execute(
        sa.text(SEARCH_QUERY[connection.dialect.name]),
        {"query": match_query(connection, wanted), "limit": limit, "offset": start},
    )
    return [(one, float(score)) for one, score in rows]


def offset(cursor: str | None) -> int:
    """How many hits went before. Raises InputError for a cursor of another making."""
    if cursor is None:
        return 0
    if not cursor.isdecimal() or int(cursor) > MOST:
        raise InputError("cursor: not one that this search handed out; start again without it")
    return int(cursor)


def _hit(one: Article, story: str | None, score: float) -> Hit:
    text = one.lead or one.body
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "…"
    return Hit(
        id=one.id,
        kind="article",
        article=one,
        title=one.title,
        excerpt=excerpt.replace("\n", " "),
        score=score,
        story=story,
    )
