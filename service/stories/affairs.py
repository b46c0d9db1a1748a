"""Stories that are one affair, however far apart in time: their middles speak for them.

Knows nothing of single pairs; an affair's rare words and names carry the link, not its time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import log

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.corpus import Corpus
from service.stories.linkage import mutual_best
from service.stories.middles import Rows, members, to_unit, unit_rows
from service.stories.parallel import in_parts
from service.stories.vectors import in_steps, products
from service.stories.words import Sparse

BLOCK = 512
SPAN = 4_096
# So few at a time where a product has a number for many of the others.
FEW = 128
# Of so many stories every two are compared. Of more, those whose heads share rare stems, in the
# heads of no more than one story in twenty, that make up LIKE of the cosine of their head words:
# of the 1,235 pairs of one affair among 9,631 stories the least has 0.157.
FULL = 5_000
RARE = 0.05
LIKE = 0.1


class AffairParams(msgspec.Struct, frozen=True, kw_only=True):
    """From which sum of three cosines (0 to 3) the middles of two stories are one affair.

    ``chance``: how many partners an article may find by chance alone: of articles over two weeks
    apart in nine months of news (17 million pairs) a share exp(-2.64 - 7.68 x) has a sum of x or
    more, so the cut rises with the logarithm of the number of articles (a contrario detection,
    Desolneux et al. 2000); 0.02 gives 1.5 at 30,000, where over the eight long stories the mean
    F1 is 0.69 without joining and within 0.89 to 0.91 for every cut from 1.4 to 1.6.
    ``least``: the cut never falls below it, however few the articles.
    """

    chance: float = 0.02
    least: float = 0.45

    def far(self, articles: int) -> float:
        """The cut in a store of so many articles."""
        return max(self.least, (log(max(articles, 1) / self.chance) - 2.64) / 7.68)


def join_affairs(
    corpus: Corpus, story: NDArray[np.int64], params: AffairParams
) -> NDArray[np.int64]:
    """(n,) int64: the least article of each article's story after joining.

    ``story`` (n,) int64 names the least article of each. The middle of a story is the mean of
    its articles, as head words, all words and vectors. Each round joins those that are each
    other's nearest and near enough, then takes the middles anew (centroid linkage).
    """
    names, label = np.unique(story, return_inverse=True)
    found = _Middles(corpus, len(names))
    none = np.zeros(0, np.int64)
    kept, anew = _Pairs(one=none, other=none, total=np.zeros(0)), np.arange(len(names))
    while True:
        found.learn(label, anew)
        fresh = found.near(anew, params.far(corpus.size))
        one = np.concatenate([kept.one, fresh.one])
        other = np.concatenate([kept.other, fresh.other])
        total = np.concatenate([kept.total, fresh.total])
        mutual = mutual_best(one, other, total, len(names))
        left, right = one[mutual], other[mutual]
        if not len(left):
            return names[label]
        anew, gone = np.unique(np.minimum(left, right)), np.maximum(left, right)
        root = np.arange(len(names))
        root[gone] = np.minimum(left, right)
        label = root[label]
        found.forget(gone)
        # What neither story of a pair joined stays true of it.
        moved = np.zeros(len(names), bool)
        moved[left] = moved[right] = True
        same = ~(moved[one] | moved[other])
        kept = _Pairs(one=one[same], other=other[same], total=total[same])


def middles(
    corpus: Corpus, label: NDArray[np.int64], count: int
) -> tuple[Sparse, Sparse, NDArray[np.float32]]:
    """The middle of each of ``count`` groups: two (count, v) csr and one (count, d), unit rows."""
    return _middles(corpus, members(label, np.arange(count), count))


def _middles(corpus: Corpus, member: Sparse) -> tuple[Sparse, Sparse, NDArray[np.float32]]:
    head, text = member @ corpus.head, member @ corpus.text
    return to_unit(head), to_unit(text), in_steps(unit_rows(corpus.whole.sums(member)))


class _Pairs(msgspec.Struct, frozen=True):
    """Pairs of groups, each once, and the sum of the cosines of their middles."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    total: NDArray[np.float64]


_Places = tuple[NDArray[np.int64], NDArray[np.int64]]
_Look = Callable[[NDArray[np.int64], int], _Places]


