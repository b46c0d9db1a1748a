"""What was asked for on the network, and what still waits to be: one row an address.

Knows nothing of the network. A crawl that is cut short finds here what it has and what it has
yet to fetch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import visit

CHUNK = 500
VisitKind = Literal["feed", "sitemap", "list", "page", "robots"]
VisitState = Literal["waiting", "held", "dropped"]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """An address and what is known of it.

    ``state``: waiting to be fetched, held, or dropped for the ``reason`` given. ``etag`` and
    ``modified`` are what the server gave last. ``said`` is the hash of what a feed last said of
    it, ``changed`` the last change that a sitemap named. ``entry`` is the feed's own entry, kept
    until its page is there. ``dated`` is when it appeared, as far as its source says. ``tries``
    counts runs that failed to fetch it, which is not tried again before ``again_at``.
    """

    address: str
    outlet: str
    kind: VisitKind
    state: VisitState
    found_at: datetime
    asked_at: datetime | None = None
    again_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    said: str = ""
    changed: str = ""
    entry: bytes | None = None
    dated: datetime | None = None
    tries: int = 0
    reason: str | None = None


def find(connection: Connection, addresses: Iterable[str]) -> dict[str, Visit]:
    """The visits of those ``addresses`` that are known."""
    wanted = sorted(set(addresses))
    found: dict[str, Visit] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = connection.execute(sa.select(visit).where(visit.c.address.in_(part))).mappings()
        found.update((row["address"], Visit(**dict(row))) for row in rows)
    return found


def sources(connection: Connection, outlet: str) -> list[Visit]:
    """The feeds, sitemaps and lists that are known of ``outlet``, by address."""
    query = (
        sa.select(visit)
        .where(visit.c.outlet == outlet, visit.c.kind.in_(("feed", "sitemap", "list")))
        .order_by(visit.c.address)
    )
    return [Visit(**dict(row)) for row in connection.execute(query).mappings()]


def waiting(connection: Connection, outlet: str, *, now: datetime, limit: int) -> list[Visit]:
    """The first ``limit`` pages of ``outlet`` that may be fetched ``now``, newest first."""
    query = (
        sa.select(visit)
        .where(
            visit.c.outlet == outlet,
            visit.c.kind == "page",
            visit.c.state == "waiting",
            sa.or_(visit.c.again_at.is_(None), visit.c.again_at <= now),
        )
        .order_by(visit.c.dated.desc().nulls_last(), visit.c.found_at.desc(), visit.c.address)
        .limit(limit)
    )
    return [Visit(**dict(row)) for row in connection.execute(query).mappings()]


def count_waiting(connection: Connection, outlet: str) -> int:
    """How many pages of ``outlet`` wait to be fetched, now or later."""
    query = (
        sa.select(sa.func.count())
        .select_from(visit)
        .where(visit.c.outlet == outlet, visit.c.kind == "page", visit.c.state == "waiting")
    )
    return connection.scalar(query) or 0


def write(connection: Connection, visits: Sequence[Visit]) -> None:
    """Keep ``visits``, each in the place of what was known of its address."""
    upsert(connection, visit, [msgspec.structs.asdict(one) for one in visits])
