"""What the other articles say of a pair: whether those near the one are near the other.

Knows nothing of words or vectors; it sees a graph of probabilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.stories.parallel import in_parts
from service.stories.sparse import Sparse, entries, in_turns

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
ROWS = 1_024
# So many numbers are spread out at a time, and so many looked up there.
SPREAD = 4_000_000
LOOKS = 100_000
# From this first guess on a neighbour counts as one of the article's own group.
OWN = 0.5


class Web:
    """Which of n articles are paired with which: csr rows of partners, and of the pairs' places.

    The pairs ``i`` < ``j`` stand in ascending order. Partners are told by their place on a
    ``line`` (n,), each article's own: where those that are paired stand near each other, what is
    known of them lies near, too, and is found sooner.
    """

    def __init__(
        self,
        n: int,
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        line: NDArray[np.int32] | None = None,
    ) -> None:
        from scipy.sparse import csr_matrix

        self.n, self.i, self.j = n, i, j
        starts = np.searchsorted(i, np.arange(n + 1))
        # Places count from one: a sum of sparse matrices keeps no zeros.
        later = csr_matrix((np.arange(1, len(i) + 1, dtype=np.int32), j, starts), shape=(n, n))
        both = later + later.T.tocsr()
        self.starts, self.pair = both.indptr, both.data - 1
        self.partners = both.indices if line is None else line[both.indices]

    def weighed(self, weight: NDArray[np.float32], least: float = -1.0) -> Sparse:
        """(n, n) csr float32 of each pair's ``weight`` (m,), those above ``least`` alone."""
        from scipy.sparse import csr_matrix

        values = weight[self.pair]
        if least < 0:
            return csr_matrix((values, self.partners, self.starts), shape=(self.n, self.n))
        kept = np.flatnonzero(values > least)
        starts = np.searchsorted(kept, self.starts)
        return csr_matrix((values[kept], self.partners[kept], starts), shape=(self.n, self.n))


