"""MinHash signatures of texts: near-equal texts have near-equal signatures.

Knows nothing of articles. Source: A. Broder, "On the resemblance and containment of
documents", 1997. Words are folded first, so that spelling habits and vowel marks do not part
two copies; the hash of a word is the same in every process and on every machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from service.text.normalise import fold

Signs = NDArray[np.uint32]

# 20 bands of 6 rows: a pair of similarity 0.8 meets in a band with probability 0.998, one of
# 0.9 always, one of 0.4 with 0.08 (1 - (1 - s^6)^20).
BANDS, ROWS = 20, 6
SIZE = BANDS * ROWS
# Words in a shingle: two would join texts on one theme, five part copies with small edits.
SHINGLE = 3
# Fewer words say too little to be told from a stock phrase.
LEAST_WORDS = 12
# Shingles hashed at once: bounds the working memory at SIZE * 8 bytes each, 19 MB.
_CHUNK = 20_000
_SIGNS = re.compile(r"[\W_]+")
_NONE = np.uint32(0xFFFFFFFF)
# Odd multipliers of splitmix64 and xxHash: they spread neighbouring words over all bits.
_SPREAD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """(multipliers, increments) of the hash functions: fixed, since signatures are stored."""
    draw = np.random.default_rng(20210331)
    odd = draw.integers(0, 2**63, SIZE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return odd, draw.integers(0, 2**63, SIZE, dtype=np.uint64)


_FACTORS, _SHIFTS = _permutations()


def sign(texts: Iterable[str]) -> Signs:
    """(n, SIZE) uint32 signatures of ``texts``; all ones for a text of under LEAST_WORDS words."""
    seen: dict[str, int] = {}
    shingles = [_shingles(text, seen) for text in texts]
    signs = np.full((len(shingles), SIZE), _NONE, dtype=np.uint32)
    start = 0
    while start < len(shingles):
        end, count = start, 0
        while end < len(shingles) and (count < _CHUNK or end == start):
            count += len(shingles[end])
            end += 1
        _sign_chunk(shingles[start:end], signs[start:end])
        start = end
    return signs


def _shingles(text: str, seen: dict[str, int]) -> NDArray[np.uint64]:
    """The distinct hashes of three words in a row, empty where there are too few words."""
    hashes = []
    for word in text.split():
        value = seen.get(word)
        if value is None:
            value = seen[word] = _hash(word)
        if value:
            hashes.append(value)
    if len(hashes) < LEAST_WORDS:
        return np.empty(0, dtype=np.uint64)
    words = np.array(hashes, dtype=np.uint64)
    parts = [words[k : len(words) - SHINGLE + 1 + k] * _SPREAD[k] for k in range(SHINGLE)]
    total = parts[0] + parts[1] + parts[2]
    mixed = (total ^ (total >> np.uint64(31))) * _MIX
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def _hash(word: str) -> int:
    """64 bits of a folded word; 0 where nothing but marks is left of it."""
    bare = _SIGNS.sub("", fold(word))
    if not bare:
        return 0
    return int.from_bytes(hashlib.blake2b(bare.encode(), digest_size=8).digest(), "little")


def _sign_chunk(shingles: Sequence[NDArray[np.uint64]], signs: Signs) -> None:
    """Write the minima over each text's shingles into its row of ``signs``."""
    lengths = np.array([len(one) for one in shingles])
    filled = np.flatnonzero(lengths).tolist()
    if not filled:
        return
    starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
    values = np.concatenate([shingles[place] for place in filled])
    # Large single texts are folded in by parts, so that memory stays bounded.
    if len(filled) == 1 and len(values) > _CHUNK:
        for part in np.array_split(values, len(values) // _CHUNK + 1):
            np.minimum(signs[filled[0]], _permuted(part).min(axis=0), out=signs[filled[0]])
        return
    signs[filled] = np.minimum.reduceat(_permuted(values), starts, axis=0)


def _permuted(values: NDArray[np.uint64]) -> Signs:
    permuted = values[:, None] * _FACTORS + _SHIFTS
    return (permuted >> np.uint64(32)).astype(np.uint32)


def is_signed(signs: Signs) -> NDArray[np.bool_]:
    """Which rows are signatures of texts long enough."""
    found: NDArray[np.bool_] = (signs != _NONE).any(axis=1)
    return found


def to_bytes(row: Signs) -> bytes:
    """One signature, little-endian; empty for a text that was too short."""
    return b"" if bool((row == _NONE).all()) else row.astype("<u4").tobytes()


def from_bytes(data: bytes) -> Signs:
    """The signature in ``data`` as one row."""
    if not data:
        return np.full(SIZE, _NONE, dtype=np.uint32)
    return np.frombuffer(data, dtype="<u4").astype(np.uint32)


def bands(signs: Signs) -> NDArray[np.uint64]:
    """(n, BANDS) keys: two texts are compared only where they share one."""
    parts = signs.reshape(len(signs), BANDS, ROWS).astype(np.uint64)
    keys = np.zeros((len(signs), BANDS), dtype=np.uint64)
    for row in range(ROWS):
        keys = (keys ^ parts[:, :, row]) * _SPREAD[row % 3]
        keys ^= keys >> np.uint64(29)
    return keys
