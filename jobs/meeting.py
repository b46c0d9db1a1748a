"""Changed stories held against the whole archive, and against what editors' rules speak of.

Knows nothing of windows; it sees stories by their keys and reads in what they lack.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.corrections import Ledger, articles_of
from jobs.standing import Groups, Standing
from service.steps import unit_rows
from service.store import growth as growth_store
from service.stories.assign import GrowthParams, meet, partners
from service.stories.cluster import StoriesParams
from service.stories.corpus import hours_of
from service.stories.languages import told_twice
from service.stories.vectors import middles_of, whole_rows


def meet_archive(
    standing: Standing,
    groups: Groups,
    touched: set[str],
    params: StoriesParams,
    growth: GrowthParams,
    total: int,
) -> None:
    """Join the ``touched`` stories to those of the whole archive that are one affair with them."""
    own = {name: held for name, held in groups.whole(touched).items() if held}
    if not own:
        return
    with standing.store.read() as connection:
        names, middles = growth_store.middles(connection)
    keys = sorted(own)
    label = np.repeat(np.arange(len(keys)), [len(own[key]) for key in keys])
    titles, bodies = standing.vectors([one for key in keys for one in own[key]])
    mine = middles_of(unit_rows(titles + bodies), label, len(keys))
    others = [row for row, name in enumerate(names) if name not in touched]
    every = np.concatenate([mine, middles[others]]) if others else mine
    near = partners(every, np.arange(len(keys)), growth)
    away = [names[others[row - len(keys)]] for row in near.tolist() if row >= len(keys)]
    whole = {**own, **standing.members(away)}
    some = {key: sample(ids, growth.sample) for key, ids in whole.items()}
    standing.fetch(one for ids in some.values() for one in ids)
    listed = [(one, key) for key in sorted(some) for one in some[key]]
    went = meet(
        [standing.articles[one] for one, _ in listed],
        *standing.vectors([one for one, _ in listed]),
        [key for _, key in listed],
        own.keys(),
        held={key: len(ids) for key, ids in whole.items()},
        total=total,
        params=params,
    )
    touched |= {*went, *went.values()}
    groups.rename(went)


class _Pool(msgspec.Struct, frozen=True, kw_only=True):
    """What ``told_twice`` asks of articles."""

    whole: NDArray[np.float32]
    hours: NDArray[np.float64]
    languages: NDArray[np.int32]


def meet_languages(
    standing: Standing,
    groups: Groups,
    touched: set[str],
    pool: Sequence[str],
    params: StoriesParams,
) -> None:
    """Join events of the ``touched`` stories to those that tell the same in another language.

    ``pool`` are the articles of their days. An event of two languages that stands is looked at
    as one of each.
    """
    articles = [standing.articles[one] for one in pool]
    codes = sorted({one.language for one in articles})
    if len(codes) < 2:
        return
    whole = whole_rows(*standing.vectors(pool))
    told = _Pool(
        whole=whole,
        hours=np.array([hours_of(one) for one in articles]),
        languages=np.array([codes.index(one.language) for one in articles], np.int32),
    )
    event = least([f"{groups.event[one.id]} {one.language}" for one in articles])
    story = least([groups.story[one.id] for one in articles])
    for one, other in zip(*told_twice(told, event, story, params.languages), strict=True):
        pair = [pool[one], pool[other]]
        stories = {groups.story[id_] for id_ in pair}
        if len({groups.event[id_] for id_ in pair}) > 1 and stories & touched:
            touched |= stories
            groups.join(*pair)


def least(keys: Sequence[str]) -> NDArray[np.int64]:
    """(n,) int64: the first row with the key of each row."""
    _, first, where = np.unique(np.array(keys), return_index=True, return_inverse=True)
    return np.asarray(first[where], np.int64)


def sample(ids: Sequence[str], count: int) -> list[str]:
    """``count`` articles that stand for all of a long story's, spread evenly over it."""
    if len(ids) <= count:
        return list(ids)
    places = np.linspace(0, len(ids) - 1, count).astype(int)
    return [ids[one] for one in places.tolist()]


def reach_ruled(standing: Standing, groups: Groups, touched: set[str], ledger: Ledger) -> None:
    """Touch all stories that the editors' rules about those ``touched`` speak of."""
    rules = [articles_of(one) for one in ledger.rules]
    while True:
        inside = {one for held in groups.whole(touched).values() for one in held}
        named = {one for rule in rules if rule & inside for one in rule} - inside
        standing.fetch(named)
        more = {at.story for one in named if (at := standing.stood.get(one))} - touched
        if not more:
            return
        touched |= more
