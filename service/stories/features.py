"""What is measured of a pair of articles: words, names, numbers, vectors, hours, ranks.

Knows nothing of how the measures are weighed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.stories.candidates import Pairs
from service.stories.corpus import Corpus
from service.stories.occasions import OCCASION_FEATURES
from service.stories.parallel import in_parts
from service.stories.sparse import Sparse, row_of_entry

# Small enough for the words of a chunk to stay near, and for its vectors, which are wider.
CHUNK = 16_384
ROWS = 1_024
# Where a stem stands in an article: in its body alone, in its lead, in its title. The product of
# what two articles have for a stem tells where each of them has it.
FIRST = np.array([0, 1, 2, 4], np.int16)
SECOND = np.array([0, 1, 8, 64], np.int16)

FEATURES = (
    "head_words",
    "all_words",
    "title_words",
    "title_vectors",
    "body_vectors",
    "cross_vectors_high",
    "cross_vectors_low",
    "head_shared",
    "head_overlap",
    "title_in_text_high",
    "title_in_text_low",
    "head_in_text_high",
    "head_in_text_low",
    "rarest_head_word",
    "second_head_word",
    "rarest_word",
    "head_numbers",
    "numbers",
    "hours",
    "same_outlet",
    "rank_high",
    "rank_low",
    "near_best_high",
    "near_best_low",
    "closeness",
    "crowd_low",
    "crowd_high",
    "head_words_in_time",
    "length_low",
    "length_high",
    *OCCASION_FEATURES,
)


def measure(corpus: Corpus, pairs: Pairs) -> NDArray[np.float32]:
    """(m, f) float32, a column for each of ``FEATURES``; NaN where unknown (hours of undated)."""
    out = np.empty((len(pairs.first), len(FEATURES)), np.float32)
    measurer = Measurer(corpus, pairs)

    def work(chunk: slice) -> None:
        out[chunk] = measurer.measure(chunk)

    in_parts(len(out), CHUNK, work)
    return out


class Measurer:
    """The pairs of a corpus with its words in the forms that the measures need."""

    def __init__(self, corpus: Corpus, pairs: Pairs) -> None:
        words = corpus.words
        place = _places(corpus.text, corpus.head, words.title)
        self._corpus, self._pairs = corpus, pairs
        self._first, self._second = (_like(corpus.text, codes[place]) for codes in (FIRST, SECOND))
        self._rarity = words.rarity
        self._number = words.numbers
        self._title_sum = _sums(words.title, words.rarity)
        self._head_sum = _sums(corpus.head, words.rarity)
        self._title_length = np.sqrt(_sums(words.title, words.rarity**2))
        spoken = np.asarray(words.body.sum(axis=1), np.float64).ravel()
        self._length = np.log1p(np.maximum(spoken, 1e-6)).astype(np.float32)

    def measure(self, chunk: slice) -> NDArray[np.float32]:
        """(len(chunk), f) float32 of the pairs of that ``chunk``."""
        corpus, pairs = self._corpus, self._pairs
        i, j = pairs.first[chunk], pairs.second[chunk]
        title_words, *shared_words = self._shared_words(i, j)
        hours = np.abs(corpus.hours[i] - corpus.hours[j])
        titles, bodies = corpus.titles, corpus.bodies
        cross = (titles.products(i, bodies, j), bodies.products(i, titles, j))
        close = pairs.closeness[chunk]
        near = (close / pairs.best[i], close / pairs.best[j])
        ranks = [
            np.log1p(rank[chunk], dtype=np.float64)
            for rank in (pairs.first_rank, pairs.second_rank)
        ]
        columns = [
            pairs.head_words[chunk],
            pairs.all_words[chunk],
            title_words,
            titles.products(i, titles, j),
            bodies.products(i, bodies, j),
            np.maximum(*cross),
            np.minimum(*cross),
            *shared_words,
            np.log1p(hours),
            (corpus.outlets[i] == corpus.outlets[j]).astype(np.float32),
            np.minimum(*ranks),
            np.maximum(*ranks),
            np.maximum(*near),
            np.minimum(*near),
            close,
            np.minimum(pairs.crowd[i], pairs.crowd[j]),
            np.maximum(pairs.crowd[i], pairs.crowd[j]),
            pairs.head_words[chunk] * np.exp(-hours / 24.0),
            np.minimum(self._length[i], self._length[j]),
            np.maximum(self._length[i], self._length[j]),
            *corpus.occasions.compare(i, j),
        ]
        out = np.empty((len(columns), len(i)), np.float32)
        for place, column in enumerate(columns):
            out[place] = column
        return out.T

    def _shared_words(
        self, i: NDArray[np.int64], j: NDArray[np.int64]
    ) -> list[NDArray[np.float32]]:
        """The columns of ``FEATURES`` from ``title_words`` on that words shared alone tell."""
        shared = _Shared(self._first, self._second, i, j, self._rarity)
        heads = shared.where(BOTH_HEADS)
        head_shared = shared.sum(heads)
        title_in = (
            shared.sum(shared.where(FIRST_TITLE)) / self._title_sum[i],
            shared.sum(shared.where(SECOND_TITLE)) / self._title_sum[j],
        )
        head_in = (
            shared.sum(shared.where(FIRST_HEAD)) / self._head_sum[i],
            shared.sum(shared.where(SECOND_HEAD)) / self._head_sum[j],
        )
        title_words = shared.sum(shared.where(BOTH_TITLES) * shared.rarity)
        return [
            title_words / (self._title_length[i] * self._title_length[j]),
            head_shared,
            head_shared / np.minimum(self._head_sum[i], self._head_sum[j]),
            np.maximum(*title_in),
            np.minimum(*title_in),
            np.maximum(*head_in),
            np.minimum(*head_in),
            *shared.two_highest(heads),
            shared.highest(shared.rarity),
            *shared.numbers(self._number),
        ]


def _by_code(first: int, second: int) -> NDArray[np.float32]:
    """1 at the codes of stems that stand at least there in the first and second article."""
    out = np.zeros(int(FIRST[-1]) * int(SECOND[-1]) + 1, np.float32)
    for one in FIRST[first:]:
        out[int(one) * SECOND[second:].astype(int)] = 1.0
    return out


BOTH_TITLES = _by_code(3, 3)
BOTH_HEADS = _by_code(2, 2)
FIRST_TITLE, SECOND_TITLE = _by_code(3, 1), _by_code(1, 3)
FIRST_HEAD, SECOND_HEAD = _by_code(2, 1), _by_code(1, 2)


class _Shared:
    """The stems that both articles of each pair have, and where they have them."""

    def __init__(
        self,
        first: Sparse,
        second: Sparse,
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        rarity: NDArray[np.float32],
    ) -> None:
        both = first[i].multiply(second[j]).tocsr()
        both.sort_indices()
        self._code, self._stem = both.data, both.indices
        self._starts, self._count = both.indptr, len(i)
        self._some = np.flatnonzero(np.diff(both.indptr))
        self.rarity = rarity[both.indices]

    def where(self, place: NDArray[np.float32]) -> NDArray[np.float32]:
        """The rarity of each stem that stands at such a ``place``, 0 of the others."""
        return np.asarray(self.rarity * place[self._code], np.float32)

    def sum(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """(m,) sums over the stems of each pair."""
        return self._reduced(np.add, values)

    def highest(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """(m,) the highest of the stems of each pair, 0 where there is none."""
        return self._reduced(np.maximum, values)

    def two_highest(
        self, values: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The highest of each pair, and the next; the same again where two are equal."""
        first = self.highest(values)
        row = np.repeat(np.arange(self._count), np.diff(self._starts))
        at = np.flatnonzero((values > 0) & (values >= first[row]))
        rest = values.copy()
        rest[at[np.unique(row[at], return_index=True)[1]]] = 0.0
        return first, self.highest(rest)

    def numbers(
        self, is_number: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(m,) sums over numbers: those of the one's head that the other has, and all shared."""
        at = np.flatnonzero(is_number[self._stem])
        row = np.searchsorted(self._starts, at, "right") - 1
        weight, code = self.rarity[at], self._code[at]
        heads = weight * (FIRST_HEAD[code] + SECOND_HEAD[code])
        return (
            np.bincount(row, heads, self._count).astype(np.float32),
            np.bincount(row, weight, self._count).astype(np.float32),
        )

    def _reduced(self, function: np.ufunc, values: NDArray[np.float32]) -> NDArray[np.float32]:
        out = np.zeros(self._count, np.float32)
        if len(self._some):
            out[self._some] = function.reduceat(values, self._starts[self._some])
        return out


def _places(text: Sparse, head: Sparse, title: Sparse) -> NDArray[np.int8]:
    """Of each entry of ``text`` the last of 1, 2, 3 whose rows, nested, have it: text to title."""
    place = np.ones(len(text.data), np.int8)
    for start in range(0, text.shape[0], ROWS):
        part = slice(start, start + ROWS)
        known = _keys(text, part)
        for number, rows in ((2, head), (3, title)):
            found = np.searchsorted(known, _keys(rows, part))
            place[text.indptr[start] + found] = number
    return place


def _keys(rows: Sparse, part: slice) -> NDArray[np.int64]:
    """A number for each entry of these csr ``rows``, by row and column, ascending."""
    starts = rows.indptr[part.start : part.stop + 1].astype(np.int64)
    line = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    return np.asarray(line * rows.shape[1] + rows.indices[starts[0] : starts[-1]], np.int64)


def _like(rows: Sparse, values: NDArray[np.int16]) -> Sparse:
    """Csr with ``values`` where the ``rows`` have theirs."""
    from scipy.sparse import csr_matrix

    return csr_matrix((values, rows.indices, rows.indptr), shape=rows.shape)


def _sums(rows: Sparse, weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n,) sums of the ``weight`` of each row's columns, whatever their values."""
    total = np.bincount(row_of_entry(rows), weight[rows.indices], rows.shape[0])
    return np.maximum(total, 1e-6).astype(np.float32)
