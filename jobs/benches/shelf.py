"""Articles with their vectors in a folder, from which each article is read when it is asked for.

Knows nothing of what is done with them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import overload

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article

Vectors = NDArray[np.float32]


class Shelf(Sequence[Article]):
    """The articles kept in ``folder``; only where each lies in the file is held in memory.

    To be closed by leaving a ``with``.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "articles").open("rb")
        self._starts: list[int] = np.load(folder / "starts.npy").tolist()
        self._decoder = msgspec.msgpack.Decoder(Article)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        start, end = self._starts[range(len(self))[place]], self._starts[place % len(self) + 1]
        # One read at a place of its own: two threads do not move each other's.
        return self._decoder.decode(os.pread(self._file.fileno(), end - start, start))

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def keep(folder: Path, articles: Sequence[Article], titles: Vectors, bodies: Vectors) -> None:
    """Write all of it into ``folder``."""
    folder.mkdir(exist_ok=True)
    np.save(folder / "titles.npy", titles)
    np.save(folder / "bodies.npy", bodies)
    starts, encoder = [0], msgspec.msgpack.Encoder()
    with (folder / "articles").open("wb") as file:
        for article in articles:
            starts.append(starts[-1] + file.write(encoder.encode(article)))
    np.save(folder / "starts.npy", np.array(starts, np.int64))


def kept(folder: Path) -> tuple[Shelf, Vectors, Vectors]:
    """What ``keep`` wrote, the vectors in memory."""
    return Shelf(folder), np.load(folder / "titles.npy"), np.load(folder / "bodies.npy")
