"""What is measured of a pair of articles: words, names, numbers, vectors, hours, ranks.

Knows nothing of how the measures are weighed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.stories.candidates import Pairs
from service.stories.corpus import Corpus
from service.stories.parallel import in_parts
from service.stories.words import Sparse

# Small enough for the words of a chunk to stay near, and for its vectors, which are wider.
CHUNK = 16_384
ROWS = 1_024

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
)


def measure(corpus: Corpus, pairs: Pairs) -> NDArray[np.float32]:
    """(m, f) float32, a column for each of ``FEATURES``; NaN where unknown (hours of undated)."""
    out = np.empty((len(pairs.first), len(FEATURES)), np.float32)
    parts = _Parts(corpus)

    def work(chunk: slice) -> None:
        out[chunk] = _measure_chunk(corpus, parts, pairs, chunk)

    in_parts(len(out), CHUNK, work)
    return out


class _Parts:
    """The word matrices in the forms that the measures need."""

    def __init__(self, corpus: Corpus) -> None:
        words = corpus.words
        self.title = _present(words.title)
        self.head = _present(words.title + words.lead)
        self.text = _present(words.title + words.lead + words.body)
        self.title_unit = _rows_to_unit(_scaled(self.title, words.rarity))
        self.title_rare = _scaled(self.title, words.rarity)
        self.head_rare = _scaled(self.head, words.rarity)
        self.text_rare = _scaled(self.text, words.rarity)
        numbers = np.flatnonzero(words.numbers)
        self.head_numbers = self.head_rare[:, numbers].tocsr()
        self.text_numbers = self.text_rare[:, numbers].tocsr()
        self.numbers = self.text[:, numbers].tocsr()
        self.title_sum = _sums(self.title_rare)
        self.head_sum = _sums(self.head_rare)
        self.length = np.log1p(_sums(words.body)).astype(np.float32)


def _measure_chunk(
    corpus: Corpus, parts: _Parts, pairs: Pairs, chunk: slice
) -> NDArray[np.float32]:
    i, j = pairs.first[chunk], pairs.second[chunk]
    head_words = _dot(corpus.head, corpus.head, i, j)
    shared = _dot(parts.head_rare, parts.head, i, j)
    rare, second = _rarest(parts.head_rare, parts.head, i, j)
    hours = np.abs(corpus.hours[i] - corpus.hours[j])
    cross = (
        _rows(corpus.titles, corpus.bodies, i, j),
        _rows(corpus.bodies, corpus.titles, i, j),
    )
    title_in = (
        _dot(parts.title_rare, parts.text, i, j) / parts.title_sum[i],
        _dot(parts.title_rare, parts.text, j, i) / parts.title_sum[j],
    )
    head_in = (
        _dot(parts.head_rare, parts.text, i, j) / parts.head_sum[i],
        _dot(parts.head_rare, parts.text, j, i) / parts.head_sum[j],
    )
    close = pairs.closeness[chunk]
    near = (close / pairs.best[i], close / pairs.best[j])
    ranks = (np.log1p(pairs.first_rank[chunk]), np.log1p(pairs.second_rank[chunk]))
    columns = [
        head_words,
        _dot(corpus.text, corpus.text, i, j),
        _dot(parts.title_unit, parts.title_unit, i, j),
        _rows(corpus.titles, corpus.titles, i, j),
        _rows(corpus.bodies, corpus.bodies, i, j),
        np.maximum(*cross),
        np.minimum(*cross),
        shared,
        shared / np.minimum(parts.head_sum[i], parts.head_sum[j]),
        np.maximum(*title_in),
        np.minimum(*title_in),
        np.maximum(*head_in),
        np.minimum(*head_in),
        rare,
        second,
        _rarest(parts.text_rare, parts.text, i, j)[0],
        _dot(parts.head_numbers, parts.numbers, i, j)
        + _dot(parts.head_numbers, parts.numbers, j, i),
        _dot(parts.text_numbers, parts.numbers, i, j),
        np.log1p(hours),
        (corpus.outlets[i] == corpus.outlets[j]).astype(np.float32),
        np.minimum(*ranks),
        np.maximum(*ranks),
        np.maximum(*near),
        np.minimum(*near),
        close,
        np.minimum(pairs.crowd[i], pairs.crowd[j]),
        np.maximum(pairs.crowd[i], pairs.crowd[j]),
        head_words * np.exp(-hours / 24.0),
        np.minimum(parts.length[i], parts.length[j]),
        np.maximum(parts.length[i], parts.length[j]),
    ]
    return np.column_stack(columns).astype(np.float32)


def _present(counts: Sparse) -> Sparse:
    out = counts.tocsr(copy=True)
    out.data = np.ones_like(out.data)
    return out


def _scaled(present: Sparse, rarity: NDArray[np.float32]) -> Sparse:
    out = present.copy()
    out.data = rarity[out.indices]
    return out


def _rows_to_unit(rows: Sparse) -> Sparse:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    out = rows.copy()
    out.data = out.data / np.repeat(np.maximum(length, 1e-9), np.diff(out.indptr)).astype("f4")
    return out


def _sums(rows: Sparse) -> NDArray[np.float32]:
    return np.asarray(np.maximum(rows.sum(axis=1), 1e-6), np.float32).ravel()


def _dot(
    left: Sparse, right: Sparse, i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float32]:
    return np.asarray(left[i].multiply(right[j]).sum(axis=1), np.float32).ravel()


def _rows(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
) -> NDArray[np.float32]:
    out = np.empty(len(i), np.float32)
    for start in range(0, len(i), ROWS):
        part = slice(start, start + ROWS)
        np.einsum("ij,ij->i", left[i[part]], right[j[part]], out=out[part])
    return out


def _rarest(
    rare: Sparse, present: Sparse, i: NDArray[np.int64], j: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The rarity of the rarest stem both have, and of the next; 0 where there is none."""
    shared = rare[i].multiply(present[j]).tocsr()
    shared.sort_indices()
    first = np.asarray(shared.max(axis=1).toarray(), np.float32).ravel()
    sizes = np.diff(shared.indptr)
    row = np.repeat(np.arange(len(i)), sizes)
    is_first = shared.data >= first[row]
    taken = np.flatnonzero(is_first)
    _, earliest = np.unique(row[taken], return_index=True)
    shared.data[taken[earliest]] = 0.0
    second = np.asarray(shared.max(axis=1).toarray(), np.float32).ravel()
    return first, second
