"""Stories that are one affair, of weeks in a row or far apart: their middles speak for them.

Knows nothing of single pairs; an affair's rare words and names carry the link, not its time. How
near is near enough a fitted judgement says, which sees what chance would bring in as large a store.
"""

from __future__ import annotations

from math import log

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.centroids import Centroids, centroids
from service.stories.corpus import Corpus
from service.stories.linkage import Pairs, best_of_each, join_all, mutual_joins
from service.stories.middles import members
from service.stories.occasions import OCCASION_FEATURES, GroupOccasions
from service.stories.shapes import AdditiveModel
from service.stories.spans import Spans

AFFAIR_FEATURES = (
    "near_chance",
    "head_words_part",
    "vectors_part",
    "title_vectors_beside",
    "small",
    "large",
    "gap",
    "near_low",
    "near_high",
    *OCCASION_FEATURES,
)


class AffairParams(msgspec.Struct, frozen=True, kw_only=True):
    """How near the middles of two stories must be to be weighed: a sum of three cosines (0 to 3).

    ``chance``: how many partners an article may find by chance alone: of articles over two weeks
    apart in nine months of news (17 million pairs) a share exp(-2.64 - 7.68 x) has a sum of x or
    more, so what is ``far`` rises with the logarithm of the number of articles (a contrario
    detection, Desolneux et al. 2000); 0.02 gives 1.5 at 30,000. ``least``: ``far`` never falls
    below it, however few the articles. ``below``: two stories are weighed from so much under it.
    """

    chance: float = 0.02
    least: float = 0.45
    below: float = 0.45

    def far(self, articles: int) -> float:
        """The sum of three cosines that hardly ever comes of chance among so many articles."""
        return max(self.least, (log(max(articles, 1) / self.chance) - 2.64) / 7.68)


