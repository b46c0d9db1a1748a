"""What changed since the last build into the index that stands, the rest left untouched.

Knows nothing of similarity; it brings ``service.stories.assign`` what lies around the changed
articles and the stories they may belong to, and describes the stories that came out otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.cluster import Index
from jobs.corrections import Ledger
from jobs.meeting import meet_archive, meet_languages, reach_ruled, sample
from jobs.reprints import reprints_of
from jobs.retelling import retell
from jobs.standing import Groups, Standing
from service.articles.outlets import Outlets
from service.embeddings.encoder import Encoder
from service.store import growth as growth_store
from service.store.engine import Store
from service.store.growth import Change, Shrunk
from service.stories.assign import FRESH, GrowthParams, Place, regroup
from service.stories.cluster import Clustering, StoriesParams
from service.stories.corpus import hours_of
from service.stories.surroundings import surroundings
from service.stories.vectors import whole_rows

PARAMS = GrowthParams()
# Each new article shifts a little what all the others would be grouped into: once so large a share
# came, everything is grouped at once. It costs each of them its share of a whole build, in an
# archive of any size.
SETTLE = 0.01
# Where so large a share of the archive is looked at, a whole build costs hardly more and is exact.
MOST = 0.5
# How many articles are looked at for a new one, at most; many share those that they look at.
EACH = 60


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is not as it was at the last build, and the articles ``near`` it: ids, publication.

    ``ruled``: the articles of corrections that no build has taken up; ``undone``: those of them
    that a rule no longer holds.
    """

    changes: Sequence[Change]
    shrunk: Sequence[Shrunk]
    near: Mapping[str, datetime | None]
    ruled: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many articles were added, changed or ruled on, and how many stories lost some."""
        return len(self.changes) + len(self.shrunk) + len(self.ruled)

    @property
    def loose(self) -> int:
        """How many articles have to find their place, anew or for the first time."""
        return len(self.changes) + sum(len(one.loose) for one in self.shrunk) + len(self.undone)

    def is_most(self, total: int) -> bool:
        """Whether to place what changed, most of ``total`` articles must be looked at."""
        return min(len(self.near), EACH * self.loose) > MOST * total

    def settles(self, grown: int, total: int) -> bool:
        """Whether so many of ``total`` came, with the ``grown`` before, that all is built anew."""
        return bool(self.loose) and grown + self.loose > SETTLE * total


def look(store: Store, ledger: Ledger) -> News:
    """What was added, changed or removed since the last build, or asked by editors."""
    ruled, undone = ledger.named
    with store.read() as connection:
        changes = growth_store.changes(connection)
        shrunk = growth_store.shrunk(connection)
        loose = {*undone, *(article for one in shrunk for article in one.loose)}
        instants = {at for one in changes for at in (one.at, one.was)}
        instants |= growth_store.instants(connection, loose)
        near = growth_store.around(
            connection, sorted(at for at in instants if at is not None), days=PARAMS.look
        )
    return News(
        changes=changes,
        shrunk=shrunk,
        near=dict(near),
        ruled=frozenset(ruled),
        undone=frozenset(undone),
    )


def grow_index(
    store: Store,
    encoder: Encoder,
    news: News,
    *,
    params: StoriesParams,
    outlets: Outlets,
    now: datetime,
    ledger: Ledger,
    total: int,
) -> Index:
    """The stories that come out otherwise for ``news``, with all that landing them needs.

    ``total`` is how many articles the store has.
    """
    standing = Standing(store, encoder)
    groups = Groups(standing)
    pool = _pool(standing, news)
    for one in pool:
        if (at := standing.stood.get(one)) is not None:
            groups.place(one, at.event, at.story)
    touched = {one.id for one in news.shrunk}
    touched |= {groups.story[one] for one in _at_hand(standing, groups, news.ruled)}
    ids, fresh, share = _window(standing, pool, news, params)
    marks = _marks(standing, ids, outlets)
    found, moved = _regroup(standing, groups, ids, fresh, share, params)
    touched |= moved
    touched |= {groups.story[one] for one in marks}
    meet_archive(standing, groups, touched, params, PARAMS, total)
    meet_languages(standing, groups, touched, pool, params)
    reach_ruled(standing, groups, touched, ledger)
    index = retell(
        standing,
        groups,
        touched,
        (ids, found),
        marks=marks,
        outlets=outlets,
        now=now,
        ledger=ledger,
    )
    return msgspec.structs.replace(
        index,
        scope=sorted(one for one in touched if not one.startswith(FRESH)),
        placed=[standing.articles[one.id] for one in news.changes],
    )


def _pool(standing: Standing, news: News) -> list[str]:
    """The ids of the articles of the days of what changed, and of what may be of any day."""
    standing.fetch({*news.near, *(one.id for one in news.changes)})
    undated = [one.id for one in news.changes if one.at is None]
    like = _like(standing, undated)
    standing.fetch(like)
    return sorted({*news.near, *(one.id for one in news.changes), *like})


def _at_hand(standing: Standing, groups: Groups, ids: frozenset[str]) -> list[str]:
    """Those of ``ids`` that stand somewhere, placed in ``groups``."""
    standing.fetch(ids)
    found = [one for one in sorted(ids) if one in standing.stood]
    for one in found:
        if one not in groups.story:
            at = standing.stood[one]
            groups.place(one, at.event, at.story)
    return found


def _window(
    standing: Standing, pool: Sequence[str], news: News, params: StoriesParams
) -> tuple[list[str], NDArray[np.bool_], float]:
    """The ids of the articles to look at, sorted; which are decided anew; what share they are.

    The share is of the articles near in time to each.
    """
    changed = {one.id for one in news.changes} | news.undone
    changed.update(article for one in news.shrunk for article in one.loose)
    # fellows of what changed may be apart without it
    left = {standing.stood[one.id].event for one in news.changes if one.id in standing.stood}
    changed.update(one for one in pool if (at := standing.stood.get(one)) and at.event in left)
    row_of = {one: row for row, one in enumerate(pool)}
    rows = np.array(sorted(row_of[one] for one in changed if one in row_of), np.int64)
    hours = np.array([hours_of(standing.articles[one]) for one in pool])
    titles, bodies = standing.vectors(pool)
    event, story = (
        _numbered_names(
            [getattr(at, of) if (at := standing.stood.get(one)) else "" for one in pool]
        )
        for of in ("event", "story")
    )
    reach = params.candidates.days * 24.0
    chosen = surroundings(
        whole_rows(titles, bodies),
        hours,
        rows,
        event,
        story,
        reach=reach,
        params=PARAMS.near,
    )
    ids = [one for one, seen in zip(pool, chosen.tolist(), strict=True) if seen]
    share = _share(hours, chosen, reach)
    whole = standing.fellows(ids)
    standing.fetch(whole)
    ids = sorted({*ids, *whole})
    return ids, np.array([one in changed for one in ids], bool), share


def _share(hours: NDArray[np.float64], chosen: NDArray[np.bool_], reach: float) -> float:
    """The share of the articles near in time to the chosen ones that is chosen too (median)."""
    every, mine = np.sort(hours), np.sort(hours[chosen])
    at = mine[~np.isnan(mine)]
    if not len(at):
        return 1.0
    counts = [
        np.searchsorted(line, at + reach, "right") - np.searchsorted(line, at - reach)
        for line in (mine, every)
    ]
    return float(np.median(counts[0] / np.maximum(counts[1], 1)))


def _like(standing: Standing, undated: Sequence[str]) -> list[str]:
    """Articles of the stories nearest to undated ones: they may be of any day."""
    if not undated:
        return []
    with standing.store.read() as connection:
        names, middles = growth_store.middles(connection)
    if not names:
        return []
    own = whole_rows(*standing.vectors(undated))
    near = np.argsort(-(own @ middles.T), axis=1, kind="stable")[:, : PARAMS.partners]
    members = standing.members(names[one] for one in np.unique(near).tolist())
    return [one for held in members.values() for one in sample(held, PARAMS.sample)]


def _marks(standing: Standing, ids: Sequence[str], outlets: Outlets) -> dict[str, str | None]:
    """What is new of reprints among the articles looked at: id to its original's id, or None.

    An original that is not among them is taken from what was found before.
    """
    articles = [standing.articles[one] for one in ids]
    originals = reprints_of(standing.store, articles, outlets)
    inside = set(ids)
    marks: dict[str, str | None] = {}
    for one in articles:
        original = originals.get(one.id)
        if original is not None:
            older = standing.articles[original].reprint_of
            original = older if older is not None and older not in inside else original
        elif one.reprint_of not in inside:
            original = one.reprint_of
        if original != one.reprint_of:
            marks[one.id] = original
            standing.articles[one.id] = msgspec.structs.replace(one, reprint_of=original)
    return marks


def _regroup(
    standing: Standing,
    groups: Groups,
    ids: Sequence[str],
    fresh: NDArray[np.bool_],
    share: float,
    params: StoriesParams,
) -> tuple[Clustering, set[str]]:
    """Place what changed; return what was found and the stories that articles left or joined."""
    stood = {
        one: Place(event=at.event, story=at.story) for one in ids if (at := standing.stood.get(one))
    }
    events, stories = ({getattr(at, of) for at in stood.values()} for of in ("event", "story"))
    with standing.store.read() as connection:
        sizes = growth_store.sizes(connection, events, stories)
    regrouped = regroup(
        [standing.articles[one] for one in ids],
        *standing.vectors(ids),
        fresh,
        stood,
        sizes,
        share=share,
        params=params,
    )
    touched: set[str] = set()
    for one, new, event, story in zip(
        ids, fresh.tolist(), regrouped.event, regrouped.story, strict=True
    ):
        groups.place(one, event, story)
        old = stood.get(one)
        if old is None or new or old != Place(event=event, story=story):
            touched |= {story} if old is None else {story, old.story}
    return regrouped.found, touched


def _numbered_names(names: Sequence[str]) -> NDArray[np.int64]:
    """A number for each name, -1 for an empty one."""
    numbers: dict[str, int] = {"": -1}
    return np.array([numbers.setdefault(one, len(numbers) - 1) for one in names], np.int64)
