"""What lies between groups: sums over the pairs of their articles, and likeness of their middles.

Knows nothing of which groups should be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

# A middle of more stems than this is spread out once, not walked beside each of its partners.
LONG = 1_500
CHUNK = 2_048


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


def rows_of(table: Table, rows: NDArray[np.int64]) -> Table:
    """The ``rows`` of the table alone."""
    return Table(**{name: getattr(table, name)[rows] for name in Table.__struct_fields__})


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
    """(len(a),) products of the unit ``rows`` a and b, pairwise."""
    out = np.empty(len(a))
    if isinstance(rows, np.ndarray):
        for start in range(0, len(a), CHUNK):
            one, other = a[start : start + CHUNK], b[start : start + CHUNK]
            out[start : start + CHUNK] = np.einsum("ij,ij->i", rows[one], rows[other])
        return out
    length = np.diff(rows.indptr)
    long, short = np.where(length[a] > length[b], (a, b), (b, a))
    spread = length[long] > LONG
    for one in np.unique(long[spread]):
        part = np.flatnonzero(spread & (long == one))
        out[part] = rows[short[part]] @ rows[one].toarray().ravel()
    rest = np.flatnonzero(~spread)
    for start in range(0, len(rest), CHUNK):
        part = rest[start : start + CHUNK]
        out[part] = np.asarray(rows[long[part]].multiply(rows[short[part]]).sum(axis=1)).ravel()
    return out
