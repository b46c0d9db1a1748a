"""Groups into larger groups, wherever a fitted judgement says that joining two is a gain.

Knows nothing of what the groups are: events out of tight seeds and stories out of events are
made alike, each with its own model.
"""

from __future__ import annotations

import math
from itertools import count

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.between import gather, put, regather, strike
from service.stories.bursts import bursts
from service.stories.corpus import Corpus
from service.stories.linkage import Pairs, best_of_each, components, join_all, mutual_joins
from service.stories.middles import Middles
from service.stories.occasions import OCCASION_FEATURES, GroupOccasions
from service.stories.parallel import release
from service.stories.shapes import AdditiveModel
from service.stories.similarity import Links
from service.stories.spans import Spans

MERGE_FEATURES = (
    "mean_event",
    "mean_story",
    "best_event",
    "best_story",
    "likely_share",
    "linked_share",
    "small",
    "large",
    "gap",
    "apart",
    "inside_low",
    "inside_high",
    "near_low",
    "near_high",
    "head_words",
    "all_words",
    "whole_vectors",
    "title_vectors",
    *OCCASION_FEATURES,
)
# A burst of one story is mostly one event, told from many sides; of stories it tells nothing.
EVENT_MERGE_FEATURES = (*MERGE_FEATURES, "burst_low", "burst_high")
# Two groups are weighed if the best pair between them has this probability, of event or story:
# higher ones cost recall, lower ones only time.
FLOORS = (0.1, 0.3)
# A story made by pairs is of so many days: they were judged within weeks, and over months one pair
# in a war or a season brings in the next. What lasts longer is an affair. Over either half of the
# linked weeks, by what the other taught, 7 days part too much and 14 let more unlike ones in.
DAYS = 10
# So many rows are measured at a time.
CHUNK = 32_768


class MergeParams(msgspec.Struct, frozen=True, kw_only=True):
    """``level``: 0 where the event probability says which groups are weighed, 1 the story's.

    ``reach`` (hours): article pairs further apart say nothing of two groups. ``longest`` (hours):
    groups that would be longer as one are not weighed.
    """

    level: int
    reach: float
    longest: float = math.inf

    @staticmethod
    def of(level: int, reach: float) -> MergeParams:
        """What a build goes by: an event may last, a story made by pairs is of ``DAYS``."""
        return MergeParams(level=level, reach=reach, longest=DAYS * 24.0 if level else math.inf)

    @property
    def features(self) -> tuple[str, ...]:
        """What is measured of two groups at this level."""
        return MERGE_FEATURES if self.level else EVENT_MERGE_FEATURES


