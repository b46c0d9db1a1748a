"""The table under training: one step takes pairs of row lists and bends the rows they use.

Knows nothing of where the pairs come from.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jobs.training.contrast import contrast, through_unit
from service.embeddings.bags import bag

Rows = NDArray[np.int32]


class TrainedTable:
    """Rows under Adagrad (Duchi et al. 2011): each element's step shrinks as it is used."""

    def __init__(self, table: NDArray[np.float32], temperature: float) -> None:
        self.table = table
        self._squares = np.zeros_like(table)
        self._temperature = temperature

    def step(
        self, left: Sequence[Rows], right: Sequence[Rows], rate: float, *, mask: bool
    ) -> float:
        """Bend the table by one batch of pairs and return its loss; empty texts are passed over.

        With ``mask``, pairs that share a side word for word are no negatives of each other.
        """
        from scipy.sparse import csr_matrix

        whole = [i for i in range(len(left)) if len(left[i]) and len(right[i])]
        if len(whole) < 2:
            return 0.0
        left, right = [left[i] for i in whole], [right[i] for i in whole]
        bags = bag([*left, *right], len(self.table))
        used = np.flatnonzero(np.bincount(bags.indices, minlength=len(self.table)))
        place = np.zeros(len(self.table), np.int32)
        place[used] = np.arange(len(used), dtype=np.int32)
        local = csr_matrix(
            (bags.data, place[bags.indices], bags.indptr), shape=(bags.shape[0], len(used))
        )
        rows = self.table[used]
        sums = local @ rows
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        units = sums / lengths
        same = _twins(left) | _twins(right) if mask else None
        count = len(left)
        loss, by_left, by_right = contrast(units[:count], units[count:], self._temperature, same)
        gradient = local.T.tocsr() @ through_unit(
            np.concatenate([by_left, by_right]), units, lengths
        )
        squares = self._squares[used]
        squares += gradient**2
        self._squares[used] = squares
        np.sqrt(squares, out=squares)
        squares += np.float32(1e-6)
        gradient *= np.float32(rate)
        gradient /= squares
        rows -= gradient
        self.table[used] = rows
        return loss


def _twins(texts: Sequence[Rows]) -> NDArray[np.bool_]:
    numbers: dict[bytes, int] = {}
    kinds = np.array([numbers.setdefault(one.tobytes(), len(numbers)) for one in texts])
    return np.asarray(kinds[:, None] == kinds[None, :])
