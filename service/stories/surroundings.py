"""Which articles must be looked at for new ones to find their place: those near in time and sense.

Knows nothing of events and stories but which articles share one. Nearness is that of vectors: it
is told for thousands of articles at once, before any word is counted.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps
from service.stories.vectors import nearest

BLOCK = 128


class NearParams(msgspec.Struct, frozen=True, kw_only=True):
    """How much lies around an article.

    ``near``: so many of its nearest may share an event with it, and are looked at with all of
    their events. ``around``: so many of the nearest of each of those are looked at too, for what
    they say of the others. ``stories``: of so many of its nearest the stories are looked at, as
    far as they lie within reach of it.
    """

    near: int = 32
    around: int = 16
    stories: int = 8


def surroundings(
    whole: NDArray[np.float32],
    hours: NDArray[np.float64],
    news: NDArray[np.int64],
    event: NDArray[np.int64],
    story: NDArray[np.int64],
    *,
    reach: float,
    params: NearParams = NearParams(),  # noqa: B008 - frozen
) -> NDArray[np.bool_]:
    """(n,) bool: which of n articles are looked at for those of the rows ``news`` to be placed.

    ``whole`` (n, d) float32 unit rows; ``hours`` (n,) float64, NaN where undated; ``event``,
    ``story`` (n,) int64 number the groups that stand, -1 for an article in none. ``reach`` (hours):
    articles further apart are not compared, undated ones with all. Events are looked at whole.
    """
    line = _Line(whole, hours, reach)
    first = line.nearest(news, params.near)
    chosen = np.zeros(len(hours), bool)
    chosen[news] = True
    chosen |= _sharing(event, first[first >= 0])
    chosen[first[first >= 0]] = True
    inner = np.flatnonzero(chosen)
    for row, near in zip(news.tolist(), first[:, : params.stories], strict=True):
        rows = line.within(row)
        named = np.unique(story[near[near >= 0]])
        chosen[rows[np.isin(story[rows], named[named >= 0])]] = True
    second = line.nearest(inner, params.around)
    chosen[second[second >= 0]] = True
    return np.asarray(chosen | _sharing(event, np.flatnonzero(chosen)), bool)


def _sharing(group: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which articles share a group with one of ``rows``."""
    named = np.unique(group[rows])
    return np.isin(group, named[named >= 0])


class _Line:
    """Articles in order of time, the undated after them."""

    def __init__(
        self, whole: NDArray[np.float32], hours: NDArray[np.float64], reach: float
    ) -> None:
        self._whole, self._hours, self._reach = whole, hours, reach
        order = np.argsort(hours, kind="stable")
        dated = len(hours) - int(np.isnan(hours).sum())
        self._order, self._undated = order[:dated], order[dated:]
        self._times = hours[self._order]

    def within(self, row: int, last: int | None = None) -> NDArray[np.int64]:
        """The rows within reach of ``row``, or of a span that ends with ``last``."""
        start, end = self._hours[row], self._hours[row if last is None else last]
        if np.isnan(start) or np.isnan(end):
            return np.concatenate([self._order, self._undated])
        low = int(np.searchsorted(self._times, start - self._reach, "left"))
        high = int(np.searchsorted(self._times, end + self._reach, "right"))
        return np.concatenate([self._order[low:high], self._undated])

    def nearest(self, rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """(len(rows), count) int64: the nearest within reach of each, best first; -1: no more."""
        found = np.full((len(rows), count), -1, np.int64)
        order = np.argsort(self._hours[rows], kind="stable")
        for start in range(0, len(rows), BLOCK):
            places = order[start : start + BLOCK]
            part = rows[places]
            columns = np.sort(self.within(int(part[0]), int(part[-1])))
            near = in_steps(self._whole[part]) @ in_steps(self._whole[columns]).T
            near[np.abs(self._hours[part][:, None] - self._hours[columns]) > self._reach] = -2.0
            near[part[:, None] == columns] = -2.0
            k = min(count, len(columns))
            best = nearest(near, k)
            within = np.take_along_axis(near, best, axis=1) > -2.0
            found[places, :k] = np.where(within, columns[best], -1)
        return found
