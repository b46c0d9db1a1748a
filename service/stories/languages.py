"""One happening told in two languages: events meet by vectors, since they share no words.

Knows nothing of any language; it needs an encoder that puts them into one space.
"""

from __future__ import annotations

from math import log10
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.spans import Spans
from service.stories.vectors import Vectors, middles_of

BLOCK = 1_024


class LanguageParams(msgspec.Struct, frozen=True, kw_only=True):
    """From which cosine two events of different languages are one happening.

    ``days``: how far apart in time they may begin. ``chance``: how many partners an event may
    find by chance alone. Of article pairs of different affairs, Arabic beside French, one in a
    hundred has a cosine of 0.16, one in a thousand 0.21: each tenfold is worth 0.05. So the cut
    rises with the logarithm of the number of candidates (a contrario detection, Desolneux et
    al. 2000); one happening's pairs have a median of 0.27. ``share``: the least share of the
    smaller story's events that must meet in the larger for both to be one story.
    """

    days: float = 3.0
    chance: float = 0.02
    share: float = 0.2

    def cut(self, candidates: NDArray[np.int64]) -> NDArray[np.float64]:
        """The least cosine for events with so many candidates."""
        return np.asarray(0.06 + 0.05 * (np.log10(np.maximum(candidates, 1)) - log10(self.chance)))


class Told(Protocol):
    """What is asked of n articles: unit rows, hours (NaN if unknown), numbers of languages."""

    @property
    def whole(self) -> NDArray[np.float32] | Vectors:
        """Unit rows (n, d)."""

    @property
    def hours(self) -> NDArray[np.float64]:
        """Hours since the epoch (n,), NaN where unknown."""

    @property
    def languages(self) -> NDArray[np.int32]:
        """The number of each language (n,)."""


def join_languages(
    corpus: Told, event: NDArray[np.int64], story: NDArray[np.int64], params: LanguageParams
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(n,) int64 twice: ``event`` and ``story`` after events of other languages were joined.

    Both name the least row of each row's group. Two events are joined if each is the other's
    nearest of that language, near enough in time and in meaning.
    """
    one, other = told_twice(corpus, event, story, params)
    if not len(one):
        return event, story
    return _union(event, one, other), _union(story, story[one], story[other])


def told_twice(
    corpus: Told, event: NDArray[np.int64], story: NDArray[np.int64], params: LanguageParams
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The events (least rows, pairwise) that are one happening told in two languages."""
    none = np.zeros(0, np.int64)
    if len(set(corpus.languages.tolist())) < 2:
        return none, none
    names, label = np.unique(event, return_inverse=True)
    pairs = _partners(corpus, names, label, params)
    if not len(pairs):
        return none, none
    one, other = names[pairs[:, 0]], names[pairs[:, 1]]
    # Where stories stay apart, so do their events: an event is in one story.
    met = _stories_that_meet(event, story, one, other, params.share)
    return one[met], other[met]


def _partners(
    corpus: Told, names: NDArray[np.int64], label: NDArray[np.int64], params: LanguageParams
) -> NDArray[np.int64]:
    """(m, 2) int64: the pairs of events (by their number) that are one happening."""
    middles = middles_of(corpus.whole, label, len(names))
    begins = Spans(label, corpus.hours, len(names)).first
    language = corpus.languages[names]
    kinds = np.unique(language)
    found: list[NDArray[np.int64]] = []
    for place, first in enumerate(kinds):
        for second in kinds[place + 1 :]:
            rows, columns = np.flatnonzero(language == first), np.flatnonzero(language == second)
            forth = _nearest(middles, begins, rows, columns, params)
            back = _nearest(middles, begins, columns, rows, params)
            mutual = set(forth) & {(one, other) for other, one in back}
            if mutual:
                found.append(np.array(sorted(mutual), np.int64))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def _nearest(
    middles: NDArray[np.float32],
    begins: NDArray[np.float64],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    params: LanguageParams,
) -> list[tuple[int, int]]:
    """For each of ``rows`` its nearest of ``columns``, if it is near enough."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        near = np.round((middles[part] @ middles[columns].T).astype(np.float64), 6)
        gap = np.abs(begins[part][:, None] - begins[columns][None, :])
        # An undated event may be of any day: all the others are its candidates.
        able = ~(gap > params.days * 24.0)
        near[~able] = -1.0
        best = near.argmax(axis=1)
        value = near[np.arange(len(part)), best]
        enough = value >= params.cut(able.sum(axis=1))
        found += [
            (int(part[row]), int(columns[best[row]]))
            for row in np.flatnonzero(enough & (value > 0))
        ]
    return found


def _stories_that_meet(
    event: NDArray[np.int64],
    story: NDArray[np.int64],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    share: float,
) -> NDArray[np.bool_]:
    """Which of the event pairs lie in stories that meet in enough of their events."""
    names = np.unique(event)
    owners, sizes = np.unique(story[names], return_counts=True)
    size = dict(zip(owners.tolist(), sizes.tolist(), strict=True))
    keys = [
        tuple(sorted(pair)) for pair in zip(story[one].tolist(), story[other].tolist(), strict=True)
    ]
    meetings = {key: keys.count(key) for key in set(keys)}
    return np.array(
        [
            key[0] == key[1] or meetings[key] >= share * min(size[key[0]], size[key[1]])
            for key in keys
        ],
        bool,
    )


def _union(
    group: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.int64]:
    """``group`` with the groups ``one`` and ``other`` (names, pairwise) made one."""
    root = {int(name): int(name) for name in np.unique(group)}

    def find(name: int) -> int:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for left, right in zip(one.tolist(), other.tolist(), strict=True):
        low, high = sorted((find(left), find(right)))
        root[high] = low
    return np.array([find(int(name)) for name in group], np.int64)
