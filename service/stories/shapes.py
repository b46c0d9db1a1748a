"""An additive model: the log-odds of a pair is a sum of one curve for each measure.

Knows nothing of what the measures mean or of how the curves were fitted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import ShapeError

CHUNK = 8_192
# Small enough for what is made of a chunk's measures to stay near.
NEAR = 1_024


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

    def reasons(
        self, measures: NDArray[np.float32], silent: Collection[str]
    ) -> tuple[float, NDArray[np.float32]]:
        """The bias, and ``parts``, but that of the ``silent`` measures zero is no reason.

        What zero adds for them is counted to the bias. Raises ShapeError.
        """
        start, parts = self.bias, self.parts(measures)
        for place, shape in enumerate(self.shapes):
            if shape.name in silent:
                level = float(np.interp(0.0, shape.knots, shape.values))
                start += level
                parts[:, place] -= np.float32(level)
        return start, parts

    def log_odds(self, measures: NDArray[np.float32]) -> NDArray[np.float64]:
        """(m,) what ``measures`` (m, f) add to the log-odds."""
        total = np.zeros(len(measures), np.float64)
        for column, shape in zip(measures.T, self.shapes, strict=True):
            value = np.interp(column, shape.knots, shape.values)
            unknown = np.isnan(value)
            if unknown.any():
                value[unknown] = shape.missing
            total += value.astype(np.float32)
        return total

    def odds_to_probability(
        self, log_odds: NDArray[np.float64] | NDArray[np.float32]
    ) -> NDArray[np.float32]:
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


class Curves:
    """The curves of k models over the same f measures, summed for all of them at once.

    ``shapes``: of each model, its curve for each measure, or None where it does not weigh it. A
    curve is the sum of what each stretch between corners adds, a measure's way along it times the
    slope there: over the corners of all k, the way is the same for each, so one product of matrices
    gives every sum.
    """

    def __init__(self, shapes: Sequence[Sequence[Shape | None]]) -> None:
        begins, widths, owners, slopes, start, missing = [], [], [], [], [], []
        for place, curves in enumerate(zip(*shapes, strict=True)):
            corners = _corners(curves)
            values = np.stack([_values(one, corners) for one in curves])
            begins.append(corners.astype(np.float32)[:-1])
            widths.append(np.diff(corners.astype(np.float32)))
            owners += [place] * len(widths[-1])
            slopes.append(np.diff(values) / np.diff(corners))
            start.append(values[:, 0])
            missing.append([one.missing if one else 0.0 for one in curves])
        # Of each stretch: which measure goes along it, where it begins and how long it is.
        self._owner = np.array(owners)
        self._begin = np.concatenate(begins)[:, None]
        self._width = np.concatenate(widths)[:, None]
        self._lowest = np.array([one[0] for one in begins])
        self._slopes = np.concatenate(slopes, axis=1)
        self._start = np.sum(start, axis=0)[:, None]
        self._missing = np.array(missing) - np.array(start)

    def sums(self, measures: NDArray[np.float32]) -> NDArray[np.float64]:
        """(k, m) what ``measures`` (m, f) add to the log-odds of each model. Raises ShapeError."""
        if measures.ndim != 2 or measures.shape[1] != len(self._lowest):
            raise ShapeError(
                f"the models weigh {len(self._lowest)} measures, not an array {measures.shape}"
            )
        out = np.empty((len(self._slopes), len(measures)))
        ways = np.empty((len(self._owner), min(NEAR, len(measures))), np.float32)
        for begin in range(0, len(measures), NEAR):
            columns = measures[begin : begin + NEAR].T
            way = ways[:, : columns.shape[1]]
            total = np.repeat(self._start, columns.shape[1], axis=1)
            unknown = np.isnan(columns)
            if unknown.any():
                columns = np.where(unknown, self._lowest[:, None], columns)
                total += self._missing.T @ unknown
            columns.take(self._owner, axis=0, out=way, mode="clip")
            way -= self._begin
            np.maximum(way, 0.0, out=way)
            np.minimum(way, self._width, out=way)
            out[:, begin : begin + NEAR] = total + self._slopes @ way
        return out


def _corners(curves: Sequence[Shape | None]) -> NDArray[np.float64]:
    """The corners of all ``curves``; two at least."""
    corners = np.unique(np.concatenate([one.knots for one in curves if one]))
    return corners if len(corners) > 1 else np.array([corners[0], corners[0] + 1.0])


def _values(curve: Shape | None, corners: NDArray[np.float64]) -> NDArray[np.float64]:
    if curve is None:
        return np.zeros(len(corners))
    return np.asarray(np.interp(corners, curve.knots, curve.values), np.float64)
