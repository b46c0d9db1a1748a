"""Texts to numbers for a training: counted words, the vocabulary, rows of every text.

Knows nothing of what the texts are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jobs.training.recipe import Recipe
from service.embeddings.vocabulary import Vocabulary, bucket_rows
from service.embeddings.words import keys

# Titles, names and dictionary entries are no documents: only texts of so many words count.
DOCUMENT = 12


class Counter:
    """Numbers every word as it is met and counts the texts that hold it."""

    def __init__(self) -> None:
        self.texts = 0
        self._number: dict[str, int] = {}
        self._numbers_of: dict[str, tuple[int, ...]] = {}
        self._found_in: dict[int, int] = {}

    def read(self, text: str) -> NDArray[np.int32]:
        """The numbers of the words of ``text`` in order, (n,) int32; counts the text."""
        found: list[int] = []
        for token in text.split():
            numbers = self._numbers_of.get(token)
            if numbers is None:
                numbers = tuple(self._number.setdefault(k, len(self._number)) for k in keys(token))
                self._numbers_of[token] = numbers
            found.extend(numbers)
        for number in set(found):
            self._found_in[number] = self._found_in.get(number, 0) + 1
        self.texts += len(found) >= DOCUMENT
        return np.array(found, dtype=np.int32)

    def settle(self, recipe: Recipe) -> tuple[Vocabulary, NDArray[np.int32], NDArray[np.float32]]:
        """The most frequent words' vocabulary; each number's rows (w, hashes) int32, -1 where
        there are fewer; and the rows' inverse document frequencies (rows,) float32.
        """
        by_count = sorted(self._number, key=lambda word: (-self._count(word), word))
        words = [word for word in by_count[: recipe.words] if self._count(word) > 1]
        rows = np.full((len(self._number), recipe.hashes), -1, dtype=np.int32)
        row_of = {word: row for row, word in enumerate(words)}
        for word, number in self._number.items():
            if word in row_of:
                rows[number, 0] = row_of[word]
            else:
                rows[number] = bucket_rows(word, len(words), recipe.buckets, recipe.hashes)
        counts = np.array([self._count(word) for word in words], dtype=np.float32)
        idf = np.log(np.float32(self.texts) / (1 + counts))
        rare = np.full(recipe.buckets, np.log(self.texts / 2), dtype=np.float32)
        vocabulary = Vocabulary(
            name=recipe.name, words=words, buckets=recipe.buckets, hashes=recipe.hashes
        )
        return vocabulary, rows, np.concatenate([np.maximum(idf, 0.1), rare]).astype(np.float32)

    def _count(self, word: str) -> int:
        return self._found_in[self._number[word]]


def first_table(
    idf: NDArray[np.float32], recipe: Recipe, generator: np.random.Generator
) -> NDArray[np.float32]:
    """Random directions as long as the words are telling: TF-IDF seen through a random
    projection (Johnson and Lindenstrauss), which training then bends. (rows, d) float32.
    """
    table = generator.standard_normal((len(idf), recipe.dimensions), dtype=np.float32)
    lengths = idf**recipe.idf_power
    lengths[-recipe.buckets :] /= np.sqrt(recipe.hashes)
    scale = (lengths / np.sqrt(recipe.dimensions)).astype(np.float32)
    return np.asarray(table * scale[:, None])


def spread(
    numbers: Sequence[NDArray[np.int32]], rows: NDArray[np.int32]
) -> list[NDArray[np.int32]]:
    """Each text's word numbers as table rows, in order."""
    found = []
    for one in numbers:
        flat = rows[one].ravel()
        found.append(flat[flat >= 0])
    return found
