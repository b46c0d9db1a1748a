"""Fitting the whole similarity on some of the labelled weeks, each piece once.

Knows nothing of how good it is; whoever scores a week fits on the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from jobs.training.joins import fit_merge
from jobs.training.labelled import LEVELS, Week
from service.stories.features import FEATURES
from service.stories.fitting import FitParams, fit_additive
from service.stories.neighbours import NEIGHBOUR_FEATURES, measure_neighbours
from service.stories.shapes import AdditiveModel
from service.stories.similarity import Judge, Links, Merges, judge

# Most pairs are plainly apart: of those no closer than this, one in THIN is enough to fit on.
CLOSE = 0.4
THIN = 5
# The weeks a fit may see, by their places.
Some = frozenset[int]


class Fitter:
    """Fits on any of the ``weeks``; what was fitted on the same ones is not fitted again.

    What is learned from an earlier fit's answers sees answers of one that did not know the week.
    """

    def __init__(self, weeks: list[Week], reach: float) -> None:
        self.weeks = weeks
        self._reach = reach
        self._alone: dict[tuple[Some, str], AdditiveModel] = {}
        self._judges: dict[tuple[Some, str], Judge] = {}

    def judge(self, some: Some, level: str) -> Judge:
        """Both models of pairs, fitted on ``some`` weeks."""
        if (some, level) not in self._judges:
            both = []
            for place in sorted(some):
                guesser = self._fit_alone(_without(some, place), level)
                week = self.weeks[place]
                guess = guesser.probability(week.measures)
                pairs = week.pairs
                among = measure_neighbours(week.corpus.size, pairs.first, pairs.second, guess)
                both.append(np.concatenate([week.measures, among], axis=1))
            among_model = self._fit(some, both, level, FEATURES + NEIGHBOUR_FEATURES)
            self._judges[some, level] = Judge(alone=self._fit_alone(some, level), among=among_model)
        return self._judges[some, level]

    def links(self, some: Some, place: int) -> Links:
        """The pairs of the week at ``place``, judged by what ``some`` weeks taught."""
        week = self.weeks[place]
        size, pairs = week.corpus.size, week.pairs
        event, story = (
            judge(size, pairs, week.measures, self.judge(some, level)) for level in LEVELS
        )
        return Links(n=size, first=pairs.first, second=pairs.second, event=event, story=story)

    def merges(self, some: Some) -> Merges:
        """When to join groups, fitted on ``some`` weeks."""
        weeks = [self.weeks[place] for place in sorted(some)]
        links = [self.links(_without(some, place), place) for place in sorted(some)]
        event, story = (fit_merge(weeks, links, level, self._reach) for level in LEVELS)
        return Merges(event=event, story=story)

    def _fit_alone(self, some: Some, level: str) -> AdditiveModel:
        if (some, level) not in self._alone:
            measures = [self.weeks[place].measures for place in sorted(some)]
            self._alone[some, level] = self._fit(some, measures, level, FEATURES)
        return self._alone[some, level]

    def _fit(
        self, some: Some, measures: list[NDArray[np.float32]], level: str, names: tuple[str, ...]
    ) -> AdditiveModel:
        """Fit on every pair that belongs or is close, and on one in ``THIN`` of the others."""
        kept, answers, weights = [], [], []
        for place, measured in zip(sorted(some), measures, strict=True):
            week = self.weeks[place]
            answer, weight = week.answers(level), week.weights(level)
            sure = answer | (week.pairs.closeness > CLOSE)
            keep = sure | (np.arange(len(answer)) % THIN == 0)
            kept.append(measured[keep])
            answers.append(answer[keep])
            weights.append(np.where(sure, weight, weight * THIN)[keep])
        return fit_additive(
            np.concatenate(kept),
            np.concatenate(answers),
            np.concatenate(weights),
            names,
            FitParams(),
        )


def _without(some: Some, place: int) -> Some:
    return (some - {place}) or some
