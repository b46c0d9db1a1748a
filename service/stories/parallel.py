"""Parts of an array worked on side by side, each by itself, so that the result is the same.

Knows nothing of what is computed. Threads serve: the heavy libraries let go of the interpreter.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

# More than two seldom help: between the heavy calls one interpreter does the rest.
WORKERS = min(2, os.cpu_count() or 1)
MANY = 10_000


def in_parts(
    count: int, size: int, work: Callable[[slice], None], *, workers: int | None = None
) -> None:
    """Call ``work`` with each slice of ``size`` (the last is shorter) of ``count`` rows."""
    parts = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    if (workers or WORKERS) == 1 or len(parts) < 2:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(workers or WORKERS) as pool:
        for _ in pool.map(work, parts):
            pass


def release(articles: int) -> None:
    """Hand memory that was freed back to the system, where the C library holds on to it (glibc).

    Threads free what others keep beside: with many ``articles`` a third of a peak would be memory
    in no use. Of few there is little to gain, and a search of all that is held takes its time.
    """
    if articles < MANY:
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
