"""Estimated dates of publication, kept apart from the known ones.

Knows nothing of how they are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Article, DateEstimate, EstimateReason
from service.store.dialect import upsert
from service.store.rows import row_article, to_json
from service.store.schema import article, estimate, membership


def get(connection: Connection, article_id: str) -> DateEstimate | None:
    """The estimate for an article, None where its date is known or nothing tells it."""
    query = sa.select(estimate).where(estimate.c.article_id == article_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return DateEstimate(
        article=row["article_id"],
        at=row["at"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        confidence=row["confidence"],
        reasons=tuple(msgspec.json.decode(row["reasons"], type=list[EstimateReason])),
    )


def undated(connection: Connection) -> Iterator[tuple[Article, list[datetime]]]:
    """Every undated article of an event, with the dates of the others in it, by id."""
    query = (
        sa.select(article, membership.c.event_id)
        .join(membership, membership.c.article_id == article.c.id)
        .where(article.c.published_at.is_(None))
        .order_by(article.c.id)
    )
    for row in connection.execute(query).mappings().all():
        dates = (
            sa.select(article.c.published_at)
            .join(membership, membership.c.article_id == article.c.id)
            .where(membership.c.event_id == row["event_id"], article.c.published_at.is_not(None))
            .order_by(article.c.published_at)
        )
        yield row_article(row), [at for at in connection.scalars(dates) if at is not None]


def replace(connection: Connection, estimates: Sequence[DateEstimate]) -> None:
    """Keep exactly ``estimates``."""
    connection.execute(sa.delete(estimate))
    rows = [
        {
            "article_id": one.article,
            "at": one.at,
            "first_day": one.first_day,
            "last_day": one.last_day,
            "confidence": one.confidence,
            "reasons": to_json(one.reasons),
        }
        for one in estimates
    ]
    upsert(connection, estimate, rows)
