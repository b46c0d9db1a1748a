"""The articles' vectors: unit rows made when asked for, and products of rows that are not copied.

Knows nothing of what the vectors mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps, lengths, unit_rows
from service.stories.sparse import Sparse

# So many rows are looked at in one go.
BLOCK = 4_096


class Vectors:
    """(n, d) float32 unit rows, made when asked for out of the caller's arrays: no copy is kept.

    ``order`` (n,) int64 maps a row here to its place in the ``arrays`` (n, d); of more than one
    array a row is the direction between theirs.
    """

    def __init__(self, arrays: Sequence[NDArray[np.float32]], order: NDArray[np.int64]) -> None:
        self._arrays = [np.ascontiguousarray(array, np.float32) for array in arrays]
        self._order = np.asarray(order, np.int64)
        # By what a row of each array is multiplied: to a length of one, alone and then in sum.
        self._scales = np.ones((len(arrays), len(order)), np.float32)
        for array, scale in zip(self._arrays, self._scales, strict=True):
            for start in range(0, len(order), BLOCK):
                rows = array[order[start : start + BLOCK]]
                scale[start : start + BLOCK] = 1.0 / lengths(rows)
        if len(arrays) > 1:
            for start in range(0, len(order), BLOCK):
                part = slice(start, start + BLOCK)
                self._scales[:, part] *= 1.0 / lengths(self[np.arange(len(order))[part]])

    @property
    def shape(self) -> tuple[int, int]:
        """(n, d)"""
        return len(self._order), self._arrays[0].shape[1]

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """(len(rows), d) of those ``rows``."""
        place = self._order[rows]
        total = self._arrays[0].take(place, axis=0)
        total *= self._scales[0, rows, None]
        for array, scale in zip(self._arrays[1:], self._scales[1:], strict=True):
            more = array.take(place, axis=0)
            more *= scale[rows, None]
            total += more
        return total

    def products(
        self, rows: NDArray[np.int64], other: Vectors, others: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """(m,) of these ``rows`` (m,) and the ``others`` (m,) of the ``other``, pairwise."""
        parts = zip(other._arrays, other._scales, strict=True)
        places = other._order[others]
        total = np.zeros(len(rows), np.float32)
        for array, scale in parts:
            total += scale[others] * self.products_with(rows, array, places)
        return total

    def products_with(
        self, rows: NDArray[np.int64], array: NDArray[np.float32], places: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """(m,) of these ``rows`` (m,) and of ``array`` (k, d) at ``places`` (m,), pairwise."""
        total = np.zeros(len(rows), np.float32)
        for mine, scale in zip(self._arrays, self._scales, strict=True):
            total += scale[rows] * products(mine, self._order[rows], array, places)
        return total

    def sums(self, member: Sparse) -> NDArray[np.float32]:
        """(g, d): ``member`` (g, n) csr times the rows."""
        from scipy.sparse import csr_matrix

        places = self._order[member.indices]
        total = np.zeros((member.shape[0], self.shape[1]), np.float32)
        for array, scale in zip(self._arrays, self._scales, strict=True):
            weight = member.data * scale[member.indices]
            total += csr_matrix((weight, places, member.indptr), shape=member.shape) @ array
        return total


def products(
    left: NDArray[np.float32],
    i: NDArray[np.int64],
    right: NDArray[np.float32],
    j: NDArray[np.int64],
) -> NDArray[np.float32]:
    """(m,) of the rows ``i`` (m,) of ``left`` and ``j`` (m,) of ``right``, pairwise.

    Both are (.., d) float32 in C order, and every row is there: the library does not look.
    """
    import faiss

    out = np.empty(len(i), np.float32)
    if not len(i):
        return out
    # Whoever works in parts has a thread for each already.
    faiss.omp_set_num_threads(1)
    i, j = np.ascontiguousarray(i, np.int64), np.ascontiguousarray(j, np.int64)
    arrays = [faiss.swig_ptr(array) for array in (left, i, right, j, out)]
    # its types leave this one out
    faiss.pairwise_indexed_inner_product(left.shape[1], len(i), *arrays)  # type: ignore[attr-defined]
    return out


def whole_rows(titles: NDArray[np.float32], bodies: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, d) float32 unit rows, in steps: the direction between each title and its body."""
    return in_steps(unit_rows(titles + bodies))


def middles_of(
    rows: NDArray[np.float32] | Vectors, label: NDArray[np.int64], count: int
) -> NDArray[np.float32]:
    """(count, d) float32 unit rows, in steps: the mean direction of each group's ``rows`` (n, d).

    ``label`` (n,), below ``count``, is the group of each.
    """
    total = np.zeros((count, rows.shape[1]), np.float64)
    for start in range(0, len(label), BLOCK):
        part = np.arange(start, min(start + BLOCK, len(label)))
        np.add.at(total, label[part], rows[part])
    length = np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return in_steps(np.asarray(total / length, np.float32))


def nearest(near: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """(r, count) int64: the columns of the greatest of each row of ``near`` (r, c), best first.

    Of equals the lesser column comes first; a library's own choice differs by processor.
    """
    least = -np.partition(-near, count - 1, axis=1)[:, count - 1]
    row, column = np.nonzero(near >= least[:, None])
    order = np.lexsort((column, -near[row, column], row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    return column[rank < count].reshape(len(near), count)
