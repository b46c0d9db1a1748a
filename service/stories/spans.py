"""When each of some groups begins and ends; groups can only be joined.

Knows nothing of what the groups are of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Spans:
    """``first``, ``last`` (k,) float64 hours of each group; NaN where nothing in it is dated."""

    def __init__(self, label: NDArray[np.int64], hours: NDArray[np.float64], count: int) -> None:
        """``label`` (n,), below ``count``, is the group of each of the ``hours`` (n,)."""
        known = ~np.isnan(hours)
        self.first, self.last = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(self.first, label[known], hours[known])
        np.maximum.at(self.last, label[known], hours[known])
        undated = np.isinf(self.first)
        self.first[undated] = self.last[undated] = np.nan

    def gap(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """(r,) hours between the groups, pairwise; below zero by how much both overlap."""
        begin = np.maximum(self.first[one], self.first[other])
        return np.asarray(begin - np.minimum(self.last[one], self.last[other]))

    def across(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """(r,) hours from where the first of both groups begins to where both have ended."""
        end = np.maximum(self.last[one], self.last[other])
        return np.asarray(end - np.minimum(self.first[one], self.first[other]))

    def join(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> None:
        """The groups ``low`` have the members of ``high`` as well now, pairwise."""
        self.first[low] = np.fmin(self.first[low], self.first[high])
        self.last[low] = np.fmax(self.last[low], self.last[high])
