"""What lies between groups: sums over the pairs of their articles, and likeness of their middles.

Knows nothing of which groups should be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray


class Table(msgspec.Struct, kw_only=True):
    """What lies between k groups: r rows ``one`` < ``other``, sums and bests of probabilities.

    ``total`` (r, 5): sums of event and story probability, pairs over one half, pairs linked,
    linked pairs beyond reach; ``best`` (r, 2): the highest event and story probability. Found
    only when asked for, and NaN before: ``within`` (r,), how many article pairs there are within
    reach, and ``middles`` (r, 4), cosines of the groups' middles.
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    total: NDArray[np.float64]
    best: NDArray[np.float32]
    within: NDArray[np.float64]
    middles: NDArray[np.float32]


def put(table: Table, rows: NDArray[np.int64], values: Table) -> None:
    """Make the ``rows`` of the table those of ``values``, one for one."""
    for name in Table.__struct_fields__:
        getattr(table, name)[rows] = getattr(values, name)


def strike(table: Table, rows: NDArray[np.int64]) -> None:
    """Leave nothing between the groups of these ``rows``: they are worth no look."""
    table.one[rows] = table.other[rows] = 0
    table.total[rows] = 0.0
    table.best[rows] = -1.0


def gather(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    total: Iterable[NDArray[Any]],
    best: Iterable[NDArray[Any]],
    count: int,
) -> Table:
    """A table of what lies between ``count`` groups, the rows of the same two made one.

    ``total`` and ``best`` come column by column: there are many more rows before than after.
    """
    unique, where = np.unique(one * count + other, return_inverse=True)
    size = len(unique)
    highest = np.zeros((size, 2), np.float32)
    for place, column in enumerate(best):
        np.maximum.at(highest[:, place], where, column)
    return Table(
        one=unique // max(count, 1),
        other=unique % max(count, 1),
        total=np.column_stack([np.bincount(where, column, size) for column in total]),
        best=highest,
        within=np.full(size, np.nan),
        middles=np.full((size, 4), np.nan, np.float32),
    )
