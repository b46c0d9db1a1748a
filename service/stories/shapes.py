"""An additive model: the log-odds of a pair is a sum of one curve for each measure.

Knows nothing of what the measures mean or of how the curves were fitted.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import ShapeError

CHUNK = 8_192


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A curve by its corners: straight between them, level outside; ``missing`` for NaN."""

    name: str
    knots: list[float]
    values: list[float]
    missing: float = 0.0


class AdditiveModel(msgspec.Struct, frozen=True, kw_only=True):
    """A generalised additive model with a logistic link (Hastie and Tibshirani 1986)."""

    bias: float
    shapes: list[Shape]

    def parts(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        """(m, f) float32: what each measure adds to the log-odds. Raises ShapeError."""
        self._check(measures)
        out = np.empty(measures.shape, np.float32)
        for place, shape in enumerate(self.shapes):
            column = measures[:, place].astype(np.float64)
            out[:, place] = np.interp(column, shape.knots, shape.values)
            out[np.isnan(column), place] = shape.missing
        return out

    def log_odds(self, measures: NDArray[np.float32], first: int = 0) -> NDArray[np.float64]:
        """(m,) what ``measures`` (m, f) add to the log-odds, the ``first`` of them by its place."""
        total = np.zeros(len(measures), np.float64)
        for column, shape in zip(
            measures.T, self.shapes[first : first + measures.shape[1]], strict=True
        ):
            value = np.interp(column, shape.knots, shape.values)
            unknown = np.isnan(value)
            if unknown.any():
                value[unknown] = shape.missing
            total += value.astype(np.float32)
        return total

    def odds_to_probability(self, log_odds: NDArray[np.float64]) -> NDArray[np.float32]:
        """(m,) float32 in (0, 1) of all that was added, rounded: no order of a sum shows."""
        log_odds = np.clip(self.bias + log_odds, -30, 30)
        return np.round(1.0 / (1.0 + np.exp(-log_odds)), 5).astype(np.float32)

    def probability(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        """(m,) float32 in (0, 1) of ``measures``, all that the model weighs. Raises ShapeError."""
        self._check(measures)
        out = np.empty(len(measures), np.float32)
        for start in range(0, len(out), CHUNK):
            part = slice(start, start + CHUNK)
            out[part] = self.odds_to_probability(self.log_odds(measures[part]))
        return out

    def _check(self, measures: NDArray[np.float32]) -> None:
        if measures.ndim != 2 or measures.shape[1] != len(self.shapes):
            raise ShapeError(
                f"the model weighs {len(self.shapes)} measures, not an array {measures.shape}"
            )
