"""Near-duplicate signatures of articles, as bytes.

Knows nothing of how they are made or compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import article, signature

CHUNK = 500


def write(connection: Connection, signatures: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep ``signatures``: article id to (content hash, bytes)."""
    rows = [
        {"article_id": one, "content_hash": digest, "data": data}
        for one, (digest, data) in signatures.items()
    ]
    upsert(connection, signature, rows)


def between(
    connection: Connection, since: datetime, until: datetime
) -> Iterator[tuple[str, str, bytes]]:
    """(article id, outlet, signature) of what was published from ``since`` to before ``until``.

    An article whose signature is not of its present text is left out.
    """
    published = article.c.published_at
    return _chosen(connection, (published >= since) & (published < until))


def undated(connection: Connection) -> Iterator[tuple[str, str, bytes]]:
    """As ``between``, of the articles without a date."""
    return _chosen(connection, article.c.published_at.is_(None))


def everything(connection: Connection) -> Iterator[tuple[str, str, bytes]]:
    """As ``between``, of all articles."""
    return _chosen(connection, sa.true())


def _chosen(
    connection: Connection, which: sa.ColumnElement[bool]
) -> Iterator[tuple[str, str, bytes]]:
    rows = connection.execution_options(yield_per=2_000).execute(
        sa.select(signature.c.article_id, article.c.outlet, signature.c.data)
        .join(article, article.c.id == signature.c.article_id)
        .where(article.c.content_hash == signature.c.content_hash, which)
        .order_by(signature.c.article_id)
    )
    return ((one, outlet, data) for one, outlet, data in rows)


def many(connection: Connection, ids: Iterable[str]) -> dict[str, bytes]:
    """The signatures of those articles that have one of their present text."""
    wanted = sorted(set(ids))
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        chosen = signature.c.article_id.in_(wanted[start : start + CHUNK])
        rows = connection.execute(
            sa.select(signature.c.article_id, signature.c.data)
            .join(article, article.c.id == signature.c.article_id)
            .where(article.c.content_hash == signature.c.content_hash, chosen)
        )
        found |= dict(rows.tuples().all())
    return found
