"""A first meeting of languages: other words start near the Arabic words they translate.

Knows nothing of which language a word is in beyond its script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
# A word's own direction against twice the mean of its translations'; Arabic words stay put, so
# that what they tell apart they still tell apart. Three rounds carry Arabic through English to
# French and Spanish.
PULL = 2.0
ROUNDS = 3


def word_links(pairs: Iterable[tuple[Rows, Rows]], words: int) -> NDArray[np.int64]:
    """Rows that translate each other, (m, 2) int64: names and terms of equally many words.

    Transliterated names keep their order, so words are matched by place.
    """
    found = [
        np.stack([left, right], axis=1) for left, right in pairs if 0 < len(left) == len(right) <= 3
    ]
    links = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int32)
    return np.asarray(links[(links < words).all(axis=1)], dtype=np.int64)


def align(
    table: NDArray[np.float32], links: NDArray[np.int64], words: Sequence[str]
) -> NDArray[np.float32]:
    """``table`` with every linked word of another script turned towards its translations.

    Lengths are kept. (rows, d) float32 -> the same.
    """
    from scipy.sparse import csr_matrix

    movable = np.zeros(len(table), dtype=bool)
    movable[: len(words)] = [not "\u0620" <= word[0] <= "\u064a" for word in words]
    both = np.concatenate([links, links[:, ::-1]])
    both = both[movable[both[:, 0]] & (both[:, 0] != both[:, 1])]
    ones = np.ones(len(both), dtype=np.float32)
    graph: Any = csr_matrix((ones, (both[:, 0], both[:, 1])), shape=(len(table), len(table)))
    degree = np.maximum(np.asarray(graph.sum(axis=1)), 1.0).astype(np.float32)
    lengths = np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
    own = table / lengths
    current = own
    linked = np.asarray(graph.sum(axis=1)).ravel() > 0
    for _ in range(ROUNDS):
        mixed = own + PULL * (graph @ current) / degree
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        current = np.where(linked[:, None], mixed, own)
    return np.asarray(current * lengths, dtype=np.float32)
