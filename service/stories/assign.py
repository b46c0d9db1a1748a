"""New articles into the groups that stand: what they can change is decided anew, no more.

Knows nothing of stores. Articles around the new ones are brought here with where they stood. Of
those, the events that a new one may share are made anew as a whole build would make them; what
holds something new finds its story among those that stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.stories.affairs import Affairs, join_affairs
from service.stories.cluster import SEED_CUT, Clustering, StoriesParams, cluster, present
from service.stories.corpus import Corpus, make_corpus
from service.stories.density import dense_groups
from service.stories.linkage import Pairs, join_all
from service.stories.merging import FLOORS, Groups, MergeParams, best_joins
from service.stories.shapes import AdditiveModel
from service.stories.similarity import (
    Links,
    SimilarityModel,
    link,
    load_background,
    load_model,
)
from service.stories.surroundings import NearParams
from service.stories.vectors import nearest

# Middles with a lesser cosine are no affair: what is weighed as one has a sum of three over one.
FAR_APART = 0.3
FRESH = "+"
Labels = NDArray[np.int64]
Rows = NDArray[np.bool_]


class GrowthParams(msgspec.Struct, frozen=True, kw_only=True):
    """How far is looked around a changed article.

    ``look``: days before and after it. ``near``: how much of that is looked at closely.
    ``partners``: how many of the nearest stories of the archive a changed story is held against.
    ``sample``: how many articles stand for a long story.
    """

    look: float = 10.0
    near: NearParams = NearParams()
    partners: int = 8
    sample: int = 48


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands, by the ids of its event and story."""

    event: str
    story: str


class Regrouped(msgspec.Struct, frozen=True, kw_only=True):
    """Of each article looked at: its event's and story's key, and what the clustering found.

    A key is an old id, or starts with ``FRESH`` for a group that took up none.
    """

    event: list[str]
    story: list[str]
    found: Clustering


def regroup(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    news: NDArray[np.bool_],
    stood: Mapping[str, Place],
    sizes: Mapping[str, int],
    *,
    share: float,
    params: StoriesParams,
    model: SimilarityModel | None = None,
) -> Regrouped:
    """Place the ``news`` (n,) bool among ``articles``; the others stand where they ``stood``.

    ``titles``, ``bodies`` (n, d) float32 unit rows. ``sizes`` says how many articles each old
    event and story has. The articles are the ``share`` of those of their days that matters, so
    that what is measured of ranks and nearest holds. Affairs of the whole archive and other
    languages are left to ``meet``.
    """
    if not articles:
        none = cluster(articles, titles, bodies, params=params)
        return Regrouped(event=[], story=[], found=none)
    model = model or load_model()
    corpus = make_corpus(articles, titles, bodies, load_background())
    full = round(params.candidates.full * share)
    links = link(corpus, model, msgspec.structs.replace(params.candidates, full=full))
    events = [at.event if (at := stood.get(one)) else "" for one in corpus.ids]
    stories = [at.story if (at := stood.get(one)) else "" for one in corpus.ids]
    fresh = news[corpus.order] | np.array([not one for one in events], bool)
    ground = Ground(corpus, links, model, params, fresh)
    event = ground.events(_numbered(events))
    story, opened = ground.stories(_numbered(stories), event)
    event_keys = _keys(event, events)
    story_keys = _take_up(story, opened, stories, sizes)
    back = np.empty(corpus.size, np.int64)
    back[corpus.order] = np.arange(corpus.size)
    return Regrouped(
        event=[event_keys[row] for row in back.tolist()],
        story=[story_keys[row] for row in back.tolist()],
        found=present(corpus, links, event, story, params.nearest),
    )


def _numbered(names: Sequence[str]) -> Labels:
    """(n,) int64: the least row of each row's name; a row without one is alone."""
    first: dict[str, int] = {}
    return np.array(
        [first.setdefault(one, row) if one else row for row, one in enumerate(names)], np.int64
    )


