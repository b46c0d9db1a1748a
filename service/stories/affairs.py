"""Stories that are one affair, however far apart in time: their middles speak for them.

Knows nothing of single pairs; an affair's rare words and names carry the link, not its time.
"""

from __future__ import annotations

from math import log
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.corpus import Corpus

BLOCK = 512


class AffairParams(msgspec.Struct, frozen=True, kw_only=True):
    """From which sum of three cosines (0 to 3) the middles of two stories are one affair.

    ``near``: for stories within ``days`` of each other, which share their week's topics anyhow.
    Over the eight long stories the mean F1 is 0.70 without joining and within 0.91 to 0.92 for
    every cut from 1.3 to 1.6; the labelled weeks lose precision below 1.5.
    ``chance``: for stories further apart or undated, how many partners an article may find by
    chance alone: of articles over two weeks apart in nine months of news (17 million pairs) a
    share exp(-2.64 - 7.68 x) has a sum of x or more, so the cut rises with the logarithm of the
    number of articles (a contrario detection, Desolneux et al. 2000); 0.02 gives 1.5 at 30,000.
    ``least``: the cut never falls below it, however few the articles.
    """

    near: float = 1.5
    chance: float = 0.02
    least: float = 0.45
    days: float = 7.0

    def far(self, articles: int) -> float:
        """The cut for stories far apart in a store of so many articles."""
        return max(self.least, (log(max(articles, 1) / self.chance) - 2.64) / 7.68)


def join_affairs(
    corpus: Corpus, story: NDArray[np.int64], params: AffairParams
) -> NDArray[np.int64]:
    """(n,) int64: the least article of each article's story after joining.

    ``story`` (n,) int64 names the least article of each. The middle of a story is the mean of
    its articles, as head words, all words and vectors. Each round joins those that are each
    other's nearest and near enough, then takes the middles anew (centroid linkage).
    """
    kept = _Pairs(one=np.zeros(0, np.int64), other=np.zeros(0, np.int64), total=np.zeros(0))
    moved: NDArray[np.int64] | None = None
    while True:
        names, label = np.unique(story, return_inverse=True)
        anew = np.ones(len(names), bool) if moved is None else np.isin(names, moved)
        fresh = _near(corpus, label, anew, params)
        one = np.concatenate([np.searchsorted(names, kept.one), fresh.one])
        other = np.concatenate([np.searchsorted(names, kept.other), fresh.other])
        total = np.concatenate([kept.total, fresh.total])
        left, right = _mutual(one, other, total, len(names))
        if not len(left):
            return story
        root = np.arange(len(names))
        root[np.maximum(left, right)] = np.minimum(left, right)
        story = names[root[label]]
        # What neither story of a pair joined stays true of it.
        moved = names[np.concatenate([left, right])]
        same = ~(np.isin(names[one], moved) | np.isin(names[other], moved))
        kept = _Pairs(one=names[one[same]], other=names[other[same]], total=total[same])


def middles(corpus: Corpus, label: NDArray[np.int64], count: int) -> tuple[Any, Any, Any]:
    """The middle of each of ``count`` groups: two (count, v) csr and one (count, d), unit rows."""
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    ones = np.ones(len(label), np.float32)
    member = csr_matrix((ones, (label, np.arange(len(label)))), shape=(count, len(label)))
    return (
        normalize(member @ corpus.head),
        normalize(member @ corpus.text),
        normalize(member @ corpus.whole),
    )


class _Pairs(msgspec.Struct, frozen=True):
    """Pairs of groups, each once, and the sum of the cosines of their middles."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    total: NDArray[np.float64]


def _near(
    corpus: Corpus, label: NDArray[np.int64], anew: NDArray[np.bool_], params: AffairParams
) -> _Pairs:
    """Every pair of groups whose middles reach their cut and of which at least one is ``anew``."""
    count = len(anew)
    head, text, whole = middles(corpus, label, count)
    first, last = _spans(corpus.hours, label, count)
    far = params.far(corpus.size)
    rows = np.flatnonzero(anew)
    found: list[tuple[NDArray[Any], ...]] = []
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        # Of two that are anew the lesser looks for the greater.
        begin = int(part[0]) if anew.all() else 0
        near = whole[part] @ whole[begin:].T
        # Both word cosines are at most one, and hardly ever above the vectors' by more than 0.25.
        row, column = np.nonzero(near >= min(far, params.near) / 3 - 0.17)
        total = near[row, column].astype(np.float64)
        row, column = part[row], column + begin
        once = (row < column) | ~anew[column]
        row, column, total = row[once], column[once], total[once]
        gap = np.maximum(first[row], first[column]) - np.minimum(last[row], last[column])
        cut = np.where(gap <= params.days * 24.0, params.near, far)
        total += np.asarray(head[row].multiply(head[column]).sum(axis=1)).ravel()
        able = total + 1.0 >= cut
        row, column, total, cut = row[able], column[able], total[able], cut[able]
        total += np.asarray(text[row].multiply(text[column]).sum(axis=1)).ravel()
        reach = total >= cut
        found.append((row[reach], column[reach], np.round(total[reach], 6)))
    one, other, total = (np.concatenate([part[k] for part in found]) for k in range(3))
    return _Pairs(one=one, other=other, total=total)


def _spans(
    hours: NDArray[np.float64], label: NDArray[np.int64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """When each group begins and ends; NaN, far from all, where nothing in it is dated."""
    known = ~np.isnan(hours)
    first, last = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(first, label[known], hours[known])
    np.maximum.at(last, label[known], hours[known])
    first[~np.isfinite(first)] = last[~np.isfinite(last)] = np.nan
    return first, last


def _mutual(
    one: NDArray[np.int64], other: NDArray[np.int64], total: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs that are each other's nearest; of equals the lesser name is nearer."""
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((columns, -np.concatenate([total, total]), rows))
    first = np.unique(rows[order], return_index=True)[1]
    nearest = np.full(count, -1, np.int64)
    nearest[rows[order][first]] = columns[order][first]
    mutual = (nearest[one] == other) & (nearest[other] == one)
    return one[mutual], other[mutual]
