"""Fitting when to join two groups: of every join met on the way, would B-cubed gain by it.

Knows nothing of how the probabilities of pairs were fitted.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.training.labelled import LEVELS, Week
from service.errors import InputError
from service.stories.density import dense_groups
from service.stories.fitting import FitParams, fit_additive
from service.stories.merging import Groups, MergeParams, best_joins
from service.stories.shapes import AdditiveModel
from service.stories.similarity import Links

# The seeds a week is walked from: events by density at each of these cuts, and for the stories
# the events nearest to those that will be found.
SEEDS = {"event": (0.5, 0.8), "story": (0.35,)}
# A walk goes on somewhat further than groups will be joined, to learn where to stop.
WALK = 0.35
# Of a walk's rounds, those far enough from each other to differ.
ROUNDS = (0, 1, 2, 3, 5, 8, 12, 18, 27, 40)
# Few joins to learn from beside the pairs: smoother curves.
SMOOTH = FitParams(corners=7, bend=5.0, level=2.0, rounds=60)


class Joins(msgspec.Struct, frozen=True, kw_only=True):
    """r joins that could be made: ``measures`` (r, f), ``gain`` (r,) of B-cubed, in articles."""

    measures: NDArray[np.float32]
    gain: NDArray[np.float64]


def fit_merge(weeks: list[Week], links: list[Links], level: str, reach: float) -> AdditiveModel:
    """Fit on the joins from the seeds, then on those that the first fit walks into as well.

    ``links`` of each week are by a model that did not know it (imitation learning with a second
    pass, DAgger, Ross et al. 2011).
    """
    params = MergeParams.of(LEVELS.index(level), reach)
    data: list[list[Joins]] = [[] for _ in weeks]

    def walk(model: AdditiveModel | None) -> None:
        for week, link, met in zip(weeks, links, data, strict=True):
            # Stories are learned as they are made: by what the event is told without them.
            told = link.plain if params.level else link.event
            for seed in SEEDS[level]:
                start = dense_groups(link.n, link.first, link.second, told, seed)
                groups = Groups(week.corpus, link, start, params)
                met.extend(_walk(groups, week.gold[level], model))

    worth = [week.worth for week in weeks]
    walk(None)
    walk(_fit(data, worth, params.features))
    return _fit(data, worth, params.features)


def _walk(groups: Groups, gold: NDArray[np.int64], model: AdditiveModel | None) -> Iterator[Joins]:
    """The joins that could be made at each state ``model`` leads to; without one at the first."""
    for turn in range(ROUNDS[-1] + 1):
        rows = groups.weighed()
        measures = groups.measure(rows)
        if turn in ROUNDS and (turn > 0 or model is None):
            one, other = groups.table.one[rows], groups.table.other[rows]
            yield Joins(measures=measures, gain=gain(groups.label, gold, one, other))
        if model is None:
            return
        one, other = best_joins(groups, rows, model.probability(measures), WALK)
        if not len(one):
            return
        groups.join(one, other)


def gain(
    label: NDArray[np.int64],
    gold: NDArray[np.int64],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
) -> NDArray[np.float64]:
    """(r,) what B-cubed recall and precision, summed over all articles, gain by each join.

    ``label`` (n,) and ``gold`` (n,) number the groups made and true; ``one``, ``other`` (r,) are
    the groups to join.
    """
    from scipy.sparse import csr_matrix

    shape = (int(label.max()) + 1, int(gold.max()) + 1)
    cells = csr_matrix((np.ones(len(label)), (label, gold)), shape=shape)
    size = np.maximum(np.bincount(label), 1).astype(np.float64)
    share = cells.multiply(1.0 / np.maximum(np.bincount(gold), 1)[None, :]).tocsr()
    squares = np.asarray(cells.multiply(cells).sum(axis=1)).ravel()
    across = np.asarray(cells[one].multiply(cells[other]).sum(axis=1)).ravel()
    recall = 2 * np.asarray(cells[one].multiply(share[other]).sum(axis=1)).ravel()
    apart = squares[one] / size[one] + squares[other] / size[other]
    joined = (squares[one] + squares[other] + 2 * across) / (size[one] + size[other])
    return np.asarray(recall + joined - apart, np.float64)


def _fit(data: list[list[Joins]], worth: list[float], names: tuple[str, ...]) -> AdditiveModel:
    measures, answers, weights = [], [], []
    for met, counts in zip(data, worth, strict=True):
        gains = np.concatenate([joins.gain for joins in met])
        # A large gain or loss weighs more, yet the few large events must not outweigh all.
        weight = np.sqrt(np.abs(gains)) + 1e-3
        measures += [joins.measures for joins in met]
        answers.append(gains > 0)
        weights.append(counts * weight / max(weight.sum(), 1e-9))
    answer = np.concatenate(answers)
    if answer.all() or not answer.any():
        raise InputError(
            f"of {len(answer)} joins in the labelled weeks {answer.sum()} are a gain: both kinds "
            "are needed to learn from; give more weeks, or longer ones"
        )
    return fit_additive(
        np.concatenate(measures),
        answer,
        np.concatenate(weights),
        names,
        SMOOTH,
    )
