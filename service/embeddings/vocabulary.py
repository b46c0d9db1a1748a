"""The words an encoder has rows for, and the rows a text falls on.

Knows nothing of the vectors in those rows.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count, islice, repeat

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.embeddings.words import keys_of

# Distinct stretches kept with their rows: a week of news has some 60,000, 150 bytes each, of
# eight letters or so.
CACHE = 150_000
CACHE_LETTERS = 4_000_000
Rows = NDArray[np.int32]


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, tag="riwaya-words", tag_field="type"):
    """tokenizer.json: the model's name, its words in row order, and how other words fare.

    A word without a row of its own is the sum of ``hashes`` rows among the ``buckets`` that
    follow the words (hash embeddings, Svenstrup et al. 2017), so a name never seen before
    still tells its articles from others.
    """

    name: str
    words: list[str]
    buckets: int
    hashes: int

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.words) + self.buckets


class RowFinder:
    """Texts to rows. Stretches without spaces are numbered as they are met and kept with their
    rows; all are forgotten when they are too many or too long.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._row = {word: row for row, word in enumerate(vocabulary.words)}
        self._buckets = vocabulary.buckets
        self._hashes = vocabulary.hashes
        self._forget()

    def rows(self, texts: Sequence[str]) -> tuple[Rows, Rows]:
        """The rows of the words of every text in order, and where each text's rows end.

        Both int32: (m,) rows, and (len(texts) + 1,) bounds from 0 to m.
        """
        if len(self._number) > CACHE or self._letters > CACHE_LETTERS:
            self._forget()
        split = [text.split() for text in texts]
        tokens = map(self._number.__getitem__, chain.from_iterable(split))
        bounds = np.zeros(len(texts) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in split], out=bounds[1:])
        numbers = np.fromiter(tokens, dtype=np.int64, count=int(bounds[-1]))
        self._learn()
        counts = self._counts[numbers]
        ends = np.zeros(len(numbers) + 1, dtype=np.int64)
        np.cumsum(counts, out=ends[1:])
        places = np.arange(ends[-1]) + np.repeat(self._starts[numbers] - ends[:-1], counts)
        return self._rows[places], ends[bounds].astype(np.int32)

    def _forget(self) -> None:
        self._number: defaultdict[str, int] = defaultdict(count().__next__)
        self._letters = 0
        self._rows = np.zeros(0, dtype=np.int32)
        self._starts = np.zeros(0, dtype=np.int64)
        self._counts = np.zeros(0, dtype=np.int64)

    def _learn(self) -> None:
        """Find the rows of the stretches that were numbered since the last time."""
        new = list(islice(self._number, len(self._starts), None))
        words, words_in = keys_of(new)
        own = np.fromiter(map(self._row.get, words, repeat(-1)), dtype=np.int32, count=len(words))
        strange = np.flatnonzero(own < 0)
        rows_of = np.ones(len(words), dtype=np.int64)
        rows_of[strange] = self._hashes
        rows = np.repeat(own, rows_of)
        rows[rows < 0] = [row for place in strange for row in self._buckets_of(words[place])]
        ends = np.zeros(len(words) + 1, dtype=np.int64)
        np.cumsum(rows_of, out=ends[1:])
        bounds = ends[np.cumsum([0, *words_in])]
        self._starts = np.concatenate([self._starts, len(self._rows) + bounds[:-1]])
        self._counts = np.concatenate([self._counts, np.diff(bounds)])
        self._rows = np.concatenate([self._rows, rows])
        self._letters += sum(map(len, new))

    def _buckets_of(self, word: str) -> tuple[int, ...]:
        return bucket_rows(word, len(self._row), self._buckets, self._hashes)


def bucket_rows(word: str, first: int, buckets: int, hashes: int) -> tuple[int, ...]:
    """``hashes`` rows in [first, first + buckets) by checksums of ``word`` with unlike seeds."""
    data = word.encode()
    return tuple(first + zlib.crc32(data, seed * 7919 + 1) % buckets for seed in range(hashes))
