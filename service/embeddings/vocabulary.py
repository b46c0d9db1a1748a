"""The words an encoder has rows for, and the rows a text falls on.

Knows nothing of the vectors in those rows.
"""

from __future__ import annotations

import zlib
from itertools import chain

import msgspec

from service.embeddings.words import keys

# Distinct stretches kept with their rows: a week of news has some 60,000, 200 bytes each.
CACHE = 150_000


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


class RowFinder(dict[str, tuple[int, ...]]):
    """Stretch without spaces -> its rows, filled as stretches are met, emptied when too large."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._row = {word: row for row, word in enumerate(vocabulary.words)}
        self._buckets = vocabulary.buckets
        self._hashes = vocabulary.hashes

    def rows(self, text: str) -> list[int]:
        """The rows of the words of ``text``, in order."""
        if len(self) > CACHE:
            self.clear()
        return list(chain.from_iterable(map(self.__getitem__, text.split())))

    def rows_of_key(self, word: str) -> tuple[int, ...]:
        """The rows of one key: its own, or its buckets."""
        row = self._row.get(word)
        if row is not None:
            return (row,)
        return bucket_rows(word, len(self._row), self._buckets, self._hashes)

    def __missing__(self, token: str) -> tuple[int, ...]:
        """Find the rows of a stretch met for the first time."""
        rows = tuple(chain.from_iterable(map(self.rows_of_key, keys(token))))
        if len(token) <= 64:
            self[token] = rows
        return rows


def bucket_rows(word: str, first: int, buckets: int, hashes: int) -> tuple[int, ...]:
    """``hashes`` rows in [first, first + buckets) by checksums of ``word`` with unlike seeds."""
    data = word.encode()
    return tuple(first + zlib.crc32(data, seed * 7919 + 1) % buckets for seed in range(hashes))
