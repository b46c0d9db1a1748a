"""The articles around one in time: what a question about it has to look at.

Knows nothing of vectors or of likeness.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Article
from service.store.rows import row_article
from service.store.schema import article, membership


def around(connection: Connection, centre: Article, *, days: float, count: int) -> list[Article]:
    """``centre``, its event's members and others within ``days``, some ``count`` nearest in time.

    Undated articles may be of any day: some are always among them; around an undated article lie
    those of its event and other undated ones.
    """
    half = count // 2
    chosen: list[sa.Select[tuple[object, ...]]] = [
        sa.select(article)
        .join(membership, membership.c.article_id == article.c.id)
        .where(
            membership.c.event_id
            == sa.select(membership.c.event_id)
            .where(membership.c.article_id == centre.id)
            .scalar_subquery()
        )
        .order_by(article.c.id)
        .limit(half),
        sa.select(article)
        .where(article.c.published_at.is_(None))
        .order_by(article.c.id)
        .limit(half),
    ]
    if centre.published is not None:
        at, reach = centre.published.at, timedelta(days=days)
        column = article.c.published_at
        chosen += [
            sa.select(article)
            .where(column >= at, column <= at + reach)
            .order_by(column, article.c.id)
            .limit(half),
            sa.select(article)
            .where(column < at, column >= at - reach)
            .order_by(column.desc(), article.c.id)
            .limit(half),
        ]
    found = {centre.id: centre}
    for query in chosen:
        for row in connection.execute(query).mappings():
            found.setdefault(row["id"], row_article(row))
    return [found[one] for one in sorted(found)]
