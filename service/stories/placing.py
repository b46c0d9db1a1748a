"""One new article into the groups that stand, at once: a first word until the next build.

Knows nothing of stores. The nearest articles of its days are held in memory; among these alone
it is clustered, and takes its place with those it is put together with. Affairs that reach
further back are left to the build.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.steps import in_steps
from service.stories.assign import Place, regroup
from service.stories.cluster import StoriesParams
from service.stories.similarity import SimilarityModel
from service.stories.vectors import nearest, whole_rows

# Nearest articles that a new one is clustered with: all of an event's, for nearly every event.
NEAREST = 20


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands: ids of old groups, None where it begins one of its own."""

    event: str | None
    story: str | None
    probability: float
    nearest: tuple[str, ...]


class Placer:
    """Articles with their vectors and places, in order of time."""

    def __init__(
        self,
        articles: Sequence[Article],
        titles: NDArray[np.float32],
        bodies: NDArray[np.float32],
        places: Sequence[Place],
        *,
        params: StoriesParams = StoriesParams(),  # noqa: B008 - frozen
        model: SimilarityModel | None = None,
    ) -> None:
        """Take ``articles`` with ``titles`` and ``bodies``, (n, d) float32 unit rows."""
        order = sorted(range(len(articles)), key=lambda row: (_hours(articles[row]), row))
        self._articles = [articles[row] for row in order]
        self._places = [places[row] for row in order]
        self._titles, self._bodies = titles[order], bodies[order]
        self._whole = whole_rows(self._titles, self._bodies)
        self._hours = np.array([_hours(one) for one in self._articles])
        self._params, self._model = params, model

    def place(
        self, article: Article, title: NDArray[np.float32], body: NDArray[np.float32]
    ) -> Placed:
        """Where ``article`` with its vectors (d,) goes; it is not kept."""
        rows, share = self._nearest(article, title + body)
        if not len(rows):
            return Placed(event=None, story=None, probability=1.0, nearest=())
        window = [*(self._articles[row] for row in rows), article]
        stood = {self._articles[row].id: self._places[row] for row in rows}
        stood.pop(article.id, None)
        found = regroup(
            window,
            np.concatenate([self._titles[rows], title[None, :]]),
            np.concatenate([self._bodies[rows], body[None, :]]),
            np.arange(len(window)) == len(rows),
            stood,
            # what is not here of an old group is more than what is
            dict.fromkeys((one.story for one in stood.values()), len(self._articles) + 1),
            share=share,
            params=self._params,
            model=self._model,
        )
        known = {(one.event, one.story) for one in stood.values()}
        event, story = found.event[-1], found.story[-1]
        return Placed(
            event=event if event in {one for one, _ in known} else None,
            story=story if story in {one for _, one in known} else None,
            probability=float(found.found.probability[-1]),
            nearest=found.found.nearest[-1],
        )

    def _nearest(
        self, article: Article, vector: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], float]:
        """The rows of the nearest articles of its days, and what share of those they are."""
        low, high = 0, len(self._hours)
        if article.published is not None:
            reach, at = self._params.candidates.days * 24.0, _hours(article)
            low = int(np.searchsorted(self._hours, at - reach, "left"))
            high = int(np.searchsorted(self._hours, at + reach, "right"))
        near = self._whole[low:high] @ in_steps(vector[None])[0]
        count = min(NEAREST, len(near))
        best = nearest(near[None], count)[0] if count else np.zeros(0, np.int64)
        return np.sort(best) + low, count / max(len(near), 1)


def _hours(article: Article) -> float:
    return article.published.at.timestamp() / 3600.0 if article.published else float("inf")
