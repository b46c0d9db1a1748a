"""Unit rows in steps of 2**-11, so that the product of two is the same to the bit on any machine.

Knows nothing of what the rows are of. Processors and libraries add in orders of their own; of whole
numbers that float32 counts without loss (products of two rows are at most 2**22 steps, and it
counts to 2**24) none of them shows. What is rounded away changes a cosine by some 0.0002.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEP = 2.0**-11


def in_steps(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The unit ``rows`` (n, d) with every number at its nearest step."""
    found = rows / np.float32(STEP)
    np.rint(found, out=found)
    found *= np.float32(STEP)
    return found
