"""Parts of an array worked on side by side, each by itself, so that the result is the same.

Knows nothing of what is computed. Threads serve: the heavy libraries let go of the interpreter.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

# More than two seldom help: between the heavy calls one interpreter does the rest.
WORKERS = min(2, os.cpu_count() or 1)


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
