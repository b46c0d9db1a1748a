"""Articles made ready to be compared: weighted words, vectors, times, outlets.

Knows nothing of what makes two articles alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import ShapeError
from service.records import Article
from service.stories.occasions import Occasions, find_occasions, together
from service.stories.parallel import ahead, release
from service.stories.sparse import Sparse
from service.stories.vectors import Vectors
from service.stories.words import (
    SLAB,
    Background,
    Runs,
    WordCounts,
    Words,
    read_runs,
)


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """n articles in the order of their ids.

    ``order`` (n,) int64 maps a row here to its place in the caller's sequence. ``hours`` (n,)
    float64 since the epoch, NaN where the publication date is unknown. ``outlets``,
    ``languages`` (n,) int32. ``head`` and ``text`` are (n, v) csr float32 unit rows of title
    with lead, and of everything; ``whole`` is the direction between title and body.
    """

    order: NDArray[np.int64]
    ids: list[str]
    words: Words
    head: Sparse
    text: Sparse
    titles: Vectors
    bodies: Vectors
    whole: Vectors
    hours: NDArray[np.float64]
    outlets: NDArray[np.int32]
    languages: NDArray[np.int32]
    occasions: Occasions

    @property
    def size(self) -> int:
        """The number of articles."""
        return len(self.ids)


def make_corpus(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    background: Background,
) -> Corpus:
    """Sort by id, count words, weigh them. Raises ShapeError if the vectors do not fit.

    ``articles`` are read a few thousand at a time and not kept: they need not all be in memory.
    """
    n = len(articles)
    if titles.shape != bodies.shape or titles.ndim != 2 or len(titles) != n:
        raise ShapeError(
            f"{n} articles need titles and bodies of one shape ({n}, d), "
            f"not {titles.shape} and {bodies.shape}"
        )
    ids = [article.id for article in articles]
    order = np.array(sorted(range(n), key=ids.__getitem__), np.int64)
    counts, slabs = WordCounts(), []

    def read(start: int) -> tuple[Runs, _Slab]:
        some = [articles[place] for place in order[start : start + SLAB].tolist()]
        runs = read_runs(some)
        return runs, _read(some, runs)

    for runs, slab in ahead(read, range(0, n, SLAB)):
        counts.add(runs)
        slabs.append(slab)
    words = counts.words(background)
    made = Corpus(
        order=order,
        ids=[ids[place] for place in order.tolist()],
        words=words,
        head=_weigh(2 * words.title + words.lead, words.rarity),
        text=_weigh(words.title + words.lead + words.body, words.rarity),
        titles=Vectors([titles], order),
        bodies=Vectors([bodies], order),
        whole=Vectors([titles, bodies], order),
        hours=np.concatenate([slab.hours for slab in slabs]),
        outlets=_numbered([name for slab in slabs for name in slab.outlets]),
        languages=_numbered([name for slab in slabs for name in slab.languages]),
        occasions=together([slab.occasions for slab in slabs]),
    )
    release(n)
    return made


class _Slab(msgspec.Struct, frozen=True):
    """What is taken of some articles beside their words."""

    hours: NDArray[np.float64]
    outlets: list[str]
    languages: list[str]
    occasions: Occasions


def _read(articles: Sequence[Article], runs: Runs) -> _Slab:
    return _Slab(
        hours=np.array([hours_of(article) for article in articles], np.float64),
        outlets=[article.outlet for article in articles],
        languages=[article.language for article in articles],
        occasions=find_occasions(articles, runs),
    )


def _numbered(names: list[str]) -> NDArray[np.int32]:
    return np.unique(names, return_inverse=True)[1].astype(np.int32)


def hours_of(article: Article) -> float:
    """When ``article`` was published, in hours since the epoch; NaN where it is unknown."""
    return article.published.at.timestamp() / 3600.0 if article.published else float("nan")


def _weigh(counts: Sparse, rarity: NDArray[np.float32]) -> Sparse:
    """Sublinear counts times rarity, rows of length one (Salton and Buckley 1988)."""
    weighed = counts.tocsr(copy=True)
    # In float32 a logarithm differs from processor to processor.
    logs = np.log(weighed.data, dtype=np.float64).astype(np.float32)
    weighed.data = (1.0 + logs) * rarity[weighed.indices]
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    weighed.data /= np.repeat(np.maximum(length, 1e-9), np.diff(weighed.indptr))
    weighed.data = weighed.data.astype(np.float32)
    return weighed
