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
    ``temperature`` is at least 0.025: cosines then stay within what one shared exponential of
    float32 can hold.
    """
    powers = left @ right.T
    powers -= powers.max()
    powers /= np.float32(temperature)
    np.exp(powers, out=powers)
    diagonal = np.arange(len(powers))
    if same is not None:
        own = powers[diagonal, diagonal]
        powers[same] = 0.0
        powers[diagonal, diagonal] = own
    forth = 1.0 / powers.sum(axis=1, keepdims=True)
    back = 1.0 / powers.sum(axis=0, keepdims=True)
    own = powers[diagonal, diagonal]
    chosen = np.concatenate([own * forth[:, 0], own * back[0]])
    loss = float(-np.log(np.maximum(chosen, 1e-30)).mean())
    pull: Vectors = powers
    pull *= (forth + back) / np.float32(2 * temperature)
    pull[diagonal, diagonal] -= np.float32(1 / temperature)
    return loss, np.asarray(pull @ right, np.float32), np.asarray(pull.T @ left, np.float32)


def through_unit(gradient: Vectors, units: Vectors, lengths: Vectors) -> Vectors:
    """The gradient by vectors whose unit rows are ``units`` and whose lengths are (n, 1)."""
    along = (gradient * units).sum(axis=1, keepdims=True)
    return np.asarray((gradient - along * units) / lengths, dtype=np.float32)
