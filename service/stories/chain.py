"""Events to stories: the chain of events a reader follows as one affair.

Knows nothing of words; it sees events, their times and the story probability of article pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


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
    chain.link(one[apart], other[apart], i[apart], j[apart], probability[apart])
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
        self._times = {
            int(event[order[start]]): np.sort(hours[part][~np.isnan(hours[part])])
            for start, part in zip(starts, np.split(order, starts[1:]), strict=True)
        }
        self._parent: dict[int, int] = {}
        self._links: dict[int, dict[int, tuple[float, int]]] = {node: {} for node in self._times}

    def link(
        self,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        probability: NDArray[np.float32],
    ) -> None:
        """Sum the probabilities between each two events, and count the pairs beyond reach."""
        far = ~(np.abs(self._hours[i] - self._hours[j]) <= self._reach)
        low, high = np.minimum(one, other), np.maximum(one, other)
        width = int(max(high.max(initial=0), 0)) + 1
        pairs, where = np.unique(low * width + high, return_inverse=True)
        total = np.bincount(where, probability.astype(np.float64), len(pairs))
        beyond = np.bincount(where, far, len(pairs)).astype(np.int64)
        for pair, value, count in zip(pairs.tolist(), total.tolist(), beyond.tolist(), strict=True):
            a, b = divmod(pair, width)
            self._links[a][b] = self._links[b][a] = (value, count)

    def join(self, cut: float) -> None:
        """Merge the best two groups until none reaches ``cut``."""
        heap = [
            (-mean, a, b)
            for a, near in self._links.items()
            for b in near
            if a < b and (mean := self._mean(a, b)) >= cut
        ]
        heapq.heapify(heap)
        while heap:
            score, a, b = heapq.heappop(heap)
            if b not in self._links.get(a, ()) or -self._mean(a, b) != score:
                continue
            self._merge(a, b)
            for c in self._links[a]:
                mean = self._mean(a, c)
                if mean >= cut:
                    heapq.heappush(heap, (-mean, min(a, c), max(a, c)))

    def root(self, node: int) -> int:
        """The group that ``node`` has gone into."""
        while node in self._parent:
            node = self._parent[node]
        return node

    def _mean(self, a: int, b: int) -> float:
        total, beyond = self._links[a][b]
        return round(total / max(self._within(a, b) + beyond, 1), 9)

    def _within(self, a: int, b: int) -> int:
        few, many = self._times[a], self._times[b]
        if len(few) > len(many):
            few, many = many, few
        high = np.searchsorted(many, few + self._reach, "right")
        return int((high - np.searchsorted(many, few - self._reach, "left")).sum())

    def _merge(self, a: int, b: int) -> None:
        self._times[a] = np.sort(np.concatenate([self._times[a], self._times.pop(b)]))
        self._parent[b] = a
        taken = self._links.pop(b)
        del self._links[a][b]
        for c, (total, beyond) in _others(taken, a):
            before = self._links[a].get(c, (0.0, 0))
            both = (before[0] + total, before[1] + beyond)
            self._links[a][c] = self._links[c][a] = both
            del self._links[c][b]


def _others(
    links: dict[int, tuple[float, int]], but: int
) -> Iterable[tuple[int, tuple[float, int]]]:
    return ((node, link) for node, link in links.items() if node != but)


def _least(label: NDArray[np.int64]) -> NDArray[np.int64]:
    """Name each group by its least member."""
    _, first, where = np.unique(label, return_index=True, return_inverse=True)
    return np.asarray(first[where], np.int64)
