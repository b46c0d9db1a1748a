"""Fitting an additive model: smooth curves by penalised logistic regression.

Knows nothing of articles; it sees measures, answers and weights.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.shapes import AdditiveModel, Shape


class FitParams(msgspec.Struct, frozen=True, kw_only=True):
    """``corners`` of each curve at even quantiles; ``bend`` penalises the change of slope
    between neighbouring corners and ``level`` the height (both per thousand pairs).
    """

    corners: int = 10
    bend: float = 1.0
    level: float = 0.1
    rounds: int = 80


def fit_additive(
    measures: NDArray[np.float32],
    answers: NDArray[np.bool_],
    weights: NDArray[np.float64],
    names: tuple[str, ...],
    params: FitParams,
) -> AdditiveModel:
    """Fit ``measures`` (m, f) to ``answers`` (m,) with positive ``weights`` (m,).

    The curves are piecewise linear (P-splines of degree one, Eilers and Marx 1996). Same input,
    same model: L-BFGS from zero.
    """
    from scipy.optimize import minimize

    knots = [_corners(measures[:, k], answers, params.corners) for k in range(measures.shape[1])]
    design, owner = _design(measures, knots)
    penalty = _penalty(knots, params) * (len(answers) / 1000.0 / len(answers))
    share = weights / weights.sum()
    target = answers.astype(np.float64)

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        log_odds = theta[0] + design @ theta[1:]
        value = share @ (np.logaddexp(0.0, log_odds) - target * log_odds)
        residual = share * (1.0 / (1.0 + np.exp(-log_odds)) - target)
        bent = penalty @ theta[1:]
        value += 0.5 * theta[1:] @ bent
        gradient = np.concatenate([[residual.sum()], design.T @ residual + bent])
        return float(value), gradient

    start = np.zeros(1 + design.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": params.rounds}).x
    return _model(found, knots, owner, names)


def _corners(
    column: NDArray[np.float32], answers: NDArray[np.bool_], count: int
) -> NDArray[np.float64]:
    """Quantiles of both answers together: the few pairs that belong matter as much."""
    known = ~np.isnan(column)
    if not known.any():
        return np.array([0.0, 1.0])
    places = np.linspace(0.0, 1.0, count)
    both = [
        np.quantile(column[known & side], places[1:-1] if not side.all() else places)
        for side in (answers, ~answers)
        if (known & side).any()
    ]
    ends = np.quantile(column[known], [0.001, 0.999])
    return np.asarray(_apart(np.concatenate([ends, *[side[::2] for side in both]])), np.float64)


def _apart(values: NDArray[np.float64]) -> list[float]:
    """Rising and no two nearly the same, so that no curve can jump."""
    least = 0.02 * (values.max() - values.min())
    out: list[float] = []
    for value in np.sort(values):
        corner = round(float(value), 4)
        if not out or (value - out[-1] > least and corner > out[-1]):
            out.append(corner)
    return out if len(out) > 1 else [out[0], out[0] + 1.0]


def _design(
    measures: NDArray[np.float32], knots: list[NDArray[np.float64]]
) -> tuple[Any, NDArray[np.int64]]:
    from scipy.sparse import csr_matrix

    m, columns, values, offset = len(measures), [], [], 0
    for k, corners in enumerate(knots):
        column = np.clip(measures[:, k].astype(np.float64), corners[0], corners[-1])
        missing = np.isnan(column)
        column = np.where(missing, corners[0], column)
        left = np.clip(np.searchsorted(corners, column, "right") - 1, 0, len(corners) - 2)
        share = (column - corners[left]) / (corners[left + 1] - corners[left])
        columns.append(np.stack([left, left + 1], axis=1) + offset)
        values.append(np.stack([1.0 - share, share], axis=1) * ~missing[:, None])
        offset += len(corners)
    owner = np.repeat(np.arange(len(knots)), [len(corners) for corners in knots])
    indices = np.concatenate(columns, axis=1).ravel()
    data = np.concatenate(values, axis=1).ravel()
    starts = np.arange(m + 1) * 2 * len(knots)
    return csr_matrix((data, indices, starts), shape=(m, offset)), owner


def _penalty(knots: list[NDArray[np.float64]], params: FitParams) -> NDArray[np.float64]:
    from scipy.linalg import block_diag

    blocks = []
    for corners in knots:
        size = len(corners)
        block = params.level * np.eye(size)
        if size > 2:
            x = (corners - corners[0]) / (corners[-1] - corners[0])
            turn = np.zeros((size - 2, size))
            for row in range(size - 2):
                before, after = x[row + 1] - x[row], x[row + 2] - x[row + 1]
                turn[row, row : row + 3] = 1 / before, -1 / before - 1 / after, 1 / after
            block += params.bend / size**2 * turn.T @ turn
        blocks.append(block)
    return np.asarray(block_diag(*blocks), np.float64)


def _model(
    theta: NDArray[np.float64],
    knots: list[NDArray[np.float64]],
    owner: NDArray[np.int64],
    names: tuple[str, ...],
) -> AdditiveModel:
    shapes = []
    for k, name in enumerate(names):
        values = theta[1:][owner == k]
        shapes.append(
            Shape(
                name=name,
                knots=[float(corner) for corner in knots[k]],
                values=[round(float(value), 4) for value in values],
                missing=round(float(values.mean()), 4),
            )
        )
    return AdditiveModel(bias=round(float(theta[0]), 4), shapes=shapes)
