"""The joins that brought an article where it stands, made again around it, part by part.

Knows nothing of stores. What decided in the build are whole groups; these are rebuilt from the
articles handed in, and every answer says whether the rebuilding ends where the build did.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.steps import in_steps
from service.stories.affairs import AFFAIR_FEATURES, compare_two
from service.stories.corpus import Corpus
from service.stories.families import OF_GROUPS, by_family
from service.stories.merging import Groups, MergeParams, best_joins
from service.stories.occasions import OCCASION_FEATURES
from service.stories.shapes import AdditiveModel
from service.stories.similarity import Links

Level = Literal["event", "story"]
Way = Literal["seed", "judgement", "affair", "language", "otherwise"]


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """A group that holds the article, and another that it was joined with or kept apart from.

    ``way``: ``seed`` (its pairs alone put them together), ``judgement`` (the fitted model of
    joins), ``affair`` (that of stories far apart in time), ``language`` (nearest by vector in
    another language), ``otherwise`` (nothing here tells: articles further off, or an editor).
    ``score`` reached ``cut`` or did not: a mean probability for a seed, else the probability of a
    gain. ``parts``: what each family adds to the log-odds (``start`` without them), the weightiest
    first. Of ``mine`` and ``others`` those nearest to the article come first.
    """

    level: Level
    way: Way
    mine: tuple[str, ...]
    others: tuple[str, ...]
    score: float | None = None
    cut: float | None = None
    start: float = 0.0
    parts: dict[str, float] = {}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Of one level: the joins in the order they were made, and the nearest group not joined.

    ``agrees``: whether the article's group, made again from the articles at hand, holds of these
    just its fellows, and the nearest group is refused here too.
    """

    joins: tuple[Join, ...] = ()
    refused: Join | None = None
    agrees: bool = True


class Far(msgspec.Struct, frozen=True, kw_only=True):
    """What two stories far apart in time must reach to be joined: ``cut``, by ``model``.

    ``far``: the sum of cosines that hardly ever comes of chance in the archive.
    """

    model: AdditiveModel
    cut: float
    far: float


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """What two groups of a ``level`` must reach to be joined: ``cut``, by ``model``.

    ``affair``: the same of two stories far apart in time; None for events.
    """

    level: Level
    model: AdditiveModel
    cut: float
    params: MergeParams
    affair: Far | None = None


class _Step(msgspec.Struct, frozen=True):
    """Rows of the group that holds the article and of the other, with what the model says."""

    mine: NDArray[np.int64]
    other: NDArray[np.int64]
    worth: float
    cut: float
    start: float
    parts: dict[str, float]
    way: Way = "judgement"


def tell(
    corpus: Corpus,
    links: Links,
    row: int,
    units: NDArray[np.int64],
    stand: NDArray[np.int64],
    bar: Bar,
) -> Told:
    """How the article at ``row`` came to be in its group of ``stand`` (n,), out of ``units`` (n,).

    ``units`` are the groups before any join of this level: seeds of an event, events of a story.
    Languages meet only after all joins: until then each part of a group stands by itself.
    """
    fellows = np.flatnonzero(stand == stand[row])
    events, units = units, _by_language(corpus, units)
    steps, label = _follow(Groups(corpus, links, units, bar.params), bar, row)
    made = np.flatnonzero(label == label[row])
    joins: list[Join] = []
    seed = np.intersect1d(np.flatnonzero(units == units[row]), fellows)
    if bar.level == "event" and len(seed) > 1:
        joins.append(_seed(corpus, links, row, seed, bar))
    gains = [len(np.intersect1d(one.other, fellows)) for one in steps]
    if max(gains, default=0):
        joins.append(_join(corpus, row, steps[gains.index(max(gains))], bar.level, fellows))
    rest = np.setdiff1d(fellows, made)
    explained = True
    if len(rest):
        own = np.intersect1d(made, fellows)
        joins.append(_beyond(corpus, row, label, own, rest, bar, events))
        explained = joins[-1].way != "otherwise"
    whole = msgspec.structs.replace(bar.params, longest=math.inf)
    near = _nearest(
        corpus, Groups(corpus, links, _by_language(corpus, stand), whole), bar, row, stand
    )
    return Told(
        joins=tuple(joins),
        refused=None if near is None else _join(corpus, row, near, bar.level),
        agrees=explained
        and not len(np.setdiff1d(made, fellows))
        and (near is None or near.worth < near.cut),
    )


def _follow(groups: Groups, bar: Bar, row: int) -> tuple[list[_Step], NDArray[np.int64]]:
    """Join ``groups`` as a build does; the steps that the group of ``row`` took, and all groups."""
    steps: list[_Step] = []
    while True:
        rows = groups.weighed()
        measures = groups.measure(rows)
        one, other = best_joins(groups, rows, bar.model.probability(measures), bar.cut)
        if not len(one):
            return steps, groups.label
        mine = groups.label[row]
        for place in np.flatnonzero((one == mine) | (other == mine)).tolist():
            low, high = sorted((int(one[place]), int(other[place])))
            at = (groups.table.one[rows] == low) & (groups.table.other[rows] == high)
            steps.append(_step(groups, bar, row, int(rows[at][0])))
        groups.join(one, other)


