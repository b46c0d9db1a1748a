"""Which pairs of articles are worth comparing: near in time, and near in words or vectors.

Knows nothing of probabilities; it only spares the similarity the pairs that are plainly apart.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps
from service.stories.corpus import Corpus
from service.stories.parallel import in_parts, release


class CandidateParams(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of the search.

    ``days``: 99 % of the pairs of one event on the labelled weeks are under five days apart.
    ``closeness``: the sum of three cosines (0 to 3) from which a pair is compared; 0.2 keeps
    96 % of the pairs of one event over the labelled weeks and one in twenty of all pairs.
    ``nearest``: each article is compared with this many of its nearest whatever their closeness.
    ``full``: with so many articles near in time, none is missed.
    """

    days: float = 7.0
    closeness: float = 0.2
    nearest: int = 15
    block: int = 512
    full: int = 300


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """m pairs of corpus rows, ``first`` < ``second``, in ascending order.

    ``closeness`` (m,) float32, and of its cosines ``head_words`` and ``all_words`` (m,) float32;
    ``first_rank`` and ``second_rank`` (m,) float32: how many articles are closer to the one than
    the other is. ``best`` (n,) float32: the closeness of each article's nearest; ``crowd`` (n,)
    float32: the mean over its ten nearest.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    closeness: NDArray[np.float32]
    head_words: NDArray[np.float32]
    all_words: NDArray[np.float32]
    first_rank: NDArray[np.float32]
    second_rank: NDArray[np.float32]
    best: NDArray[np.float32]
    crowd: NDArray[np.float32]


# The closeness of the k-th nearest article, k from 1, in the median over the labelled weeks. A
# store of few articles says little of how near the nearest would be: these stand in for the
# articles it lacks.
USUAL = np.array([0.95, 0.66, 0.54, 0.47, 0.43, 0.40, 0.37, 0.36, 0.34, 0.33], np.float32)
CROWD = len(USUAL)


def find_pairs(corpus: Corpus, params: CandidateParams) -> Pairs:
    """Every pair within ``params``; an undated article is compared with all others."""
    windows = list(_windows(corpus.hours, params))
    found: dict[int, _Found] = {}

    def work(part: slice) -> None:
        for place in range(part.start, part.stop):
            found[place] = _search(corpus, *windows[place], params)

    in_parts(len(windows), 1, work)
    best, crowd = np.zeros(corpus.size, np.float32), np.zeros(corpus.size, np.float32)
    parts = [found.pop(place) for place in range(len(windows))]
    for (rows, _), one in zip(windows, parts, strict=True):
        best[rows], crowd[rows] = one.nearest[:, 0], one.nearest.mean(axis=1)
    pairs = _assemble(parts, best, crowd)
    release(corpus.size)
    return pairs


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows of one block found: pairs, their ranks and cosines, and the nearest.

    ``values`` (3, m) float32: closeness, and the cosines of head words and of all words.
    """

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    rank: NDArray[np.float32]
    values: NDArray[np.float32]
    nearest: NDArray[np.float32]


def _search(
    corpus: Corpus,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    params: CandidateParams,
) -> _Found:
    scores, head, text = closeness(corpus, rows, columns)
    far = np.abs(corpus.hours[rows][:, None] - corpus.hours[columns]) > params.days * 24.0
    scores[far] = -1.0
    # The fewer articles lie near in time, the more of the usual neighbours stand in for them.
    lack = np.maximum(0.0, 1.0 - (~far).sum(axis=1) / max(params.full, 1)).astype(np.float32)
    keep = (scores >= params.closeness) | (scores >= _kth(scores, params.nearest)[:, None])
    keep &= scores > 0
    row, column = np.nonzero(keep)
    return _Found(
        rows=rows[row].astype(np.int32),
        columns=columns[column].astype(np.int32),
        rank=_ranks(scores, row, column, lack).astype(np.float32),
        values=np.stack([part[row, column] for part in (scores, head, text)]),
        nearest=_top(scores, CROWD, lack),
    )


