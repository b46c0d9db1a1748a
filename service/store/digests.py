"""Digests that were made, kept so that the next can say what changed.

Knows nothing of their ranking or rendering.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Digest
from service.store.dialect import upsert
from service.store.schema import digest

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DIGEST = msgspec.json.Decoder(Digest)


def write(connection: Connection, made: Digest) -> None:
    """Keep ``made``, in the place of one of the same id."""
    upsert(
        connection,
        digest,
        [
            {
                "id": made.id,
                "first_day": made.first_day,
                "last_day": made.last_day,
                "made_at": made.made_at,
                "data": _ENCODER.encode(made),
            }
        ],
    )


def before(connection: Connection, first_day: str) -> Digest | None:
    """The newest digest whose window ended before ``first_day``."""
    data = connection.scalar(
        sa.select(digest.c.data)
        .where(digest.c.last_day < first_day)
        .order_by(digest.c.last_day.desc(), digest.c.made_at.desc())
        .limit(1)
    )
    return None if data is None else _DIGEST.decode(data)
