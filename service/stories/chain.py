"""Events to stories: the chain of events a reader follows as one affair.

Knows nothing of words; it sees events, their times and the story probability of article pairs.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# What two groups share: the sum of the probabilities of their links, how many of these are of
# articles beyond each other's reach, and how many there are.
Link = tuple[float, int, int]
# Means are rounded: a bound is only believed beyond this.
SLACK = 1e-6


def chain_events(
    event: NDArray[np.int64],
    hours: NDArray[np.float64],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    probability: NDArray[np.float32],
    *,
    cut: float,
    reach: float,
) -> NDArray[np.int64]:
    """(n,) int64: the least article of each article's story; an event is never parted.

    ``event`` (n,) int64 names the least article of each event, ``reach`` is in hours. Two groups
    are one story while the mean probability over their article pairs within ``reach`` of each
    other is at least ``cut``; pairs further apart than that say nothing, so an affair of months
    holds together by its neighbouring weeks (average linkage, local in time).
    """
    chain = _Chain(event, hours, reach)
    one, other = event[i], event[j]
    apart = one != other
    chain.link(one[apart], other[apart], i[apart], j[apart], probability[apart], cut)
    chain.join(cut)
    story = np.array([chain.root(int(node)) for node in event], np.int64)
    return _least(story)


class _Chain:
    """Groups of events, what links them, and their times; merged greedily, best first."""

    def __init__(self, event: NDArray[np.int64], hours: NDArray[np.float64], reach: float) -> None:
        self._reach = reach
        self._hours = hours
        order = np.argsort(event, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(event[order]) > 0])
        self._times: dict[int, list[float]] = {
            int(event[order[start]]): sorted(hours[part][~np.isnan(hours[part])].tolist())
            for start, part in zip(starts, np.split(order, starts[1:]), strict=True)
        }
        self._parent: dict[int, int] = {}
        self._age = dict.fromkeys(self._times, 0)
        self._links: dict[int, dict[int, Link]] = {node: {} for node in self._times}

    def link(
        self,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        probability: NDArray[np.float32],
        cut: float,
    ) -> None:
        """Sum the probabilities between each two events, and count the pairs beyond reach.

        Groups with a mean of ``cut`` have in them two events with one, so links between events
        that no such chain connects can never matter and are let go.
        """
        far = ~(np.abs(self._hours[i] - self._hours[j]) <= self._reach)
        low, high = np.minimum(one, other), np.maximum(one, other)
        width = int(max(high.max(initial=0), 0)) + 1
        pairs, where = np.unique(low * width + high, return_inverse=True)
        total = np.bincount(where, probability.astype(np.float64), len(pairs))
        beyond = np.bincount(where, far, len(pairs)).astype(np.int64)
        count = np.bincount(where, minlength=len(pairs))
        able = total >= (cut - SLACK) * count
        kept = _connected(pairs // width, pairs % width, able, width)
        found = (part[kept].tolist() for part in (pairs, total, beyond, count))
        for pair, *link in zip(*found, strict=True):
            a, b = divmod(pair, width)
            self._links[a][b] = self._links[b][a] = (link[0], link[1], link[2])

    def join(self, cut: float) -> None:
        """Merge the best two groups until none reaches ``cut``."""
        heap: list[tuple[float, int, int, int, int]] = []
        for a, near in self._links.items():
            for b in near:
                if a < b:
                    self._offer(heap, a, b, cut)
        heapq.heapify(heap)
        while heap:
            _, a, b, first, second = heapq.heappop(heap)
            if self._age.get(a) != first or self._age.get(b) != second:
                continue
            self._merge(a, b)
            fresh: list[tuple[float, int, int, int, int]] = []
            for c in self._links[a]:
                self._offer(fresh, min(a, c), max(a, c), cut)
            for offer in fresh:
                heapq.heappush(heap, offer)

    def _offer(
        self, heap: list[tuple[float, int, int, int, int]], a: int, b: int, cut: float
    ) -> None:
        """Note two groups that could merge, with the age that each has now."""
        total, beyond, count = self._links[a][b]
        # Each link is a pair within reach or beyond it: no mean is higher than that of the links.
        if total < (cut - SLACK) * count:
            return
        mean = round(total / max(self._within(a, b) + beyond, 1), 9)
        if mean >= cut:
            heap.append((-mean, a, b, self._age[a], self._age[b]))

    def root(self, node: int) -> int:
        """The group that ``node`` has gone into."""
        while node in self._parent:
            node = self._parent[node]
        return node

    def _within(self, a: int, b: int) -> int:
        few, many = self._times[a], self._times[b]
        if len(few) > len(many):
            few, many = many, few
        reach = self._reach
        return sum(bisect_right(many, at + reach) - bisect_left(many, at - reach) for at in few)

    def _merge(self, a: int, b: int) -> None:
        self._times[a] = sorted(self._times[a] + self._times.pop(b))
        self._parent[b] = a
        self._age[a] += 1
        del self._age[b]
        taken = self._links.pop(b)
        del self._links[a][b]
        for c, link in _others(taken, a):
            before = self._links[a].get(c, (0.0, 0, 0))
            both = (before[0] + link[0], before[1] + link[1], before[2] + link[2])
            self._links[a][c] = self._links[c][a] = both
            del self._links[c][b]


def _others(links: dict[int, Link], but: int) -> Iterable[tuple[int, Link]]:
    return ((node, link) for node, link in links.items() if node != but)


def _connected(
    one: NDArray[np.int64], other: NDArray[np.int64], able: NDArray[np.bool_], n: int
) -> NDArray[np.bool_]:
    """Which pairs lie in one piece of the graph of those that are ``able``."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    graph = csr_matrix((np.ones(int(able.sum())), (one[able], other[able])), shape=(n, n))
    piece = connected_components(graph, directed=False)[1]
    return np.asarray(piece[one] == piece[other])


def _least(label: NDArray[np.int64]) -> NDArray[np.int64]:
    """Name each group by its least member."""
    _, first, where = np.unique(label, return_index=True, return_inverse=True)
    return np.asarray(first[where], np.int64)
