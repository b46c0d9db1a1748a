"""The models whose vectors are kept: how each was chosen, how many vectors it has, dropping them.

Knows nothing of encoders: a model's settings are text to it.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import model, vector


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """``settings`` is JSON from which another process can load the encoder; the prefixes are
    those that went before titles and bodies, and so into the keys of their vectors.
    """

    name: str
    settings: str
    title_prefix: str
    body_prefix: str
    dimensions: int


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How much is kept of one model."""

    name: str
    vectors: int
    megabytes: float


def write(connection: Connection, one: Model) -> None:
    """Note how a model was chosen, in place of what was known of it."""
    upsert(connection, model, [msgspec.structs.asdict(one)])


def get(connection: Connection, name: str) -> Model | None:
    """How the model of that name was chosen, or None."""
    row = connection.execute(sa.select(model).where(model.c.name == name)).mappings().first()
    return None if row is None else Model(**dict(row))


def kept(connection: Connection) -> list[Kept]:
    """Every model with vectors, by name."""
    size = sa.func.sum(sa.func.length(vector.c.data))
    rows = connection.execute(
        sa.select(vector.c.model, sa.func.count(), size)
        .group_by(vector.c.model)
        .order_by(vector.c.model)
    )
    return [
        Kept(name=name, vectors=count, megabytes=round(int(size or 0) / 1e6, 1))
        for name, count, size in rows
    ]


def drop(connection: Connection, names: Collection[str]) -> None:
    """Take out every vector of the models ``names``, and how they were chosen."""
    chosen = sorted(names)
    connection.execute(sa.delete(vector).where(vector.c.model.in_(chosen)))
    connection.execute(sa.delete(model).where(model.c.name.in_(chosen)))
