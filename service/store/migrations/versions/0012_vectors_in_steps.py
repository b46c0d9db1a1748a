"""Vectors kept before they came in steps: what the encoder would give for the same text now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Steps as they were when this was written: whatever they become, they are so up to here.
PER_ONE = 2.0**11
CHUNK = 2_000


def upgrade() -> None:
    changed = _in_steps("vector", ("model", "text_hash"), "<f4")
    changed += _in_steps("middle", ("story_id",), "<f2")
    if changed:
        # What stands was grouped by other vectors: the next build groups everything anew.
        op.execute("UPDATE run SET fingerprint = '' WHERE number = (SELECT max(number) FROM run)")


def _in_steps(name: str, key: tuple[str, ...], dtype: str) -> int:
    """Put every number of the table's ``data`` at its nearest step; how many rows that changed."""
    table = sa.table(name, *(sa.column(one) for one in (*key, "data")))
    change = (
        sa.update(table)
        .where(*(table.c[one] == sa.bindparam(f"of_{one}") for one in key))
        .values(data=sa.bindparam("stepped"))
    )
    changed = 0
    for rows in _parts(table, key):
        moved = []
        for *of, data in rows:
            numbers = np.frombuffer(data, dtype).astype(np.float64)
            stepped = (np.rint(numbers * PER_ONE) / PER_ONE).astype(dtype).tobytes()
            if stepped != data:
                keys = {f"of_{one}": value for one, value in zip(key, of, strict=True)}
                moved.append(keys | {"stepped": stepped})
        if moved:
            op.get_bind().execute(change, moved)
        changed += len(moved)
    return changed


def _parts(table: sa.TableClause, key: tuple[str, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows, some at a time in order of their key, so that none is met twice."""
    columns = [table.c[one] for one in key]
    rows = sa.select(*columns, table.c.data).order_by(*columns).limit(CHUNK)
    after: sa.ColumnElement[bool] = sa.true()
    while part := [tuple(row) for row in op.get_bind().execute(rows.where(after))]:
        yield part
        after = sa.tuple_(*columns) > sa.tuple_(*(sa.literal(one) for one in part[-1][: len(key)]))
