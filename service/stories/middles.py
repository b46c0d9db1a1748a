"""The middles of groups: the mean direction of their articles in words and in vectors.

Knows nothing of which groups should be one. A middle is kept until its group changes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps, lengths
from service.stories.corpus import Corpus
from service.stories.parallel import in_parts, release
from service.stories.sparse import Sparse, entries, in_turns, row_of_entry
from service.stories.vectors import products

CHUNK = 2_048
# So few are not worth a second thread.
FEW = 256
# So many numbers are spread out at a time.
SPREAD = 4_000_000
# So many numbers are looked up at a time.
LOOKS = 250_000


class Middles:
    """Sums for the groups asked for: head words, all words, whole vectors, title vectors."""

    def __init__(self, corpus: Corpus, count: int) -> None:
        self._corpus = corpus
        self._words = [Rows(part.shape[1], count, part.nnz) for part in (corpus.head, corpus.text)]
        # What is never written to takes no memory.
        self._vectors = np.zeros((2, count, corpus.titles.shape[1]), np.float32)
        # How long each sum is: the cosine of two middles is the product of sums over these.
        self._length = np.ones((4, count))
        # The article of a group of one, and the place of a larger group's vectors.
        self._article, self._slot = np.full(count, -1), np.full(count, -1)
        self._slots = 0
        self._known = np.zeros(count, bool)

    def join(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> None:
        """The groups ``low`` have the articles of ``high`` as well now, pairwise."""
        both = self._known[low] & self._known[high]
        self._known[low[~both]] = False
        low, high = low[both], high[both]
        for start in range(0, len(low), CHUNK):
            part = slice(start, start + CHUNK)
            self._join_some(low[part], high[part])
            for rows in self._words:
                rows.drop(high[part])

    def products(
        self, label: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """(r, 4) products of the sums of groups ``one`` and ``other`` (r,), pairwise.

        ``label`` (n,) names the group of each article.
        """
        self._learn(label, np.unique(np.concatenate([one, other])))
        out = np.empty((len(one), 4))

        def work(part: slice) -> None:
            for kind in range(2):
                out[part, kind] = self._words[kind].products(one[part], other[part])
                out[part, 2 + kind] = self._products(kind, one[part], other[part])

        in_parts(len(one), max(FEW, -(-len(one) // 2)), work)
        release(len(one))
        return out

    def lengths(self, groups: NDArray[np.int64]) -> NDArray[np.float64]:
        """(g, 4) how long the sums of ``groups`` (g,) are, of those that were asked for."""
        return self._length[:, groups].T

    def _learn(self, label: NDArray[np.int64], asked: NDArray[np.int64]) -> None:
        """Find the sums of the groups ``asked`` that are not known."""
        fresh = asked[~self._known[asked]]
        self._known[fresh] = True
        for start in range(0, len(fresh), CHUNK):
            self._learn_some(label, fresh[start : start + CHUNK])

    def _learn_some(self, label: NDArray[np.int64], fresh: NDArray[np.int64]) -> None:
        corpus = self._corpus
        member = members(label, fresh, len(self._known))
        count = np.diff(member.indptr)
        self._article[fresh] = np.where(count == 1, member.indices[member.indptr[:-1]], -1)
        many = np.flatnonzero(count > 1)
        larger = member[many]

        def work(part: slice) -> None:
            if part.start == 0:
                self._put_words(1, fresh, member @ corpus.text)
                return
            self._put_words(0, fresh, member @ corpus.head)
            self._put_vectors(fresh[many], corpus.whole.sums(larger), corpus.titles.sums(larger))

        in_parts(2, 1, work, workers=None if len(fresh) > FEW else 1)

    def _join_some(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> None:
        vectors = [self._gathered(kind, low) + self._gathered(kind, high) for kind in range(2)]
        self._article[low] = -1
        free = np.flatnonzero((self._slot[low] < 0) & (self._slot[high] >= 0))
        self._slot[low[free]] = self._slot[high[free]]

        def work(part: slice) -> None:
            for kind in range(part.start, part.stop):
                rows = self._words[kind]
                self._put_words(kind, low, rows.matrix(low) + rows.matrix(high))

        in_parts(2, 1, work, workers=None if len(low) > FEW else 1)
        self._put_vectors(low, *vectors)

    def _put_words(self, kind: int, groups: NDArray[np.int64], rows: Sparse) -> None:
        self._words[kind].put(groups, rows)
        self._length[kind, groups] = _lengths(rows)

    def _put_vectors(self, groups: NDArray[np.int64], *sums: NDArray[np.float32]) -> None:
        slots = self._take_slots(groups)
        for kind, rows in enumerate(sums):
            stepped = in_steps(rows)
            self._vectors[kind, slots] = stepped
            self._length[2 + kind, groups] = lengths(stepped)

    def _take_slots(self, groups: NDArray[np.int64]) -> NDArray[np.int64]:
        without = groups[self._slot[groups] < 0]
        self._slot[without] = self._slots + np.arange(len(without))
        self._slots += len(without)
        return self._slot[groups]

    def _products(
        self, kind: int, one: NDArray[np.int64], other: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """(r,) of the sums of whole or title vectors, by ``kind``, of the groups, pairwise."""
        articles, sums = (self._corpus.whole, self._corpus.titles)[kind], self._vectors[kind]
        # The one is a single article wherever either is.
        swap = (self._article[one] < 0) & (self._article[other] >= 0)
        one, other = np.where(swap, other, one), np.where(swap, one, other)
        article, fellow = self._article[one], self._article[other]
        out = np.empty(len(one))
        both = np.flatnonzero(fellow >= 0)
        out[both] = articles.products(article[both], articles, fellow[both])
        mixed = np.flatnonzero((article >= 0) & (fellow < 0))
        slots = self._slot[other[mixed]]
        out[mixed] = articles.products_with(article[mixed], sums, slots)
        many = np.flatnonzero(article < 0)
        out[many] = products(sums, self._slot[one[many]], sums, self._slot[other[many]])
        return out

    def _gathered(self, kind: int, groups: NDArray[np.int64]) -> NDArray[np.float32]:
        out = np.empty((len(groups), self._vectors.shape[2]), np.float32)
        article = self._article[groups]
        alone = article >= 0
        articles = (self._corpus.whole, self._corpus.titles)[kind]
        out[alone] = articles[article[alone]]
        out[~alone] = self._vectors[kind, self._slot[groups[~alone]]]
        return out


class Rows:
    """Sparse rows by name, ``width`` columns wide, that may be put anew one by one.

    ``most``: about how many numbers there will be in all of them.
    """

    def __init__(self, width: int, count: int, most: int) -> None:
        self._width = width
        self._start, self._count = np.zeros(count, np.int64), np.zeros(count, np.int64)
        room = most + most // 4
        self._columns, self._values = np.empty(room, np.int32), np.empty(room, np.float32)
        self._used = 0

    def put(self, names: NDArray[np.int64], rows: Sparse) -> None:
        """Make the rows ``names`` those of the csr matrix ``rows``, one for one."""
        self._count[names] = 0
        if self._used + rows.nnz > len(self._columns):
            self._make_room(rows.nnz)
        self._start[names] = self._used + rows.indptr[:-1]
        self._count[names] = np.diff(rows.indptr)
        self._columns[self._used : self._used + rows.nnz] = rows.indices
        self._values[self._used : self._used + rows.nnz] = rows.data
        self._used += rows.nnz

    def drop(self, names: NDArray[np.int64]) -> None:
        """Leave the rows ``names`` empty."""
        self._count[names] = 0

    def matrix(self, names: NDArray[np.int64]) -> Sparse:
        """The rows ``names`` as one csr matrix."""
        from scipy.sparse import csr_matrix

        _, at = self._entries(names)
        starts = np.append(0, np.cumsum(self._count[names]))
        shape = (len(names), self._width)
        return csr_matrix((self._values[at], self._columns[at], starts), shape=shape)

    def products(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """(r,) products of the rows named ``one`` and ``other`` (r,), pairwise."""
        swap = self._count[one] < self._count[other]
        long, short = np.where(swap, other, one), np.where(swap, one, other)
        order = np.argsort(long, kind="stable")
        long, short = long[order], short[order]
        out = np.empty(len(long))
        # A few of the long are spread out over all columns, where the short look theirs up.
        few = max(1, SPREAD // max(self._width, 1))
        spread = np.zeros(min(few, len(long)) * self._width, np.float32)
        for some, part in in_turns(long, self._count[short], few, LOOKS):
            line, at = self._entries(some)
            filled = line * self._width + self._columns[at]
            spread[filled] = self._values[at]
            pair, at = self._entries(short[part])
            line = np.searchsorted(some, long[part])
            found = spread[line[pair] * self._width + self._columns[at]].astype(np.float64)
            out[order[part]] = np.bincount(pair, found * self._values[at], len(line))
            spread[filled] = 0.0
        return out

    def _entries(self, names: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of every entry of the rows ``names``: which of the names it is of; its place."""
        count = self._count[names]
        return np.repeat(np.arange(len(names)), count), entries(self._start[names], count)

    def _make_room(self, more: int) -> None:
        """Close the gaps that dropped rows left, and take half as much room again if too few."""
        kept = np.flatnonzero(self._count)
        kept = kept[np.argsort(self._start[kept])]
        start, count = self._start[kept], self._count[kept]
        moved = np.cumsum(count) - count
        # Rows with no gap between them move as one, ahead of what comes after them.
        heads = np.flatnonzero(np.diff(start - moved, prepend=-1))
        begins = np.append(moved[heads], count.sum()).tolist()
        for at, to, end in zip(start[heads].tolist(), begins, begins[1:], strict=False):
            for values in (self._columns, self._values):
                values[to:end] = values[at : at + end - to]
        self._start[kept], self._used = moved, int(count.sum())
        room = self._used + more
        if room > len(self._columns):
            room += room // 2
            self._columns = _longer(self._columns, self._used, room)
            self._values = _longer(self._values, self._used, room)


def _longer(values: NDArray[Any], used: int, room: int) -> NDArray[Any]:
    """The first ``used`` of ``values`` in an array that has ``room`` for more."""
    out = np.empty(room, values.dtype)
    out[:used] = values[:used]
    return out


def members(label: NDArray[np.int64], groups: NDArray[np.int64], count: int) -> Sparse:
    """(g, n) csr of ones: which articles ``label`` (n,), below ``count``, puts into ``groups``."""
    from scipy.sparse import csr_matrix

    place = np.full(count, -1)
    place[groups] = np.arange(len(groups))
    articles = np.flatnonzero(place[label] >= 0)
    ones = np.ones(len(articles), np.float32)
    shape = (len(groups), len(label))
    return csr_matrix((ones, (place[label[articles]], articles)), shape=shape)


def to_unit(rows: Sparse) -> Sparse:
    """The csr ``rows``, in place, with a length of one."""
    rows.data /= np.repeat(_lengths(rows), np.diff(rows.indptr)).astype(np.float32)
    return rows


def _lengths(rows: Sparse) -> NDArray[np.float64]:
    squares = np.bincount(row_of_entry(rows), np.square(rows.data, dtype=np.float64), rows.shape[0])
    return np.maximum(np.sqrt(squares), 1e-9)
