"""Lists of table rows to weighted bags: earlier words count more, repeats ever less.

Knows nothing of words or vectors; the encoder and its training share these weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

# News says first what happened: a word at place p weighs 1 / (1 + p / 50). With TF-IDF over 200
# words such weights lift the mean MRR of four labelled weeks from 0.911 to 0.920 and title to
# body recall at one from 0.71 to 0.73 over 3,606 articles of 2022 (80; 30 is level). Trained
# encoders of two seeds are 0.003 in MRR and 0.003 in recall better at 50 than at 80.
HALF_WEIGHT_AT = 50.0


def bag(lists: Sequence[Sequence[int] | NDArray[np.int32]], rows: int) -> Any:
    """``bag_flat`` of lists of rows: (len(lists), rows) float32 CSR."""
    ends = np.zeros(len(lists) + 1, dtype=np.int32)
    np.cumsum([len(one) for one in lists], out=ends[1:])
    indices = np.fromiter(chain.from_iterable(lists), dtype=np.int32, count=int(ends[-1]))
    return bag_flat(indices, ends, rows)


def bag_flat(indices: NDArray[np.int32], ends: NDArray[np.int32], rows: int) -> Any:
    """A (n, rows) float32 CSR matrix of log(1 + sum of place weights), places from 0.

    Line i is of ``indices[ends[i]:ends[i + 1]]``, ``ends`` (n + 1,). It depends on these only,
    so neighbours never change a vector.
    """
    from scipy.sparse import csr_matrix

    places = np.arange(len(indices)) - np.repeat(ends[:-1], np.diff(ends))
    # In steps of 2**-20, sums in float64 are exact: no order of adding changes a bit.
    weights = np.rint(2.0**20 / (1.0 + places / HALF_WEIGHT_AT)) / 2.0**20
    found = csr_matrix((weights, indices, ends), shape=(len(ends) - 1, rows))
    found.sum_duplicates()
    found.data = np.log1p(found.data)
    return found.astype(np.float32)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """``rows`` (n, d) scaled to length one; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)
