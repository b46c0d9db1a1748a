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
    only when asked for, and NaN before: ``across`` (r, 5), how many article pairs there are
    within reach, and the four products of the groups' sums (``Middles``).
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    total: NDArray[np.float64]
    best: NDArray[np.float32]
    across: NDArray[np.float64]


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
        across=np.full((size, 5), np.nan),
    )


def regather(
    table: Table, rows: NDArray[np.int64], root: NDArray[np.int64], parts: NDArray[np.int64]
) -> Table:
    """What ``gather`` makes of these ``rows`` of the table once each group is part of its ``root``.

    ``parts`` (k,): of how many groups each is made. Where every two of them were known across,
    so is what is made of them: all of it are sums over pairs of articles.
    """
    a, b = root[table.one[rows]], root[table.other[rows]]
    one, other = np.minimum(a, b), np.maximum(a, b)
    fresh = gather(one, other, table.total[rows].T, table.best[rows].T, len(root))
    where = np.searchsorted(fresh.one * len(root) + fresh.other, one * len(root) + other)
    size = len(fresh.one)
    whole = np.bincount(where, minlength=size) == parts[fresh.one] * parts[fresh.other]
    columns = [np.bincount(where, column, size)[whole] for column in table.across[rows].T]
    fresh.across[whole] = np.column_stack(columns)
    return fresh
