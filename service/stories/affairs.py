"""Stories that are one affair, however far apart in time: their middles speak for them.

Knows nothing of times and of single pairs; an affair's rare words and names carry the link.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.stories.corpus import Corpus

# Middles whose vectors are further apart than this never reached the cut on the long stories.
NEAR = 0.35
BLOCK = 2_048


def join_affairs(corpus: Corpus, story: NDArray[np.int64], cut: float) -> NDArray[np.int64]:
    """(n,) int64: the least article of each article's story after joining.

    ``story`` (n,) int64 names the least article of each. The middle of a story is the mean of
    its articles, as head words, all words and vectors; two stories are one when the three
    cosines of their middles sum to at least ``cut``. Each round joins those that are each
    other's nearest, then takes the middles anew (centroid linkage, mutual nearest first).
    """
    while True:
        names, label = np.unique(story, return_inverse=True)
        one, other = _mutual(*_near(corpus, label, len(names), cut), len(names))
        if not len(one):
            return story
        root = np.arange(len(names))
        root[np.maximum(one, other)] = np.minimum(one, other)
        story = names[root[label]]


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


def _near(
    corpus: Corpus, label: NDArray[np.int64], count: int, cut: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Every pair of groups, each once, whose middles reach ``cut``, with the sum."""
    head, text, whole = middles(corpus, label, count)
    ones, others, sums = [], [], []
    for start in range(0, count, BLOCK):
        near = whole[start : start + BLOCK] @ whole[start:].T
        row, column = np.nonzero(np.triu(near >= NEAR, 1))
        total = near[row, column].astype(np.float64)
        row, column = row + start, column + start
        total += np.asarray(head[row].multiply(head[column]).sum(axis=1)).ravel()
        # The cosine of all words is at most one: most pairs need no second product.
        able = total + 1.0 >= cut
        row, column, total = row[able], column[able], total[able]
        total += np.asarray(text[row].multiply(text[column]).sum(axis=1)).ravel()
        reach = total >= cut
        ones.append(row[reach])
        others.append(column[reach])
        sums.append(np.round(total[reach], 6))
    return np.concatenate(ones), np.concatenate(others), np.concatenate(sums)


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
