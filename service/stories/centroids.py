"""The middles of stories, and which of them lie near each other in a whole archive.

Knows nothing of which stories are one affair.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps, unit_rows
from service.stories.corpus import Corpus
from service.stories.middles import Rows, members, to_unit
from service.stories.parallel import in_parts
from service.stories.sparse import Sparse
from service.stories.vectors import products

BLOCK = 512
SPAN = 4_096
# So few at a time where a product has a number for many of the others.
FEW = 128
# Of so many stories every two are compared. Of more, those whose heads share rare stems, in the
# heads of no more than one story in twenty, that make up LIKE of the cosine of their head words:
# of the 1,235 pairs of one affair among 9,631 stories the least has 0.157.
FULL = 2_000
RARE = 0.05
LIKE = 0.1
# No more than this a cosine of words is above that of the vectors, but for one in ten thousand.
ABOVE = 0.25


def centroids(
    corpus: Corpus, member: Sparse
) -> tuple[Sparse, Sparse, NDArray[np.float32], NDArray[np.float32]]:
    """The middle of each group of ``member`` (g, n), four times, unit rows."""
    head, text = member @ corpus.head, member @ corpus.text
    whole, titles = (
        in_steps(unit_rows(part.sums(member))) for part in (corpus.whole, corpus.titles)
    )
    return to_unit(head), to_unit(text), whole, titles


class NearPairs(msgspec.Struct, frozen=True):
    """Pairs of groups, each once, and the four cosines of their middles (r, 4)."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    cosines: NDArray[np.float64]


_Places = tuple[NDArray[np.int64], NDArray[np.int64]]
_Look = Callable[[NDArray[np.int64], int], _Places]


class Centroids:
    """The middle of each of ``count`` groups: head words, all words, vectors, titles' vectors."""

    def __init__(self, corpus: Corpus, count: int) -> None:
        self._corpus = corpus
        self._head, self._text = (
            Rows(part.shape[1], count, part.nnz) for part in (corpus.head, corpus.text)
        )
        self._whole, self._titles = np.zeros((2, count, corpus.whole.shape[1]), np.float32)
        self._gone = np.zeros(count, bool)
        # The stems that are not rare, once they are counted.
        self._common: NDArray[np.bool_] | None = None

    def learn(self, label: NDArray[np.int64], groups: NDArray[np.int64]) -> None:
        """Find those of ``groups``, of the articles that ``label`` (n,) puts into them."""
        for start in range(0, len(groups), BLOCK):
            some = groups[start : start + BLOCK]
            member = members(label, some, len(self._whole))
            head, text, self._whole[some], self._titles[some] = centroids(self._corpus, member)
            self._head.put(some, head)
            self._text.put(some, text)

    def forget(self, groups: NDArray[np.int64]) -> None:
        """Those ``groups`` are no more."""
        self._gone[groups] = True
        self._head.drop(groups)
        self._text.drop(groups)

    def near(self, anew: NDArray[np.int64], cut: float) -> NearPairs:
        """Every pair of groups whose middles' first three cosines have a sum that reaches ``cut``.

        Of groups ``anew`` and any others.
        """
        count = len(self._whole)
        is_anew = np.zeros(count, bool)
        is_anew[anew] = True
        found: list[NearPairs | None] = [None] * (-(-len(anew) // BLOCK))
        least = (cut - 2 * ABOVE) / 3
        look = self._by_words() if count > FULL else self._by_vectors(least)

        def work(part: slice) -> None:
            # Of two that are anew the lesser looks for the greater.
            row, column = look(anew[part], int(anew[part.start]) if is_anew.all() else 0)
            keep = ((row < column) | ~is_anew[column]) & ~self._gone[column]
            row, column = row[keep], column[keep]
            whole = self._nearness(self._whole, row, column)
            keep = whole >= least
            row, column, whole = row[keep], column[keep], whole[keep]
            head = self._head.products(row, column)
            keep = head + whole + np.minimum(whole + ABOVE, 1.0) >= cut
            row, column, whole, head = row[keep], column[keep], whole[keep], head[keep]
            text = self._text.products(row, column)
            keep = head + whole + text >= cut
            row, column = row[keep], column[keep]
            titles = self._nearness(self._titles, row, column)
            cosines = np.column_stack([head[keep], text[keep], whole[keep], titles])
            found[part.start // BLOCK] = NearPairs(row, column, np.round(cosines, 6))

        in_parts(len(anew), BLOCK, work)
        parts = [one for one in found if one is not None]
        return NearPairs(
            one=np.concatenate([part.one for part in parts]),
            other=np.concatenate([part.other for part in parts]),
            cosines=np.concatenate([part.cosines for part in parts]),
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

    def _nearness(
        self, middles: NDArray[np.float32], one: NDArray[np.int64], other: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """(r,) the cosines of the ``middles`` of groups ``one``, ``other`` (r,), pairwise."""
        return products(middles, one, middles, other).astype(np.float64)
