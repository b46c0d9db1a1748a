"""What changed since the last build into the index that stands, the rest left untouched.

Knows nothing of similarity; it brings ``service.stories.assign`` the window around the changed
articles and the stories they may belong to, and describes the stories that came out otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.cluster import Before, Index, describe_index
from jobs.corrections import Ledger
from jobs.meeting import meet_archive, reach_ruled, sample
from jobs.reprints import reprints_of
from jobs.standing import Groups, Standing
from service.articles.outlets import Outlets
from service.embeddings.encoder import Encoder
from service.store import growth as growth_store
from service.store.engine import Store
from service.store.growth import Change, Shrunk
from service.stories.assign import FRESH, GrowthParams, Place, middles_of, regroup, spans
from service.stories.cluster import Clustering, StoriesParams
from service.stories.enforce import enforce

PARAMS = GrowthParams()


# Where the window holds this share of the archive, a whole build costs hardly more and is exact.
MOST = 0.5


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is not as it was at the last build, and the articles ``near`` it: ids, publication."""

    changes: Sequence[Change]
    shrunk: Sequence[Shrunk]
    near: Mapping[str, datetime | None]

    @property
    def count(self) -> int:
        """How many articles were added or changed, and how many stories lost some."""
        return len(self.changes) + len(self.shrunk)

    @property
    def instants(self) -> list[datetime]:
        """When what changed appears, or did before it changed."""
        found = [at for one in self.changes for at in (one.at, one.was)]
        found += [at for one in self.shrunk for at in (one.first_at, one.last_at)]
        return sorted({at for at in found if at is not None})

    def is_most(self, total: int) -> bool:
        """Whether what changed lies near most of ``total`` articles."""
        return len(self.near) > MOST * total


