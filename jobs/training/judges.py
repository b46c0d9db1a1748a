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
from service.stories.neighbours import NEIGHBOUR_FEATURES
from service.stories.shapes import AdditiveModel
from service.stories.similarity import (
    AMID_FEATURES,
    Judge,
    Judges,
    Links,
    Merges,
    judge,
    measure_around,
)

# Most pairs are plainly apart: of those no closer than this, one in THIN is enough to fit on.
CLOSE = 0.4
THIN = 5
# Where the measures of a pair by itself end among those of ``AMID_FEATURES``, and where those of
# its neighbours by event and by story are.
OWN = len(FEATURES)
NEAR = (
    slice(OWN, OWN + len(NEIGHBOUR_FEATURES)),
    slice(OWN + len(NEIGHBOUR_FEATURES), OWN + 2 * len(NEIGHBOUR_FEATURES)),
)
# Weeks are left out by turns, and within what is left by turns again: with each alone in its
# turn the work would grow with their cube.
TURNS = 4
# The turns whose weeks a fit may see.
Some = frozenset[int]


class Fitter:
    """Fits on the ``weeks`` of some turns; what was fitted on the same ones is not fitted again.

    The weeks are dealt to ``TURNS`` turns in the order given; up to so many each has its own.
    What is learned from an earlier fit's answers sees answers of one that did not know the week.
    """

    def __init__(self, weeks: list[Week], reach: float) -> None:
        self.weeks = weeks
        self.turns = [place % TURNS for place in range(len(weeks))]
        self.every = frozenset(self.turns)
        self._reach = reach
        self._fitted: dict[tuple[Some, str], AdditiveModel] = {}
        self._judges: dict[Some, Judges] = {}
        self._merges: dict[Some, Merges] = {}

    def judges(self, some: Some) -> Judges:
        """The models of pairs, fitted on the weeks of ``some`` turns."""
        if some not in self._judges:
            wide = [
                np.concatenate(
                    [self.weeks[place].measures, self._around(self.without(place, some), place)],
                    axis=1,
                )
                for place in self._places(some)
            ]
            event, story = (
                Judge(
                    alone=self._alone(some, level),
                    among=self._fit(
                        some,
                        [np.concatenate([one[:, :OWN], one[:, columns]], axis=1) for one in wide],
                        level,
                        FEATURES + NEIGHBOUR_FEATURES,
                    ),
                )
                for level, columns in zip(LEVELS, NEAR, strict=True)
            )
            amid = self._fit(some, wide, "event", AMID_FEATURES)
            self._judges[some] = Judges(event=event, story=story, amid=amid)
        return self._judges[some]

    def links(self, some: Some, place: int) -> Links:
        """The pairs of the week at ``place``, judged by what the weeks of ``some`` turns taught."""
        week = self.weeks[place]
        return judge(week.corpus, week.pairs, week.measures, self.judges(some))

    def merges(self, some: Some) -> Merges:
        """When to join groups, fitted on the weeks of ``some`` turns."""
        if some not in self._merges:
            places = self._places(some)
            weeks = [self.weeks[place] for place in places]
            links = [self.links(self.without(place, some), place) for place in places]
            event, story = (fit_merge(weeks, links, level, self._reach) for level in LEVELS)
            self._merges[some] = Merges(event=event, story=story)
        return self._merges[some]

    def without(self, place: int, some: Some) -> Some:
        """``some`` turns without that of the week at ``place``; all of them if it is the only."""
        return (some - {self.turns[place]}) or some

    def _places(self, some: Some) -> list[int]:
        return [place for place, turn in enumerate(self.turns) if turn in some]

    def _alone(self, some: Some, level: str) -> AdditiveModel:
        if (some, level) not in self._fitted:
            measures = [self.weeks[place].measures for place in self._places(some)]
            self._fitted[some, level] = self._fit(some, measures, level, FEATURES)
        return self._fitted[some, level]

    def _around(self, some: Some, place: int) -> NDArray[np.float32]:
        """What the guesses of ``some`` turns see around the pairs of the week at ``place``."""
        week = self.weeks[place]
        event, story = (self._alone(some, level).probability(week.measures) for level in LEVELS)
        return measure_around(week.corpus, week.pairs, event, story)

    def _fit(
        self, some: Some, measures: list[NDArray[np.float32]], level: str, names: tuple[str, ...]
    ) -> AdditiveModel:
        """Fit on every pair that belongs or is close, and on one in ``THIN`` of the others."""
        kept, answers, weights = [], [], []
        for place, measured in zip(self._places(some), measures, strict=True):
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
