"""Signatures on a shelf, in reach of a near-equal one.

Knows nothing of articles beyond their ids. A hundred thousand texts take 60 MB, and
twice that while they come in. Locality-sensitive hashing by bands (Leskovec, Rajaraman, Ullman,
"Mining of Massive Datasets", 3.4).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.articles.signatures import BANDS, SIZE, Signs, bands, is_signed

# Texts that wait unsorted until they are worth a new sorting.
_WAITING = 4_096
# A band that more texts share than this is a template's, and tells nothing.
_CROWD = 64
# Two signs are held to be equal by their lower halves: one in 65,536 that differ is not told.
Halves = NDArray[np.uint16]


class Shelf:
    """Texts by id, searchable by signature; grows by ``add``."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._signs: Halves = np.empty((1_024, SIZE), dtype=np.uint16)
        self._keys: NDArray[np.uint32] = np.empty((1_024, BANDS), dtype=np.uint32)
        self._sorted_keys: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)] * BANDS
        self._sorted_places: list[NDArray[np.int32]] = [np.empty(0, np.int32)] * BANDS
        self._sorted = 0
        self._waiting: dict[tuple[int, int], list[int]] = {}

    def __len__(self) -> int:
        """How many texts stand on the shelf."""
        return len(self._ids)

    def add(self, text_id: str, row: Signs) -> None:
        """Put a text on the shelf; one of the same id is replaced; one too short is left out."""
        if not is_signed(row[None, :])[0]:
            return
        place = len(self._ids)
        if place == len(self._signs):
            more = max(1_024, place // 4)
            self._signs = np.concatenate((self._signs, np.empty((more, SIZE), np.uint16)))
            self._keys = np.concatenate((self._keys, np.empty((more, BANDS), np.uint32)))
        self._signs[place] = row.astype(np.uint16)
        self._keys[place] = _keys(row)
        self._ids.append(text_id)
        self._places[text_id] = place
        for band, key in enumerate(self._keys[place].tolist()):
            self._waiting.setdefault((band, key), []).append(place)
        if place + 1 - self._sorted > max(_WAITING, self._sorted // 8):
            self._sort()

    def _sort(self) -> None:
        count = len(self._ids)
        for band in range(BANDS):
            keys = self._keys[:count, band]
            order = np.argsort(keys, kind="stable").astype(np.int32)
            self._sorted_keys[band] = keys[order]
            self._sorted_places[band] = order
        self._sorted = count
        self._waiting.clear()

    def near(self, row: Signs, least: float) -> list[tuple[str, float]]:
        """(id, similarity) of the texts at least ``least`` like ``row``, the likest first.

        Similarity is the share of equal signs: an estimate of the Jaccard similarity of
        shingles with a standard error of at most 0.046.
        """
        if not is_signed(row[None, :])[0]:
            return []
        found: set[int] = set()
        for band, key in enumerate(_keys(row)):
            keys = self._sorted_keys[band]
            low = int(np.searchsorted(keys, key, "left"))
            high = min(int(np.searchsorted(keys, key, "right")), low + _CROWD)
            found.update(self._sorted_places[band][low:high].tolist())
            found.update(self._waiting.get((band, int(key)), ())[:_CROWD])
        places = sorted(p for p in found if self._places.get(self._ids[p]) == p)
        if not places:
            return []
        shares = (self._signs[places] == row.astype(np.uint16)).mean(axis=1)
        near = [
            (self._ids[place], float(share))
            for place, share in zip(places, shares, strict=True)
            if share >= least
        ]
        return sorted(near, key=lambda one: (-one[1], one[0]))


def _keys(row: Signs) -> NDArray[np.uint32]:
    """(BANDS,) keys of one signature; texts that share one by chance are told by their signs."""
    keys: NDArray[np.uint32] = (bands(row[None, :])[0] >> np.uint64(32)).astype(np.uint32)
    return keys