class Ground(msgspec.Struct, frozen=True):
    """What lies around the ``fresh`` (n,) bool articles, and the groups that come of it."""

    corpus: Corpus
    links: Links
    model: SimilarityModel
    params: StoriesParams
    fresh: Rows

    def events(self, old: Labels) -> Labels:
        """The events, as ``old`` but for those that a fresh article may share, made anew.

        Groups are weighed only where some pair between them is likely enough; so no event can
        change for the sake of an article that it has no such pair with.
        """
        links, cut = self.links, self.params.event_cut
        cut = self.model.event_cut if cut is None else cut
        loose = self.fresh | np.isin(old, old[self._linked(FLOORS[0]) & ~self.fresh])
        inside = loose[links.first] & loose[links.second]
        seeds = dense_groups(
            links.n,
            links.first[inside],
            links.second[inside],
            links.event[inside],
            max(cut, SEED_CUT),
        )
        start = np.where(loose, seeds, old)
        return self._merged(start, 0, loose, self.model.merges.event, cut)

    def stories(self, old: Labels, event: Labels) -> tuple[Labels, Rows]:
        """The stories of ``event``, and the rows of events whose story is decided anew.

        Those are the events that hold something fresh, or are of several ``old`` stories; the
        others keep theirs, and take the former in. Pairs make stories of some days only, so all
        at hand are made anew as a whole build does: what stands of a long affair would be too
        long for a new event to join. Letting old events change their story too was measured: of
        what a whole build makes it got less right.
        """
        cut = self.params.story_cut
        cut = self.model.story_cut if cut is None else cut
        opened = self.fresh.copy()
        known = np.flatnonzero(~self.fresh)
        first = np.full(len(event), len(event))
        np.minimum.at(first, event[known], old[known])
        opened[known] = old[known] != first[event[known]]
        opened = np.isin(event, event[opened])
        every = np.ones(len(event), bool)
        return self._merged(event, 1, every, self.model.merges.story, cut), opened

    def _linked(self, floor: float) -> Rows:
        """The fresh rows, and those of a pair of at least ``floor`` with one of them."""
        strong = self.links.event >= floor
        one, other = self.links.first[strong], self.links.second[strong]
        out = self.fresh.copy()
        out[other[self.fresh[one]]] = True
        out[one[self.fresh[other]]] = True
        return out

    def _merged(
        self, start: Labels, level: int, loose: Rows, judge: AdditiveModel, cut: float
    ) -> Labels:
        """The groups after all joins worth making that a ``loose`` row has a part in."""
        params = MergeParams.of(level, self.params.candidates.days * 24.0)
        groups = Groups(self.corpus, self.links, start, params)

        def pick() -> Pairs:
            free = np.bincount(groups.label[loose], minlength=len(groups.names)) > 0
            rows = groups.weighed()
            rows = rows[free[groups.table.one[rows]] | free[groups.table.other[rows]]]
            return best_joins(groups, rows, judge.probability(groups.measure(rows)), cut)

        return join_all(groups, pick)


def _keys(label: Labels, before: Sequence[str]) -> list[str]:
    """A key for each row's event: of the old ids that lie most in it the one it holds most of.

    Of equals the lesser; an event of none is named by its number after ``FRESH``.
    """
    shared = Counter(
        (name, group) for name, group in zip(before, label.tolist(), strict=True) if name
    )
    keys: dict[int, str] = {}
    used: set[str] = set()
    for (name, group), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if name not in used and group not in keys:
            keys[group] = name
            used.add(name)
    return [keys.get(group, f"{FRESH}{group}") for group in label.tolist()]


