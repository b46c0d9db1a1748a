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
from service.stories.occasions import Occasions, find_occasions
from service.stories.parallel import beside
from service.stories.vectors import Vectors
from service.stories.words import Background, Sparse, Words, count_words


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
    """Sort by id, count words, weigh them. Raises ShapeError if the vectors do not fit."""
    n = len(articles)
    if titles.shape != bodies.shape or titles.ndim != 2 or len(titles) != n:
        raise ShapeError(
            f"{n} articles need titles and bodies of one shape ({n}, d), "
            f"not {titles.shape} and {bodies.shape}"
        )
    order = np.array(sorted(range(n), key=lambda place: articles[place].id), np.int64)
    ranked = [articles[place] for place in order]
    occasions = beside(find_occasions, ranked)
    words = count_words(ranked, background)
    return Corpus(
        order=order,
        ids=[article.id for article in ranked],
        words=words,
        head=_weigh(2 * words.title + words.lead, words.rarity),
        text=_weigh(words.title + words.lead + words.body, words.rarity),
        titles=Vectors([titles], order),
        bodies=Vectors([bodies], order),
        whole=Vectors([titles, bodies], order),
        hours=np.array([hours_of(article) for article in ranked], np.float64),
        outlets=_numbered([article.outlet for article in ranked]),
        languages=_numbered([article.language for article in ranked]),
        occasions=occasions(),
    )


def _numbered(names: list[str]) -> NDArray[np.int32]:
    return np.unique(names, return_inverse=True)[1].astype(np.int32)


def hours_of(article: Article) -> float:
    """When ``article`` was published, in hours since the epoch; NaN where it is unknown."""
    return article.published.at.timestamp() / 3600.0 if article.published else float("nan")


def _weigh(counts: Sparse, rarity: NDArray[np.float32]) -> Sparse:
    """Sublinear counts times rarity, rows of length one (Salton and Buckley 1988)."""
    weighed = counts.tocsr(copy=True)
    weighed.data = (1.0 + np.log(weighed.data)) * rarity[weighed.indices]
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    weighed.data /= np.repeat(np.maximum(length, 1e-9), np.diff(weighed.indptr))
    weighed.data = weighed.data.astype(np.float32)
    return weighed