class Affairs:
    """The stories of a corpus, and those of them that lie near each other; they can only be joined.

    ``names`` (k,): the least article of each story. ``label`` (n,): the story of each article.
    ``one``, ``other`` (r,): the pairs of stories that are worth weighing. The middle of a story is
    the mean of its articles, as head words, all words, vectors and titles' vectors, and is taken
    anew after every join (centroid linkage).
    """

    def __init__(
        self,
        corpus: Corpus,
        story: NDArray[np.int64],
        params: AffairParams,
        *,
        total: int | None = None,
        held: NDArray[np.int64] | None = None,
    ) -> None:
        """``story`` (n,) names the least article of each article's story.

        ``total``: how many articles the archive has, if not all are here, and ``held`` (n,) how
        many the story of each has.
        """
        self._corpus, self._far = corpus, params.far(total or corpus.size)
        self._least = self._far - params.below
        self.names, self.label = np.unique(story, return_inverse=True)
        count = len(self.names)
        self._here = np.bincount(self.label, minlength=count)
        self._size = self._here.astype(np.float64)
        if held is not None:
            self._size[self.label] = held
        self._spans = Spans(self.label, corpus.hours, count)
        self._occasions = GroupOccasions(corpus.occasions, self.label, count)
        self._middles = Centroids(corpus, count)
        none = np.zeros(0, np.int64)
        self.one, self.other, self._cosines = none, none, np.zeros((0, 4))
        self._look(np.arange(count))

    def measure(self) -> NDArray[np.float32]:
        """(r, f) float32, a column for each of ``AFFAIR_FEATURES``; NaN where unknown."""
        total = self._cosines[:, :3].sum(axis=1)
        near = best_of_each(self.one, self.other, total, len(self.names))
        beside = [total / np.maximum(near[side], 1e-6) for side in (self.one, self.other)]
        a, b = self.one, self.other
        return _columns(
            self._cosines,
            self._far,
            (self._size[a], self._size[b]),
            self._spans.gap(a, b),
            np.array(beside),
            self._occasions.compare(a, b, self._here),
        )

    def join(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
        """Make the disjoint pairs of stories ``one``, ``other`` (pairwise) one each."""
        low, high = np.minimum(one, other), np.maximum(one, other)
        root = np.arange(len(self.names))
        root[high] = low
        self.label = root[self.label]
        self._here[low] += self._here[high]
        self._size[low] += self._size[high]
        self._spans.join(low, high)
        self._occasions.join(low, high)
        self._middles.forget(high)
        # What neither story of a pair joined stays true of it.
        moved = np.zeros(len(self.names), bool)
        moved[low] = moved[high] = True
        same = ~(moved[self.one] | moved[self.other])
        self.one, self.other, self._cosines = self.one[same], self.other[same], self._cosines[same]
        self._look(np.unique(low))

    def _look(self, anew: NDArray[np.int64]) -> None:
        """Find what lies near the stories ``anew``."""
        self._middles.learn(self.label, anew)
        fresh = self._middles.near(anew, self._least)
        self.one = np.concatenate([self.one, fresh.one])
        self.other = np.concatenate([self.other, fresh.other])
        self._cosines = np.concatenate([self._cosines, fresh.cosines])


def join_affairs(affairs: Affairs, model: AdditiveModel, cut: float) -> NDArray[np.int64]:
    """(n,) int64: the least article of each article's story after all joins worth making.

    Each round joins those that are each other's best and whose probability of a gain reaches
    ``cut``, by the ``model`` of ``AFFAIR_FEATURES``.
    """
    return join_all(
        affairs, lambda: affair_joins(affairs, model.probability(affairs.measure()), cut)
    )


def affair_joins(affairs: Affairs, worth: NDArray[np.float32], cut: float) -> Pairs:
    """The stories, pairwise, that are each other's best of a ``worth`` (r,) of ``cut`` or more."""
    return mutual_joins(affairs.one, affairs.other, worth, cut, len(affairs.names))


def compare_two(
    corpus: Corpus, mine: NDArray[np.int64], rest: NDArray[np.int64], far: float
) -> NDArray[np.float32]:
    """(1, f) ``AFFAIR_FEATURES`` of the articles ``mine`` and ``rest`` as two stories.

    ``far`` is the archive's. How near each is to others beside is unknown.
    """
    place = np.full(corpus.size, 2)
    place[mine], place[rest] = 0, 1
    head, text, whole, titles = centroids(corpus, members(place, np.arange(2), 3))
    cosines = [
        head[0].multiply(head[1]).sum(),
        text[0].multiply(text[1]).sum(),
        whole[0] @ whole[1],
        titles[0] @ titles[1],
    ]
    one, other = np.array([0]), np.array([1])
    occasions = GroupOccasions(corpus.occasions, place, 3)
    size = np.bincount(place, minlength=3)
    return _columns(
        np.asarray(np.round([cosines], 6), np.float64),
        far,
        (size[:1].astype(np.float64), size[1:2].astype(np.float64)),
        Spans(place, corpus.hours, 3).gap(one, other),
        np.full((2, 1), np.nan),
        occasions.compare(one, other, size),
    )


def _columns(
    cosines: NDArray[np.float64],
    far: float,
    size: tuple[NDArray[np.float64], NDArray[np.float64]],
    gap: NDArray[np.float64],
    beside: NDArray[np.float64],
    occasions: NDArray[np.float32],
) -> NDArray[np.float32]:
    """(r, f): how far over chance two stories are near, of what, how large, and how far apart."""
    total = cosines[:, :3].sum(axis=1)
    some = np.maximum(total, 1e-6)
    columns = [
        total - far,
        cosines[:, 0] / some,
        cosines[:, 2] / some,
        cosines[:, 3] - cosines[:, 2],
        np.log(np.minimum(*size)),
        np.log(np.maximum(*size)),
        np.log1p(np.maximum(gap, 0.0)),
        np.minimum(*beside),
        np.maximum(*beside),
        *occasions,
    ]
    return np.round(np.column_stack(columns), 6).astype(np.float32)