class _Middles:
    """The middle of each of ``count`` groups, as head words, all words and vectors."""

    def __init__(self, corpus: Corpus, count: int) -> None:
        self._corpus = corpus
        self._head, self._text = (
            Rows(part.shape[1], count, part.nnz) for part in (corpus.head, corpus.text)
        )
        self._whole = np.zeros((count, corpus.whole.shape[1]), np.float32)
        self._gone = np.zeros(count, bool)
        # The stems that are not rare, once they are counted.
        self._common: NDArray[np.bool_] | None = None

    def learn(self, label: NDArray[np.int64], groups: NDArray[np.int64]) -> None:
        """Find those of ``groups``, of the articles that ``label`` (n,) puts into them."""
        for start in range(0, len(groups), BLOCK):
            some = groups[start : start + BLOCK]
            member = members(label, some, len(self._whole))
            head, text, self._whole[some] = _middles(self._corpus, member)
            self._head.put(some, head)
            self._text.put(some, text)

    def forget(self, groups: NDArray[np.int64]) -> None:
        """Those ``groups`` are no more."""
        self._gone[groups] = True
        self._head.drop(groups)
        self._text.drop(groups)

    def near(self, anew: NDArray[np.int64], cut: float) -> _Pairs:
        """Every pair of groups whose middles reach the ``cut``, one or both of them ``anew``."""
        count = len(self._whole)
        is_anew = np.zeros(count, bool)
        is_anew[anew] = True
        found: list[_Pairs | None] = [None] * (-(-len(anew) // BLOCK))
        # Both word cosines are at most one, hardly ever above the vectors' by more than 0.25.
        least = cut / 3 - 0.17
        look = self._by_words() if count > FULL else self._by_vectors(least)

        def work(part: slice) -> None:
            # Of two that are anew the lesser looks for the greater.
            row, column = look(anew[part], int(anew[part.start]) if is_anew.all() else 0)
            keep = ((row < column) | ~is_anew[column]) & ~self._gone[column]
            row, column = row[keep], column[keep]
            total = self._nearness(row, column)
            keep = total >= least
            row, column, total = row[keep], column[keep], total[keep]
            total += self._head.products(row, column)
            keep = total + 1.0 >= cut
            row, column, total = row[keep], column[keep], total[keep]
            total += self._text.products(row, column)
            keep = total >= cut
            found[part.start // BLOCK] = _Pairs(
                one=row[keep], other=column[keep], total=np.round(total[keep], 6)
            )

        in_parts(len(anew), BLOCK, work)
        parts = [one for one in found if one is not None]
        return _Pairs(
            one=np.concatenate([part.one for part in parts]),
            other=np.concatenate([part.other for part in parts]),
            total=np.concatenate([part.total for part in parts]),
        )

    def _by_vectors(self, least: float) -> _Look:
        """Pairs whose vectors alone reach the ``least``."""

        def look(rows: NDArray[np.int64], begin: int) -> _Places:
            row, column = np.nonzero(self._whole[rows] @ self._whole[begin:].T >= least)
            return rows[row], column + begin

        return look

    def _by_words(self) -> _Look:
        """Pairs whose heads share enough rare stems."""
        heads = self._head.matrix(np.arange(len(self._whole)))
        if self._common is None:
            stories = np.bincount(heads.indices, minlength=heads.shape[1])
            self._common = stories > RARE * len(self._whole)
        heads.data[self._common[heads.indices]] = 0.0
        heads.eliminate_zeros()

        # Two threads are in no more than two of these at a time.
        @lru_cache(maxsize=2)
        def across(begin: int) -> Sparse:
            return heads[begin:].T.tocsr()

        def look(rows: NDArray[np.int64], begin: int) -> _Places:
            # Most of the stories before are left out, at the cost of few matrices across.
            start = begin - begin % SPAN
            found = []
            for first in range(0, len(rows), FEW):
                some = rows[first : first + FEW]
                like = heads[some] @ across(start)
                at = np.flatnonzero(like.data >= LIKE)
                at = at[like.indices[at] >= begin - start]
                row = np.searchsorted(like.indptr, at, "right") - 1
                found.append((some[row], like.indices[at].astype(np.int64) + start))
            row, column = (np.concatenate(part) for part in zip(*found, strict=True))
            return row, column

        return look

    def _nearness(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """(r,) the cosines of the vectors of groups ``one``, ``other`` (r,), pairwise."""
        return products(self._whole, one, self._whole, other).astype(np.float64)