class Groups:
    """k groups of a corpus and what lies between them; they can only be joined.

    A group that was joined to another leaves its number unused, and a row of the table that
    lies inside a group, or became one with another, is struck out.
    """

    def __init__(
        self, corpus: Corpus, links: Links, label: NDArray[np.int64], params: MergeParams
    ) -> None:
        self._corpus, self._params = corpus, params
        self.names, self.label = np.unique(label, return_inverse=True)
        one, other = self.label[links.first], self.label[links.second]
        same = one == other
        self.inside = np.zeros(len(self.names))
        np.add.at(self.inside, one[same], links.story[same])
        event = links.plain if params.level else links.event
        strong = np.flatnonzero((links.story if params.level else event) >= FLOORS[params.level])
        piece = components(len(self.names), one[strong], other[strong])
        # Only what is joined by likely pairs can ever meet: what lies between others is left out.
        kept = np.flatnonzero(~same & (piece[one] == piece[other]))
        one, other = one[kept], other[kept]
        event, story = event[kept], links.story[kept]
        hours = (corpus.hours[links.first[kept]], corpus.hours[links.second[kept]])
        far = ~(np.abs(hours[0] - hours[1]) <= params.reach)
        self.table = gather(
            np.minimum(one, other),
            np.maximum(one, other),
            (event, story, story > 0.5, np.ones(len(one), bool), far),
            (event, story),
            len(self.names),
        )
        self._weigh_groups()
        self._middles = Middles(corpus, len(self.names))
        self._occasions = GroupOccasions(corpus.occasions, self.label, len(self.names))
        burst = bursts(links.first, links.second, links.story, corpus.hours)
        self._burst = np.bincount(self.label, np.nan_to_num(burst), len(self.names))
        self._near = np.zeros(len(self.names))
        self._changed = np.ones(len(self.table.one), bool)
        # Of each row of the table: is it worth weighing; once it is, how near its middles are.
        self._worth = self._worthy(np.arange(len(self.table.one)))
        self._sums = np.full(len(self.table.one), np.nan)
        release(len(label))

    def weighed(self) -> NDArray[np.int64]:
        """The rows of the table that are worth weighing, with all that is to be known of them."""
        table = self.table
        rows = np.flatnonzero(self._worth)
        unsure = rows[np.isnan(self._sums[rows])]
        unknown = unsure[np.isnan(table.across[unsure, 0])]
        one, other = table.one[unknown], table.other[unknown]
        table.across[unknown, 0] = self._within(one, other)
        table.across[unknown, 1:] = self._middles.products(self.label, one, other)
        self._sums[unsure] = self._cosines(unsure)[:, :3].sum(axis=1)
        near = best_of_each(table.one[rows], table.other[rows], self._sums[rows], len(self.names))
        moved = near != self._near
        self._changed[rows] |= moved[table.one[rows]] | moved[table.other[rows]]
        self._near = near
        return rows

    def changed(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of the weighed ``rows`` whose measures may be others than when last asked for."""
        found = rows[self._changed[rows]]
        self._changed[found] = False
        return found

    def measure(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """(len(rows), f) float32, a column for each of the level's; NaN where unknown.

        Of ``rows`` that are weighed.
        """
        table, near = self.table, self._near
        a, b, total, best = table.one[rows], table.other[rows], table.total[rows], table.best[rows]
        size = self.size.astype(np.float64)
        within = np.maximum(table.across[rows, 0] + total[:, 4], 1.0)
        mean = np.round(total[:, :4] / within[:, None], 9)
        pairs = size * (size - 1) / 2
        inside = np.where(pairs > 0, self.inside / np.maximum(pairs, 1), np.nan)
        cosines = self._cosines(rows)
        sums = self._sums[rows]
        beside = (sums / np.maximum(near[a], 1e-6), sums / np.maximum(near[b], 1e-6))
        columns = [
            mean[:, 0],
            mean[:, 1],
            best[:, 0],
            best[:, 1],
            mean[:, 2],
            mean[:, 3],
            np.log(np.minimum(size[a], size[b])),
            np.log(np.maximum(size[a], size[b])),
            np.log1p(np.maximum(self._spans.gap(a, b), 0.0)),
            np.log1p(np.abs(self.middle[a] - self.middle[b])),
            np.fmin(inside[a], inside[b]),
            np.fmax(inside[a], inside[b]),
            np.minimum(*beside),
            np.maximum(*beside),
            *cosines.T,
            *np.round(self._occasions.compare(a, b, self.size), 6),
        ]
        if not self._params.level:
            burst = np.round(self._burst / np.where(self._dated, self._dated, np.nan), 6)
            columns += [np.fmin(burst[a], burst[b]), np.fmax(burst[a], burst[b])]
        return np.column_stack(columns).astype(np.float32)

    def join(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
        """Make the disjoint pairs of groups ``one``, ``other`` (pairwise) one each."""
        low, high = np.minimum(one, other), np.maximum(one, other)
        root = np.arange(len(self.names))
        root[high] = low
        parts = np.ones(len(root), np.int64)
        parts[low] = 2
        self.label = root[self.label]
        table = self.table
        met = parts > 1
        met[high] = True
        touched = np.flatnonzero(met[table.one] | met[table.other])
        same = root[table.one[touched]] == root[table.other[touched]]
        inside = touched[same]
        np.add.at(self.inside, low, self.inside[high])
        np.add.at(self.inside, root[table.one[inside]], table.total[inside, 1])
        fresh = regather(table, touched[~same], root, parts)
        # There are never more rows after than before: they take the places of those.
        taken, free = np.split(touched, [len(fresh.one)])
        put(table, taken, fresh)
        strike(table, free)
        self._changed[taken] = True
        self._sums[taken] = np.nan
        self._middles.join(low, high)
        self._occasions.join(low, high)
        self._join_times(low, high)
        self._worth[touched] = self._worthy(touched)

    def _worthy(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which ``rows`` of the table are of groups that may be likely, and short, enough."""
        level = self._params.level
        likely = self.table.best[rows, level] >= FLOORS[level]
        return np.asarray(likely & ~(self.lasts(rows) > self._params.longest))

    def lasts(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """(len(rows),) hours that the two groups of each of the ``rows`` would last as one."""
        return self._spans.across(self.table.one[rows], self.table.other[rows])

    def _cosines(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """(len(rows), 4) of the middles of both groups."""
        table = self.table
        lengths = self._middles.lengths(table.one[rows]) * self._middles.lengths(table.other[rows])
        return np.round(table.across[rows, 1:] / lengths, 6)

    def _weigh_groups(self) -> None:
        """How large each group is, and when it begins, ends and has its middle."""
        count = len(self.names)
        known = ~np.isnan(self._corpus.hours)
        label, hours = self.label[known], self._corpus.hours[known]
        self.size = np.bincount(self.label, minlength=count)
        self._spans = Spans(label, hours, count)
        self._dated = np.bincount(label, minlength=count)
        self._hours = np.bincount(label, hours, count)
        self.middle = self._hours / np.where(self._dated, self._dated, np.nan)

    def _join_times(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> None:
        self.size[low] += self.size[high]
        self._spans.join(low, high)
        self._dated[low] += self._dated[high]
        self._hours[low] += self._hours[high]
        self._burst[low] += self._burst[high]
        dated = self._dated[low]
        self.middle[low] = self._hours[low] / np.where(dated, dated, np.nan)

    def _within(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        """How many article pairs of the groups ``a``, ``b`` (pairwise) are within reach."""
        reach = self._params.reach
        out = (self.size[a] * self.size[b]).astype(np.float64)
        wide = np.flatnonzero(~(self._spans.across(a, b) <= reach))
        if not len(wide):
            return out
        swap = self.size[a[wide]] > self.size[b[wide]]
        few, many = np.where(swap, b[wide], a[wide]), np.where(swap, a[wide], b[wide])
        start, line, stretch = self._line(few, many)
        # Every article of the fewer looks for those of the more, on one line of all the times on
        # which each group has a stretch of its own.
        count = self._dated[few]
        pair = np.repeat(np.arange(len(wide)), count)
        place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        at = line[start[few[pair]] + place] + (many - few)[pair] * stretch
        found = np.searchsorted(line, at + reach, "right")
        found -= np.searchsorted(line, at - reach, "left")
        out[wide] = np.bincount(pair, found, len(wide))
        return out

    def _line(
        self, few: NDArray[np.int64], many: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
        """Where each group starts on the line of the times of ``few`` and ``many``; a stretch."""
        asked = np.zeros(len(self.names), bool)
        asked[few] = asked[many] = True
        hours = self._corpus.hours
        rows = np.flatnonzero(asked[self.label] & ~np.isnan(hours))
        since = hours[rows].min(initial=np.inf)
        stretch = 4.0 * (self._params.reach + (np.ptp(hours[rows]) if len(rows) else 0.0))
        line = np.sort(self.label[rows] * stretch + (hours[rows] - since))
        count = np.where(asked, self._dated, 0)
        return np.cumsum(count) - count, line, stretch


def merge_groups(groups: Groups, model: AdditiveModel, cut: float) -> NDArray[np.int64]:
    """(n,) int64: the least row of each row's group, after all joins worth making.

    Each round joins the groups that are each other's best and reach ``cut``, then weighs what
    changed anew (reciprocal nearest neighbours, Murtagh 1983).
    """
    worth = np.zeros(len(groups.table.one), np.float32)
    turns = count()

    def pick() -> Pairs:
        if next(turns) % 8 == 7:
            release(len(groups.label))
        rows = groups.weighed()
        changed = groups.changed(rows)
        for start in range(0, len(changed), CHUNK):
            part = changed[start : start + CHUNK]
            worth[part] = model.probability(groups.measure(part))
        return best_joins(groups, rows, worth[rows], cut)

    return join_all(groups, pick)


def best_joins(
    groups: Groups, rows: NDArray[np.int64], worth: NDArray[np.float32], cut: float
) -> Pairs:
    """The groups, pairwise, that are each other's best and whose ``worth`` reaches ``cut``.

    ``worth`` (len(rows),) is of the ``rows`` of the groups' table.
    """
    table = groups.table
    return mutual_joins(table.one[rows], table.other[rows], worth, cut, len(groups.names))