def _take_up(
    label: Labels,
    opened: NDArray[np.bool_],
    before: Sequence[str],
    sizes: Mapping[str, int],
) -> list[str]:
    """A key for each row's story, one for all rows of an event.

    What is not ``opened`` stays. The others go where most of what stays of their new group stood;
    where nothing of it does, an old story that is all here may be parted, of any other what stood
    in it stays.
    """
    rows_of: dict[int, list[int]] = {}
    for row, group in enumerate(label.tolist()):
        rows_of.setdefault(group, []).append(row)
    open_count = Counter(before[row] for row in np.flatnonzero(opened).tolist())
    keys = list(before)
    for group, rows in rows_of.items():
        bound = Counter(before[row] for row in rows if not opened[row])
        free = [row for row in rows if opened[row]]
        if not free:
            continue
        if not bound:
            bound = Counter(
                name
                for row in free
                if (name := before[row]) and sizes.get(name, 0) > open_count[name]
            )
        home = min(bound, key=lambda one: (-bound[one], one)) if bound else f"{FRESH}{group}"
        for row in free:
            keys[row] = home
    return _unless_same(keys, before, sizes)


def _unless_same(keys: list[str], before: Sequence[str], sizes: Mapping[str, int]) -> list[str]:
    """``keys``, where a fresh one that holds just what an old story held is that story."""
    held: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        if key.startswith(FRESH):
            held.setdefault(key, []).append(row)
    for rows in held.values():
        old = {before[row] for row in rows}
        if len(old) == 1 and (name := old.pop()) and sizes.get(name) == len(rows):
            for row in rows:
                keys[row] = name
    return keys


def partners(
    middles: NDArray[np.float32], changed: NDArray[np.int64], params: GrowthParams
) -> NDArray[np.int64]:
    """The rows of ``middles`` (s, d), unit rows, that a changed one may be one affair with."""
    found: list[NDArray[np.int64]] = []
    for start in range(0, len(changed), 256):
        part = changed[start : start + 256]
        near = middles[part] @ middles.T
        near[np.arange(len(part)), part] = -1.0
        count = min(params.partners, near.shape[1])
        best = nearest(near, count)
        row, column = np.nonzero(np.take_along_axis(near, best, axis=1) >= FAR_APART)
        found.append(best[row, column])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def meet(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    story: Sequence[str],
    changed: Collection[str],
    *,
    held: Mapping[str, int],
    total: int,
    params: StoriesParams,
    model: SimilarityModel | None = None,
) -> dict[str, str]:
    """Which stories are one affair: the key of each that went into another, to that other's.

    ``story`` (n,) names each article's story, ``held`` says how many articles each has and
    ``total`` how many the archive has, of which those given may be a sample. Old stories were
    held against each other before, over all articles: of several that meet through a ``changed``
    one, only the largest takes part. An old id wins over a fresh key, then the larger story.
    """
    corpus = make_corpus(articles, titles, bodies, load_background())
    names, label = np.unique(np.array(story)[corpus.order], return_inverse=True)
    least = np.full(len(names), len(story))
    np.minimum.at(least, label, np.arange(len(label)))
    model = model or load_model()
    affairs = Affairs(
        corpus,
        least[label],
        params.affairs,
        total=total,
        held=np.array([held[one] for one in names.tolist()])[label],
    )
    cut = model.affair_cut if params.affair_cut is None else params.affair_cut
    joined = join_affairs(affairs, model.affair, cut)
    sizes = Counter(label.tolist())
    groups: dict[int, set[int]] = {}
    for one, into in zip(label.tolist(), joined.tolist(), strict=True):
        groups.setdefault(into, set()).add(one)
    keys: list[str] = names.tolist()
    went: dict[str, str] = {}
    for members in groups.values():
        ranked = sorted(
            members, key=lambda one: (keys[one].startswith(FRESH), -sizes[one], keys[one])
        )
        if any(keys[one] in changed for one in members):
            fresh = (one for one in ranked[1:] if keys[one].startswith(FRESH))
            went |= {keys[one]: keys[ranked[0]] for one in fresh}
    return went