class Neighbours:
    """A web of pairs with the probability of each by itself, ``guess`` (m,) float32."""

    def __init__(self, web: Web, guess: NDArray[np.float32]) -> None:
        self._web, self._guess = web, guess
        self._graph, self._group = web.weighed(guess), web.weighed(guess, OWN)
        self._total, self._own = _reduced(np.add, self._graph), _reduced(np.add, self._group)
        self._best = np.maximum(_reduced(np.maximum, self._graph), 1e-6)
        self._ranks = np.empty((2, len(guess)), np.float32)
        # Rows are spread out here, every number of it zero again afterwards.
        self._spare: list[NDArray[np.float32]] = []
        in_parts(web.n, ROWS, self._rank)

    def measure(self, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """(len(pairs), f) float32, a column for each of ``NEIGHBOUR_FEATURES``.

        ``pairs``: places in the web, ascending.
        """
        a, b, p = self._web.i[pairs], self._web.j[pairs], self._guess[pairs]
        own = self._own
        shared, highest, to_a, to_b = self._common(a, b)
        mine = np.where(p > OWN, p, 0.0)
        to_b /= own[b] - mine + 0.3
        to_a /= own[a] - mine + 0.3
        relative = (p / self._best[a], p / self._best[b])
        rank = _log1p(self._ranks[:, pairs])
        both_total = self._total[a] + self._total[b]
        columns = [
            np.log((p + 1e-4) / (1 - p + 1e-4), dtype=np.float64),
            _log1p(shared),
            shared / np.maximum(both_total - shared - 2 * p, 1e-3),
            np.minimum(to_a, to_b),
            np.maximum(to_a, to_b),
            _log1p(np.minimum(own[a], own[b])),
            _log1p(np.maximum(own[a], own[b])),
            np.sqrt(highest),
            np.minimum(*relative),
            np.maximum(*relative),
            np.minimum(*rank),
            np.maximum(*rank),
        ]
        out = np.empty((len(columns), len(a)), np.float32)
        for place_, column in enumerate(columns):
            out[place_] = column
        return out.T

    def _common(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float32]:
        """(4, m) over all third articles, of their guesses with ``a`` and with ``b`` multiplied.

        The sum; the highest; the sums over those of the group of ``a``, and of ``b``. The pairs
        are in order of ``a``: a few of its rows are spread out at a time, where the entries of
        the rows of ``b`` look theirs up.
        """
        n, starts = self._web.n, self._graph.indptr
        out = np.empty((4, len(a)), np.float32)
        few = max(1, SPREAD // max(n, 1))
        spread = self._spare.pop() if self._spare else np.zeros(few * n, np.float32)
        for some, part in in_turns(a, starts[b + 1] - starts[b], few, LOOKS):
            size, at = _places(starts, some)
            filled = np.repeat(np.arange(len(some)) * n, size) + self._graph.indices[at]
            spread[filled] = self._graph.data[at]
            line = np.searchsorted(some, a[part]) * n
            out[:, part] = self._looked_up(spread, line, b[part])
            spread[filled] = 0.0
        self._spare.append(spread)
        return out

    def _looked_up(
        self, spread: NDArray[np.float32], line: NDArray[np.int64], b: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], ...]:
        """As ``_common``; ``line`` (m,) is where in ``spread`` the row of each ``a`` begins."""
        size, at = _places(self._graph.indptr, b)
        begin = np.cumsum(size) - size
        where = np.repeat(line, size)
        where += self._graph.indices.take(at)
        other = spread.take(where)
        both = self._graph.data.take(at)
        both *= other
        out = [np.add.reduceat(both, begin), np.maximum.reduceat(both, begin)]
        both *= other > OWN
        out.append(np.add.reduceat(both, begin))
        size, at = _places(self._group.indptr, b)
        where = np.repeat(line, size)
        where += self._group.indices.take(at)
        near = self._group.data.take(at) * spread.take(where)
        pair = np.repeat(np.arange(len(b)), size)
        return *out, np.bincount(pair, near, len(b)).astype(np.float32)

    def _rank(self, part: slice) -> None:
        """How many pairs of each article of ``part`` have a higher guess than each of them."""
        web = self._web
        size = np.diff(web.starts[part.start : part.stop + 1])
        entries = slice(web.starts[part.start], web.starts[part.stop])
        row = np.repeat(np.arange(part.start, part.stop), size)
        value = self._guess[web.pair[entries]]
        # One whole number for each, by row and falling value: the bits of floats that are not
        # below zero stand in their order.
        falling = np.uint32(0xFFFFFFFF) - np.ascontiguousarray(value, np.float32).view(np.uint32)
        key = (row.astype(np.uint64) << np.uint64(32)) | falling
        order = np.argsort(key)
        fresh = np.ones(len(row), bool)
        fresh[1:] = np.diff(key[order]) > 0
        # Equal guesses share the rank of the first of them, whatever the order they stand in.
        first = np.maximum.accumulate(np.where(fresh, np.arange(len(row)), 0))
        rank = np.empty(len(row), np.float32)
        rank[order] = first - np.repeat(np.cumsum(size) - size, size)
        is_first = web.i[web.pair[entries]] == row
        self._ranks[np.where(is_first, 0, 1), web.pair[entries]] = rank


def _log1p(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """In float32 a logarithm differs from processor to processor."""
    return np.log1p(values, dtype=np.float64)


def _reduced(function: np.ufunc, rows: Sparse) -> NDArray[np.float32]:
    """(n,) what ``function`` makes of each row's values, 0 of none."""
    out = np.zeros(rows.shape[0], np.float32)
    some = np.flatnonzero(np.diff(rows.indptr))
    if len(some):
        out[some] = function.reduceat(rows.data, rows.indptr[some])
    return out


def _places(
    starts: NDArray[np.int32], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """How many entries each of these csr ``rows`` has; the places of all of them."""
    begin = starts.take(rows)
    count = starts.take(rows + 1) - begin
    return count, entries(begin, count)
