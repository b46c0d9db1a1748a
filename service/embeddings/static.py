"""A static encoder: a text's vector is the sum of its words' vectors, scaled to unit length.

Knows nothing of how the vectors were trained; it needs numpy and scipy, not torch.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.embeddings.words import keys
from service.errors import EncoderError

CACHE = 200_000
BATCH = 512


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """tokenizer.json: the model's name, its words in row order, and how unknown words fare.

    The last ``buckets`` rows of the table are shared by the words that have none, by checksum.
    """

    name: str
    words: list[str]
    buckets: int


class StaticEncoder:
    """Sums rows of ``table`` ((words + buckets, d) float32), damping repeated words."""

    def __init__(self, vocabulary: Vocabulary, table: NDArray[np.float32]) -> None:
        self.name = vocabulary.name
        self.dimensions = int(table.shape[1])
        self._table = table
        self._buckets = vocabulary.buckets
        self._row = {word: row for row, word in enumerate(vocabulary.words)}
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows; a text without words gets a zero row."""
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            found[start : start + BATCH] = self._sums(texts[start : start + BATCH])
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)

    def _sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from scipy.sparse import csr_matrix

        lists = [self.rows(text) for text in texts]
        indptr = np.zeros(len(lists) + 1, dtype=np.int32)
        np.cumsum([len(one) for one in lists], out=indptr[1:])
        indices = np.fromiter(chain.from_iterable(lists), dtype=np.int32, count=indptr[-1])
        counts = csr_matrix(
            (np.ones(len(indices), dtype=np.float32), indices, indptr),
            shape=(len(lists), len(self._table)),
        )
        counts.sum_duplicates()
        counts.data = (1.0 + np.log(counts.data)).astype(np.float32)
        return np.asarray(counts @ self._table, dtype=np.float32)

    def rows(self, text: str) -> list[int]:
        """The table rows of the words of ``text``, in order."""
        return list(chain.from_iterable(map(self._rows_of, text.split())))

    def _rows_of(self, token: str) -> tuple[int, ...]:
        rows = self._known.get(token)
        if rows is None:
            if len(self._known) >= CACHE:
                self._known.clear()
            rows = self._known[token] = tuple(self._look_up(token))
        return rows

    def _look_up(self, token: str) -> Iterator[int]:
        for word in keys(token):
            row = self._row.get(word)
            yield self._bucket(word) if row is None else row

    def _bucket(self, word: str) -> int:
        return len(self._row) + zlib.crc32(word.encode()) % self._buckets


def load_static(folder: Path) -> StaticEncoder:
    """Load ``folder``'s tokenizer.json and model.safetensors; EncoderError if they do not fit."""
    from safetensors.numpy import load_file

    try:
        vocabulary = msgspec.json.decode(
            (folder / "tokenizer.json").read_bytes(), type=Vocabulary
        )
        tensors = load_file(folder / "model.safetensors")
        table = tensors["table"].astype(np.float32) * tensors["scale"].astype(np.float32)[:, None]
    except (OSError, KeyError, ValueError) as error:
        raise EncoderError(
            f"{folder}: tokenizer.json and model.safetensors do not make an encoder ({error}); "
            "restore both, or rebuild them with `riwaya train encoder`"
        ) from error
    if len(table) != len(vocabulary.words) + vocabulary.buckets:
        raise EncoderError(
            f"{folder}: model.safetensors has {len(table)} rows for tokenizer.json's "
            f"{len(vocabulary.words) + vocabulary.buckets}; take both from one training"
        )
    return StaticEncoder(vocabulary, np.ascontiguousarray(table))