def _by_language(corpus: Corpus, label: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) int64: the groups of ``label`` (n,) parted by language."""
    both = np.column_stack([label, corpus.languages])
    return np.unique(both, axis=0, return_inverse=True)[1].ravel().astype(np.int64)


def _nearest(
    corpus: Corpus, groups: Groups, bar: Bar, row: int, stand: NDArray[np.int64]
) -> _Step | None:
    """The group of ``row`` and that of another in ``stand`` which it is nearest to joining.

    What would last too long for the judgement of pairs is weighed as an affair.
    """
    mine = groups.label[row]
    home = np.zeros(int(groups.label.max()) + 1, np.int64)
    home[groups.label] = stand
    rows = groups.weighed()
    one, other = groups.table.one[rows], groups.table.other[rows]
    rows = rows[((one == mine) | (other == mine)) & (home[one] != home[other])]
    if not len(rows):
        return None
    over = bar.model.probability(groups.measure(rows)).astype(np.float64) - bar.cut
    steps: dict[int, _Step] = {}
    if bar.affair is not None:
        for place in np.flatnonzero(groups.lasts(rows) > bar.params.longest).tolist():
            step = _far_step(corpus, *_sides(groups, row, int(rows[place])), bar.affair)
            over[place], steps[place] = step.worth - step.cut, step
    best = int(over.argmax())
    return steps.get(best) or _step(groups, bar, row, int(rows[best]))


def _step(groups: Groups, bar: Bar, row: int, at: int) -> _Step:
    """The row ``at`` of the table, seen from the group that holds the article at ``row``."""
    measures = groups.measure(np.array([at]))
    return _weighed(_sides(groups, row, at), measures, bar, bar.params.features)


def _sides(groups: Groups, row: int, at: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The articles of both groups at ``at`` in the table, that of the article at ``row`` first."""
    mine = groups.label[row]
    one, other = int(groups.table.one[at]), int(groups.table.other[at])
    away = other if one == mine else one
    return np.flatnonzero(groups.label == mine), np.flatnonzero(groups.label == away)


def _far_step(corpus: Corpus, mine: NDArray[np.int64], other: NDArray[np.int64], bar: Far) -> _Step:
    """What the judgement of affairs says of the articles ``mine`` and the ``other``."""
    measures = compare_two(corpus, mine, other, bar.far)
    return _weighed((mine, other), measures, bar, AFFAIR_FEATURES, way="affair")


def _weighed(
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
    measures: NDArray[np.float32],
    bar: Bar | Far,
    names: tuple[str, ...],
    way: Way = "judgement",
) -> _Step:
    """What the judgement of ``bar`` says of two groups by their ``measures`` (1, f), so named."""
    start, parts = bar.model.reasons(measures, OCCASION_FEATURES)
    return _Step(
        mine=sides[0],
        other=sides[1],
        worth=float(bar.model.probability(measures)[0]),
        cut=bar.cut,
        start=start,
        parts=by_family(parts[0], names, OF_GROUPS),
        way=way,
    )


def _join(
    corpus: Corpus, row: int, step: _Step, level: Level, among: NDArray[np.int64] | None = None
) -> Join:
    """The step by ids; of both groups only what is ``among`` the fellows, if that is told."""
    mine, other = step.mine, step.other
    if among is not None:
        mine, other = np.intersect1d(mine, among), np.intersect1d(other, among)
    return Join(
        level=level,
        way=step.way,
        mine=_ids(corpus, mine, row),
        others=_ids(corpus, other, row),
        score=round(step.worth, 4),
        cut=step.cut,
        start=round(step.start, 3),
        parts=step.parts,
    )


def _seed(corpus: Corpus, links: Links, row: int, seed: NDArray[np.int64], bar: Bar) -> Join:
    """The tight group that the article's own pairs put it in, before any judgement."""
    mine = (links.first == row) | (links.second == row)
    inside = mine & np.isin(links.first, seed) & np.isin(links.second, seed)
    mean = float(links.event[inside].sum()) / (len(seed) - 1)
    return Join(
        level=bar.level,
        way="seed",
        mine=(corpus.ids[row],),
        others=_ids(corpus, seed[seed != row], row),
        score=round(mean, 4),
    )


def _beyond(
    corpus: Corpus,
    row: int,
    label: NDArray[np.int64],
    mine: NDArray[np.int64],
    rest: NDArray[np.int64],
    bar: Bar,
    events: NDArray[np.int64],
) -> Join:
    """What brought the ``rest`` of the fellows, which no judgement of two groups did."""
    same = rest[corpus.languages[rest] == corpus.languages[row]]
    if bar.level == "story" and np.isin(events[rest], events[mine]).any():
        # An event that is told in another language, too, came along with that telling.
        same = same[:0]
    if bar.affair is not None and len(same):
        found = _affair(corpus, row, label, mine, same, bar.affair)
        if found is not None:
            return found
    return Join(
        level=bar.level,
        way="otherwise" if len(same) else "language",
        mine=_ids(corpus, mine, row),
        others=_ids(corpus, same if len(same) else rest, row),
    )


def _affair(
    corpus: Corpus,
    row: int,
    label: NDArray[np.int64],
    mine: NDArray[np.int64],
    rest: NDArray[np.int64],
    bar: Far,
) -> Join | None:
    """The part of the ``rest``, or all of it, likeliest to be the same affair, if likely enough."""
    parts = [rest, *(rest[label[rest] == one] for one in np.unique(label[rest]))]
    best = max((_far_step(corpus, mine, part, bar) for part in parts), key=lambda one: one.worth)
    return _join(corpus, row, best, "story") if best.worth >= bar.cut else None


def _ids(corpus: Corpus, rows: NDArray[np.int64], row: int) -> tuple[str, ...]:
    """The ids of ``rows``, those nearest to the article at ``row`` first."""
    mine = in_steps(corpus.whole[np.array([row])])[0]
    near = in_steps(corpus.whole[rows]) @ mine
    return tuple(corpus.ids[one] for one in rows[np.argsort(-near, kind="stable")].tolist())
