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
from service.stories.words import Background, Sparse, Words, count_words

# So many rows are looked at in one go.
BLOCK = 4_096


class Vectors:
    """(n, d) float32 unit rows, made when asked for out of the caller's arrays: no copy is kept.

    ``order`` (n,) int64 maps a row here to its place in the ``arrays`` (n, d); of more than one
    array a row is the direction between theirs.
    """

    def __init__(self, arrays: Sequence[NDArray[np.float32]], order: NDArray[np.int64]) -> None:
        self._arrays = [np.asarray(array, np.float32) for array in arrays]
        self._order = order
        # By what a row of each array is multiplied: to a length of one, alone and then in sum.
        self._scales = np.ones((len(arrays), len(order)), np.float32)
        for array, scale in zip(self._arrays, self._scales, strict=True):
            for start in range(0, len(order), BLOCK):
                rows = array[order[start : start + BLOCK]]
                scale[start : start + BLOCK] = _shrink(rows)
        if len(arrays) > 1:
            for start in range(0, len(order), BLOCK):
                part = slice(start, start + BLOCK)
                self._scales[:, part] *= _shrink(self[np.arange(len(order))[part]])

    @property
    def shape(self) -> tuple[int, int]:
        """(n, d)"""
        return len(self._order), self._arrays[0].shape[1]

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """(len(rows), d) of those ``rows``."""
        place = self._order[rows]
        total = self._arrays[0].take(place, axis=0)
        total *= self._scales[0, rows, None]
        for array, scale in zip(self._arrays[1:], self._scales[1:], strict=True):
            more = array.take(place, axis=0)
            more *= scale[rows, None]
            total += more
        return total

    def sums(self, member: Sparse) -> NDArray[np.float32]:
        """(g, d): ``member`` (g, n) csr times the rows."""
        from scipy.sparse import csr_matrix

        places = self._order[member.indices]
        total = np.zeros((member.shape[0], self.shape[1]), np.float32)
        for array, scale in zip(self._arrays, self._scales, strict=True):
            weight = member.data * scale[member.indices]
            total += csr_matrix((weight, places, member.indptr), shape=member.shape) @ array
        return total


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
        occasions=find_occasions(ranked),
    )


def _numbered(names: list[str]) -> NDArray[np.int32]:
    return np.unique(names, return_inverse=True)[1].astype(np.int32)


def hours_of(article: Article) -> float:
    """When ``article`` was published, in hours since the epoch; NaN where it is unknown."""
    return article.published.at.timestamp() / 3600.0 if article.published else float("nan")


def _shrink(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    return np.asarray(1.0 / np.maximum(length, 1e-9))


def _weigh(counts: Sparse, rarity: NDArray[np.float32]) -> Sparse:
    """Sublinear counts times rarity, rows of length one (Salton and Buckley 1988)."""
    weighed = counts.tocsr(copy=True)
    weighed.data = (1.0 + np.log(weighed.data)) * rarity[weighed.indices]
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    weighed.data /= np.repeat(np.maximum(length, 1e-9), np.diff(weighed.indptr))
    weighed.data = weighed.data.astype(np.float32)
    return weighed