def look(store: Store) -> News:
    """What was added, changed or removed since the last build."""
    with store.read() as connection:
        news = News(
            changes=growth_store.changes(connection),
            shrunk=growth_store.shrunk(connection),
            near={},
        )
        near = growth_store.around(
            connection, news.instants, days=PARAMS.look, rows=PARAMS.look_rows
        )
    return msgspec.structs.replace(news, near=dict(near))


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
    ids, core = _window(standing, news)
    marks = _marks(standing, ids, core, outlets)
    found, touched = _regroup(standing, groups, ids, core, news, params, ledger)
    touched |= {groups.story[one] for one in marks}
    meet_archive(standing, groups, touched, params, PARAMS, total)
    reach_ruled(standing, groups, touched, ledger)
    members = sorted(one for held in groups.whole(touched).values() for one in held)
    articles = [standing.articles[one] for one in members]
    titles, bodies = standing.vectors(members)
    event, story = enforce(
        members,
        _least([groups.event[one] for one in members]),
        _least([groups.story[one] for one in members]),
        middles_of(titles, bodies, np.arange(len(members)), len(members)),
        ledger.rules,
    )
    with store.read() as connection:
        taken = sorted(growth_store.ids(connection))
    index = describe_index(
        store,
        articles,
        _clustering(standing, members, event, story, ids, found),
        titles,
        bodies,
        before=Before(
            event={one: at.event for one in members if (at := standing.stood.get(one))},
            story={one: at.story for one in members if (at := standing.stood.get(one))},
            taken=taken,
        ),
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


def _window(standing: Standing, news: News) -> tuple[list[str], NDArray[np.bool_]]:
    """The ids of the articles to look at, sorted, and which of them are decided anew."""
    standing.fetch(one.id for one in news.changes)
    undated = [one.id for one in news.changes if one.at is None]
    near = news.near
    ids = sorted(near)
    changed = np.array([_hours(at) for at in news.instants] + [np.nan] * bool(undated))
    core, inside = spans(np.array([_hours(near[one]) for one in ids]), changed, PARAMS)
    kept = {one: bool(core[row]) for row, one in enumerate(ids) if inside[row]}
    for one in _like(standing, undated):
        kept.setdefault(one, False)
    standing.fetch(kept)
    ids = sorted(kept)
    return ids, np.array([kept[one] for one in ids], bool)


def _like(standing: Standing, undated: Sequence[str]) -> list[str]:
    """Articles of the stories nearest to undated ones: they may be of any day."""
    if not undated:
        return []
    with standing.store.read() as connection:
        names, middles = growth_store.middles(connection)
    if not names:
        return []
    own = middles_of(*standing.vectors(undated), np.arange(len(undated)), len(undated))
    near = np.argsort(-(own @ middles.T), axis=1, kind="stable")[:, : PARAMS.partners]
    members = standing.members(names[one] for one in np.unique(near).tolist())
    return [one for held in members.values() for one in sample(held, PARAMS.sample)]


def _marks(
    standing: Standing, ids: Sequence[str], core: NDArray[np.bool_], outlets: Outlets
) -> dict[str, str | None]:
    """What is new of reprints among the articles decided anew: id to its original's id, or None.

    An original older than the window is taken from what was found before.
    """
    articles = [standing.articles[one] for one in ids]
    originals = reprints_of(standing.store, articles, outlets)
    inside = set(ids)
    marks: dict[str, str | None] = {}
    for one, free in zip(articles, core, strict=True):
        if not free:
            continue
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
    core: NDArray[np.bool_],
    news: News,
    params: StoriesParams,
    ledger: Ledger,
) -> tuple[Clustering, set[str]]:
    """Place the window's articles; return what was found and the stories it left or joined."""
    stood = {
        one: Place(event=at.event, story=at.story) for one in ids if (at := standing.stood.get(one))
    }
    events, stories = ({getattr(at, of) for at in stood.values()} for of in ("event", "story"))
    with standing.store.read() as connection:
        sizes = growth_store.sizes(connection, events, stories)
    regrouped = regroup(
        [standing.articles[one] for one in ids],
        *standing.vectors(ids),
        core,
        stood,
        sizes,
        params=params,
        constraints=ledger.rules,
    )
    touched = {one.id for one in news.shrunk}
    changed = {one.id for one in news.changes}
    for one, event, story in zip(ids, regrouped.event, regrouped.story, strict=True):
        groups.place(one, event, story)
        old = stood.get(one)
        if old is None or one in changed or old != Place(event=event, story=story):
            touched |= {story} if old is None else {story, old.story}
    return regrouped.found, touched


def _clustering(
    standing: Standing,
    members: Sequence[str],
    event: NDArray[np.int64],
    story: NDArray[np.int64],
    window: Sequence[str],
    found: Clustering,
) -> Clustering:
    """The groups of ``members``, with the reasons found now or, outside the window, before."""
    group = dict(zip(members, event.tolist(), strict=True))
    row_of = {one: row for row, one in enumerate(window)}
    size = np.bincount(event, minlength=len(members))
    probability = np.ones(len(members), np.float32)
    nearest: list[tuple[str, ...]] = [()] * len(members)
    for row, one in enumerate(members):
        if size[event[row]] == 1:
            continue
        options = []
        if one in row_of:
            options.append((float(found.probability[row_of[one]]), found.nearest[row_of[one]]))
        if (at := standing.stood.get(one)) is not None:
            options.append((at.probability, at.nearest))
        for value, near in options:
            fellows = tuple(other for other in near if group.get(other) == event[row])
            if fellows:
                probability[row], nearest[row] = value, fellows
                break
    return Clustering(
        event=_numbered(event), story=_numbered(story), probability=probability, nearest=nearest
    )


def _least(keys: Sequence[str]) -> NDArray[np.int64]:
    """(n,) int64: the first row with the key of each row."""
    _, first, where = np.unique(np.array(keys), return_index=True, return_inverse=True)
    return np.asarray(first[where], np.int64)


def _numbered(label: NDArray[np.int64]) -> NDArray[np.int32]:
    return np.unique(label, return_inverse=True)[1].astype(np.int32)


def _hours(at: datetime | None) -> float:
    return at.timestamp() / 3600.0 if at else float("nan")
