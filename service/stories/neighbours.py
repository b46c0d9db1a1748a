"""What the other articles say of a pair: whether those near the one are near the other.

Knows nothing of words or vectors; it sees a graph of probabilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.stories.parallel import in_parts
from service.stories.words import Sparse

NEIGHBOUR_FEATURES = (
    "first_guess",
    "shared_neighbours",
    "shared_share",
    "mean_to_group_low",
    "mean_to_group_high",
    "group_low",
    "group_high",
    "best_bridge",
    "guess_to_best_low",
    "guess_to_best_high",
    "guess_rank_high",
    "guess_rank_low",
)
CHUNK = 8_192
# From this first guess on a neighbour counts as one of the article's own group.
OWN = 0.5


def measure_neighbours(
    n: int, i: NDArray[np.int64], j: NDArray[np.int64], guess: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(m, f) float32, a column for each of ``NEIGHBOUR_FEATURES``, of the pairs ``i`` < ``j``.

    ``guess`` (m,) float32 is the probability of each pair by itself.
    """
    graph = symmetric(n, i, j, guess)
    group = symmetric(n, i, j, np.where(guess > OWN, guess, 0.0).astype(np.float32))
    total, own = _sums(graph), _sums(group)
    best = np.maximum(np.asarray(graph.max(axis=1).toarray(), np.float32).ravel(), 1e-6)
    ranks = _ranks(n, i, j, guess)
    out = np.empty((len(i), len(NEIGHBOUR_FEATURES)), np.float32)

    def work(part: slice) -> None:
        a, b, p = i[part], j[part], guess[part]
        both = graph[a].multiply(graph[b]).tocsr()
        shared = np.asarray(both.sum(axis=1), np.float32).ravel()
        bridge = np.sqrt(np.asarray(both.max(axis=1).toarray(), np.float32).ravel())
        mine = np.where(p > OWN, p, 0.0)
        rows, place = np.unique(a, return_inverse=True)
        to_b = _picked(graph[rows] @ group, place, b) / (own[b] - mine + 0.3)
        to_a = _picked(group[rows] @ graph, place, b) / (own[a] - mine + 0.3)
        relative = (p / best[a], p / best[b])
        rank = (np.log1p(ranks[0][part]), np.log1p(ranks[1][part]))
        columns = [
            np.log((p + 1e-4) / (1 - p + 1e-4)),
            np.log1p(shared),
            shared / np.maximum(total[a] + total[b] - shared - 2 * p, 1e-3),
            np.minimum(to_a, to_b),
            np.maximum(to_a, to_b),
            np.log1p(np.minimum(own[a], own[b])),
            np.log1p(np.maximum(own[a], own[b])),
            bridge,
            np.minimum(*relative),
            np.maximum(*relative),
            np.minimum(*rank),
            np.maximum(*rank),
        ]
        out[part] = np.column_stack(columns)

    in_parts(len(i), CHUNK, work)
    return out


def symmetric(
    n: int, i: NDArray[np.int64], j: NDArray[np.int64], value: NDArray[np.float32]
) -> Sparse:
    """(n, n) csr float32 with ``value`` at (i, j) and (j, i); zeros are not stored."""
    from scipy.sparse import csr_matrix

    keep = value > 0
    one, other = i[keep], j[keep]
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    values = np.concatenate([value[keep], value[keep]]).astype(np.float32)
    return csr_matrix((values, (rows, columns)), shape=(n, n))


def _sums(rows: Sparse) -> NDArray[np.float32]:
    return np.asarray(rows.sum(axis=1), np.float32).ravel()


def _picked(
    matrix: Sparse, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float32]:
    matrix.sort_indices()
    return np.asarray(matrix[rows, columns], np.float32).ravel()


def _ranks(
    n: int, i: NDArray[np.int64], j: NDArray[np.int64], guess: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How many pairs of the first article, and of the second, have a higher guess."""
    rows, values = np.concatenate([i, j]), np.concatenate([guess, guess])
    order = np.lexsort((-values, rows))
    row, value = rows[order], values[order]
    start = np.searchsorted(row, np.arange(n))[row]
    fresh = np.ones(len(row), bool)
    fresh[1:] = (row[1:] != row[:-1]) | (value[1:] != value[:-1])
    # Equal guesses share the rank of the first of them, whatever the order they stand in.
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(row)), 0))
    rank = np.empty(len(row), np.float32)
    rank[order] = first - start
    return rank[: len(i)], rank[len(i) :]
