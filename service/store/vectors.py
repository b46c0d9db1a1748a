"""Vectors in the store: little-endian float32 blobs keyed by model and text hash.

Knows nothing of encoders. The key is the hash of the very text that was encoded, so nothing
is encoded twice and two models stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import vector

CHUNK = 800


def missing(connection: Connection, model: str, hashes: Sequence[str]) -> list[str]:
    """Those of ``hashes`` that ``model`` has no vector for, in order, each once."""
    known: set[str] = set()
    for start in range(0, len(hashes), CHUNK):
        part = list(hashes[start : start + CHUNK])
        known.update(
            connection.scalars(
                sa.select(vector.c.text_hash).where(
                    vector.c.model == model, vector.c.text_hash.in_(part)
                )
            )
        )
    return [one for one in dict.fromkeys(hashes) if one not in known]


def write(connection: Connection, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Keep ``vectors``: text hash to a (d,) float32 row."""
    upsert(
        connection,
        vector,
        [
            {"model": model, "text_hash": one, "data": row.astype("<f4").tobytes()}
            for one, row in vectors.items()
        ],
        size=2_000,
    )


def read(
    connection: Connection, model: str, hashes: Sequence[str], dimensions: int
) -> NDArray[np.float32]:
    """The vectors of ``hashes`` in that order: (n, d) float32, a zero row where there is none."""
    found = np.zeros((len(hashes), dimensions), dtype=np.float32)
    rows_of: dict[str, list[int]] = {}
    for row, one in enumerate(hashes):
        rows_of.setdefault(one, []).append(row)
    distinct = list(rows_of)
    for start in range(0, len(distinct), CHUNK):
        part = distinct[start : start + CHUNK]
        for one, data in connection.execute(
            sa.select(vector.c.text_hash, vector.c.data).where(
                vector.c.model == model, vector.c.text_hash.in_(part)
            )
        ):
            found[rows_of[one]] = np.frombuffer(data, dtype="<f4")
    return found
