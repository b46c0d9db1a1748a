"""Vectors in steps, so that the product of two is the same to the bit on any machine.

Knows nothing of what the vectors are of. Processors and libraries add in orders of their own; of
whole numbers that float32 counts without loss none of them shows. What is rounded away changes a
cosine by some 0.0002.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# A row's steps, as a part of the power of two above its length: products of two rows are at most
# 2**22 of theirs, and float32 counts to 2**24.
STEP = 2.0**-11
# A row of length one may be a little longer once it is in steps.
ONE = 1.0 + 2.0**-8


def lengths(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n,) how long each of the ``rows`` (n, d) is; never 0, so that one can divide by it."""
    found = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    return np.asarray(np.maximum(found, 1e-9), np.float64)


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ``rows`` (n, d) with a length of one; a zero row stays zero."""
    return np.asarray(rows / lengths(rows)[:, None], np.float32)


def in_steps(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ``rows`` (n, d), each of any length, with every number at its nearest step.

    Unit rows, alone, have steps of ``STEP``.
    """
    power = np.frexp(lengths(rows) / ONE)[1][:, None]
    step = np.ldexp(STEP, power).astype(np.float32)
    found: NDArray[np.float32] = rows / step
    np.rint(found, out=found)
    found *= step
    return found
