"""Likely reports of one happening by two outlets, found without labels.

Knows nothing of encoders: words, outlets and days decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Below 0.25 a sample of pairs held more follow-ups of an affair than reports of one happening.
LEAST = 0.25
NEAR_BEST = 0.8
DAYS = 2.0
BLOCK = 500


def find_silver(
    texts: Sequence[NDArray[np.int32]], days: Sequence[float], outlets: Sequence[str]
) -> NDArray[np.int64]:
    """Pairs of ``texts`` (word numbers) by two outlets within two days: (m, 2) int64.

    A pair is taken if its TF-IDF cosine is at least 0.25 and four fifths of the best that
    either of the two has, so that an affair's side stories stay apart.
    """
    order = np.argsort(np.asarray(days), kind="stable")
    when = np.asarray(days)[order]
    who = np.unique(np.asarray(outlets), return_inverse=True)[1][order]
    lines = _tf_idf([texts[place] for place in order])
    found = [np.zeros((0, 3))]
    for start in range(0, len(order), BLOCK):
        end = min(start + BLOCK, len(order))
        low = int(np.searchsorted(when, when[start] - DAYS))
        high = int(np.searchsorted(when, when[end - 1] + DAYS))
        near = (lines[start:end] @ lines[low:high].T).tocoo()
        left, right = start + near.row, low + near.col
        keep = (near.data > LEAST) & (left < right) & (who[left] != who[right])
        keep &= np.abs(when[left] - when[right]) < DAYS
        found.append(np.stack([left[keep], right[keep], near.data[keep]], axis=1))
    return np.asarray(order[_near_best(np.concatenate(found), len(order))], dtype=np.int64)


def _near_best(found: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    pairs = found[:, :2].astype(np.int64)
    best = np.zeros(count)
    for side in (0, 1):
        np.maximum.at(best, pairs[:, side], found[:, 2])
    near: NDArray[np.bool_] = found[:, 2] >= NEAR_BEST * best[pairs].max(axis=1)
    return np.asarray(pairs[near])


def _tf_idf(texts: Sequence[NDArray[np.int32]]) -> Any:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfTransformer

    ends = np.concatenate([[0], np.cumsum([len(one) for one in texts])])
    numbers = np.concatenate(texts)
    counts = csr_matrix((np.ones(len(numbers), dtype=np.float32), numbers, ends))
    counts.sum_duplicates()
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)
