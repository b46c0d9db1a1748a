"""What lies between groups: sums over the pairs of their articles, and likeness of their middles.

Knows nothing of which groups should be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

CHUNK = 2_048
# So many numbers are spread out at a time.
SPREAD = 2_000_000


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
    best: NDArray[np.float64]
    within: NDArray[np.float64]
    middles: NDArray[np.float64]


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
    highest = np.zeros((size, 2))
    for place, column in enumerate(best):
        np.maximum.at(highest[:, place], where, column)
    return Table(
        one=unique // max(count, 1),
        other=unique % max(count, 1),
        total=np.column_stack([np.bincount(where, column, size) for column in total]),
        best=highest,
        within=np.full(size, np.nan),
        middles=np.full((size, 4), np.nan),
    )


def cosines(rows: Any, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
    """(len(a),) products of the unit ``rows`` a and b, pairwise: dense, or csr."""
    out = np.empty(len(a))
    if isinstance(rows, np.ndarray):
        for start in range(0, len(a), CHUNK):
            one, other = a[start : start + CHUNK], b[start : start + CHUNK]
            out[start : start + CHUNK] = np.einsum("ij,ij->i", rows[one], rows[other])
        return out
    length = np.diff(rows.indptr)
    long, short = np.where(length[a] > length[b], (a, b), (b, a))
    order = np.argsort(long, kind="stable")
    long, short = long[order], short[order]
    # A few of the long are spread out over all columns, where the short look their entries up.
    few = max(1, SPREAD // max(rows.shape[1], 1))
    spread = np.zeros((few, rows.shape[1]), rows.dtype)
    names, first = np.unique(long, return_index=True)
    cuts = np.append(first, len(long))
    for start in range(0, len(names), few):
        own = rows[names[start : start + few]]
        at = np.repeat(np.arange(own.shape[0]), np.diff(own.indptr))
        spread[at, own.indices] = own.data
        part = slice(cuts[start], cuts[min(start + few, len(names))])
        out[order[part]] = _looked_up(
            spread, np.searchsorted(names, long[part]) - start, rows, short[part]
        )
        spread[at, own.indices] = 0.0
    return out


def _looked_up(
    spread: NDArray[Any], line: NDArray[np.int64], rows: Any, short: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Products of the lines of ``spread`` and the csr ``rows`` ``short``, pairwise."""
    width, count = spread.shape[1], np.diff(rows.indptr)[short]
    ends = np.cumsum(count)
    at = np.arange(ends[-1]) + np.repeat(rows.indptr[short] - (ends - count), count)
    found = spread.ravel()[np.repeat(line * width, count) + rows.indices[at]]
    found = found.astype(np.float64) * rows.data[at]
    total = np.bincount(np.repeat(np.arange(len(short)), count), found, len(short))
    return np.asarray(total, np.float64)
