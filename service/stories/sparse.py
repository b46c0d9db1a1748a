"""Rows of which most is nothing: where their entries lie, and how a few are looked up at a time.

Knows nothing of what the rows are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sparse = Any  # scipy.sparse.csr_matrix: scipy ships no types


def entries(start: NDArray[Any], count: NDArray[Any]) -> NDArray[np.int64]:
    """(e,) the places of the ``count`` (r,) entries of rows that begin at ``start`` (r,)."""
    ends = np.cumsum(count, dtype=np.int64)
    at: NDArray[np.int64] = np.repeat(start - (ends - count), count)
    at += np.arange(len(at))
    return at


def row_of_entry(rows: Sparse) -> NDArray[np.int64]:
    """(e,) which of the csr ``rows`` each entry is of."""
    return np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))


def in_turns(
    owner: NDArray[np.int64], looks: NDArray[Any], few: int, many: int
) -> Iterator[tuple[NDArray[np.int64], slice]]:
    """Some ``few`` owners at a time, ascending, and the part of the m looks-up that are theirs.

    ``owner`` (m,) ascending; ``looks`` (m,): how many entries each looks up. No more than about
    ``many`` are looked up in one turn, but for those of an owner who has more alone.
    """
    names, first = np.unique(owner, return_index=True)
    cuts = np.append(first, len(owner))
    looked = np.append(0, np.cumsum(looks, dtype=np.int64))[cuts]
    start = 0
    while start < len(names):
        enough = int(np.searchsorted(looked, looked[start] + many))
        end = max(start + 1, min(start + few, enough, len(names)))
        yield names[start:end], slice(cuts[start], cuts[end])
        start = end
