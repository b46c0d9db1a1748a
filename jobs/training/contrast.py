"""The loss of a batch of pairs, and what it asks of their vectors.

Knows nothing of words or tables.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def contrast(
    left: Vectors, right: Vectors, temperature: float, same: NDArray[np.bool_] | None = None
) -> tuple[float, Vectors, Vectors]:
    """InfoNCE both ways over unit rows (n, d): mean loss and the gradients by ``left``, ``right``.

    Row i of one side should find row i of the other among all (van den Oord et al. 2018).
    ``same`` (n, n) bool marks further pairs that say the same and are no negatives.
    """
    scores = left @ right.T / np.float32(temperature)
    if same is not None:
        scores[same & ~np.eye(len(scores), dtype=bool)] = -1e4
    forth, back = _softmax(scores, 1), _softmax(scores, 0)
    diagonal = np.arange(len(scores))
    chosen = np.concatenate([forth[diagonal, diagonal], back[diagonal, diagonal]])
    loss = float(-np.log(np.maximum(chosen, 1e-30)).mean())
    pull: Vectors = np.asarray((forth + back) / 2, dtype=np.float32)
    pull[diagonal, diagonal] -= 1
    pull /= np.float32(temperature)
    by_left, by_right = pull @ right, pull.T @ left
    return loss, np.asarray(by_left, np.float32), np.asarray(by_right, np.float32)


def _softmax(scores: Vectors, axis: int) -> Vectors:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), dtype=np.float32)


def through_unit(gradient: Vectors, units: Vectors, lengths: Vectors) -> Vectors:
    """The gradient by vectors whose unit rows are ``units`` and whose lengths are (n, 1)."""
    along = (gradient * units).sum(axis=1, keepdims=True)
    return np.asarray((gradient - along * units) / lengths, dtype=np.float32)
