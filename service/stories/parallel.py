"""Parts of an array worked on side by side, each by itself, so that the result is the same.

Knows nothing of what is computed. Threads serve: the heavy libraries let go of the interpreter.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TypeVar

# More than two seldom help: between the heavy calls one interpreter does the rest.
WORKERS = min(2, os.cpu_count() or 1)
MANY = 10_000
NAME = "riwaya-part"

One = TypeVar("One")
Made = TypeVar("Made")


def in_parts(
    count: int, size: int, work: Callable[[slice], None], *, workers: int | None = None
) -> None:
    """Call ``work`` with each slice of ``size`` (the last is shorter) of ``count`` rows."""
    parts = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    if (workers or WORKERS) == 1 or len(parts) < 2 or _inside():
        for part in parts:
            work(part)
        return
    for _ in _pool(workers or WORKERS).map(work, parts):
        pass


def _inside() -> bool:
    """A part that is itself in parts must not wait for the threads that wait for it."""
    return threading.current_thread().name.startswith(NAME)


def ahead(work: Callable[[One], Made], items: Sequence[One]) -> Iterator[Made]:
    """What ``work`` makes of each item, the next one being made while the last is used."""
    if len(items) < 2 or _inside():
        yield from map(work, items)
        return
    waiting: Future[Made] | None = None
    for item in items:
        coming = _pool(WORKERS).submit(work, item)
        if waiting is not None:
            yield waiting.result()
        waiting = coming
    if waiting is not None:
        yield waiting.result()


# The same threads serve every call: each new one might take memory from another of the C library's
# arenas, and all of them would keep what they freed.
@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix=NAME)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)


def release(count: int) -> None:
    """Hand memory that was freed back to the system, where the C library holds on to it (glibc).

    Threads free what others keep beside: with a large ``count`` of articles, or of what else was
    worked on, a third of a peak would be memory in no use. With a small one there is little to
    gain, and a search of all that is held takes its time.
    """
    if count < MANY:
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
