"""How much of one story there is around an article: what tells a burst from a trickle.

Knows nothing of words or vectors; it sees a graph of probabilities and hours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BURST_FEATURES = (
    "burst_low",
    "burst_high",
    "event_mass_low",
    "event_mass_high",
    "story_mass_low",
    "story_mass_high",
    "burst_beside_event_low",
    "burst_beside_event_high",
)
# An article of the same story counts less the further away it is, by a factor of e in 18 hours.
DECAY = 18.0


def masses(
    n: int, i: NDArray[np.int64], j: NDArray[np.int64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(n,) log of one and the ``weight`` (m,) of each article's pairs ``i``, ``j`` (m,)."""
    return np.asarray(np.log(1.0 + np.bincount(i, weight, n) + np.bincount(j, weight, n)))


def bursts(
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    story: NDArray[np.float32],
    hours: NDArray[np.float64],
) -> NDArray[np.float64]:
    """(n,) log of how many articles of its story are around each, itself among them.

    ``story`` (m,) is the probability of each pair to be of one, ``hours`` (n,) when each article
    is of; NaN of an undated one.
    """
    near = np.nan_to_num(np.exp(-np.abs(hours[i] - hours[j]) / DECAY))
    found = masses(len(hours), i, j, story * near)
    found[np.isnan(hours)] = np.nan
    return found


class Bursts:
    """Pairs ``i`` < ``j`` (m,) with the probabilities of each by itself, ``event``, ``story``."""

    def __init__(
        self,
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        event: NDArray[np.float32],
        story: NDArray[np.float32],
        hours: NDArray[np.float64],
    ) -> None:
        self._i, self._j = i, j
        n = len(hours)
        burst = bursts(i, j, story, hours)
        of_event = masses(n, i, j, event.astype(np.float64))
        of_story = masses(n, i, j, story.astype(np.float64))
        self._known = (burst, of_event, of_story, burst - of_event)

    def measure(self, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """(len(pairs), f) float32, a column for each of ``BURST_FEATURES``; ``pairs`` by place."""
        a, b = self._i[pairs], self._j[pairs]
        columns = [side(known[a], known[b]) for known in self._known for side in (np.fmin, np.fmax)]
        return np.column_stack(columns).astype(np.float32)