def closeness(
    corpus: Corpus, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """(r, c) float32: the sum of three cosines; that of head words; that of all words.

    The third is the vectors'. The sum is -1 of an article with itself.
    """
    scores = in_steps(corpus.whole[rows]) @ in_steps(corpus.whole[columns]).T
    head = (corpus.head[rows] @ corpus.head[columns].T).toarray()
    text = (corpus.text[rows] @ corpus.text[columns].T).toarray()
    scores += head
    scores += text
    scores[rows[:, None] == columns[None, :]] = -1.0
    return scores, head, text


def _windows(
    hours: NDArray[np.float64], params: CandidateParams
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Blocks of rows in order of time, each with the columns near it in time and the undated."""
    undated = np.flatnonzero(np.isnan(hours))
    dated = np.flatnonzero(~np.isnan(hours))
    dated = dated[np.argsort(hours[dated], kind="stable")]
    times, reach = hours[dated], params.days * 24.0
    for start in range(0, len(dated), params.block):
        rows = dated[start : start + params.block]
        low = np.searchsorted(times, hours[rows[0]] - reach, "left")
        high = np.searchsorted(times, hours[rows[-1]] + reach, "right")
        yield rows, np.sort(np.concatenate([dated[low:high], undated]))
    everything = np.arange(len(hours), dtype=np.int64)
    for start in range(0, len(undated), params.block):
        yield undated[start : start + params.block], everything


def _top(scores: NDArray[np.float32], count: int, lack: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ``count`` greatest of each row, falling, filled up from ``USUAL`` where there are few."""
    known = min(count, scores.shape[1])
    part = -np.partition(-scores, known - 1, axis=1)[:, :known] if known else scores
    both = np.concatenate([part, lack[:, None] * USUAL], axis=1)
    return -np.sort(-both, axis=1)[:, :count]


def _kth(scores: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    known = min(count, scores.shape[1])
    return -np.partition(-scores, known - 1, axis=1)[:, known - 1]


def _ranks(
    scores: NDArray[np.float32],
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    lack: NDArray[np.float32],
) -> NDArray[np.int64]:
    ordered = np.sort(scores, axis=1)
    value = scores[row, column]
    rank = np.empty(len(row), np.int64)
    cuts = np.searchsorted(row, np.arange(len(scores) + 1))
    for one in range(len(scores)):
        part = slice(cuts[one], cuts[one + 1])
        rank[part] = scores.shape[1] - np.searchsorted(ordered[one], value[part], "right")
        if lack[one] > 0:
            usual = np.searchsorted(-USUAL * lack[one], -value[part], "left")
            rank[part] = np.maximum(rank[part], usual)
    return rank


def _assemble(found: list[_Found], best: NDArray[np.float32], crowd: NDArray[np.float32]) -> Pairs:
    """Join what each row found of its columns into pairs, each once; ``found`` is used up."""
    n = len(best)
    key = _distinct(np.concatenate([_key(one, n) for one in found] or [np.zeros(0, np.int64)]))
    values = np.zeros((3, len(key)), np.float32)
    ranks = np.full((2, len(key)), np.inf, np.float32)
    while found:
        one = found.pop()
        where = np.searchsorted(key, _key(one, n))
        ranks[(one.rows > one.columns).astype(np.int64), where] = one.rank
        values[:, where] = np.maximum(values[:, where], one.values)
    for mine, others in (ranks, ranks[::-1]):
        missing = np.isinf(mine)
        # Not among the other's nearest: at least as far down as the furthest kept.
        mine[missing] = np.maximum(others[missing], 30.0)
    return Pairs(
        first=key // max(n, 1),
        second=key % max(n, 1),
        closeness=values[0],
        head_words=values[1],
        all_words=values[2],
        first_rank=ranks[0],
        second_rank=ranks[1],
        best=best,
        crowd=crowd,
    )


def _key(found: _Found, n: int) -> NDArray[np.int64]:
    low, high = np.minimum(found.rows, found.columns), np.maximum(found.rows, found.columns)
    return low.astype(np.int64) * n + high


def _distinct(key: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distinct numbers of ``key``, ascending; ``key`` is sorted in place."""
    key.sort()
    fresh = np.ones(len(key), bool)
    fresh[1:] = key[1:] != key[:-1]
    return key[fresh]
