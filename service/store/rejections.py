"""Items that did not become articles, kept with their reasons.

Knows nothing of why; the same item rejected for the same reason is one row.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Rejection
from service.store.dialect import upsert
from service.store.schema import rejection


def write(connection: Connection, items: Sequence[Rejection]) -> None:
    """Keep ``items``."""
    upsert(connection, rejection, [msgspec.structs.asdict(item) for item in items])


def listing(connection: Connection, limit: int | None = None) -> list[Rejection]:
    """The rejected items, newest first."""
    query = sa.select(rejection).order_by(rejection.c.at.desc(), rejection.c.id).limit(limit)
    return [Rejection(**dict(row)) for row in connection.execute(query).mappings()]
