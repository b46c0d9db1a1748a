"""New articles into the groups that stand: only what lies near them in time is grouped anew.

Knows nothing of stores. A window around the changed articles is clustered as a whole archive
would be; its inner part takes up the result, its frame keeps what it had, and the two are joined
by the rows they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article, Rule
from service.stories.affairs import AffairParams, join_affairs
from service.stories.cluster import Clustering, StoriesParams, cluster
from service.stories.corpus import make_corpus
from service.stories.similarity import SimilarityModel, load_background

# Middles with a lesser cosine are no affair: the sum of three that its cut asks for is over one.
FAR_APART = 0.3


class GrowthParams(msgspec.Struct, frozen=True, kw_only=True):
    """How far around a changed article groups are made anew, and how far is looked.

    ``settle``, ``look``: days before and after it. ``settle_rows``, ``look_rows``: articles
    before and after it where that is more, for an archive is searched by blocks of articles.
    ``partners``: how many of the nearest stories of the archive a changed story is held against.
    ``sample``: how many articles stand for a long story.
    """

    settle: float = 14.0
    look: float = 28.0
    settle_rows: int = 512
    look_rows: int = 1_024
    partners: int = 8
    sample: int = 48


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands, by the ids of its event and story."""

    event: str
    story: str


class Regrouped(msgspec.Struct, frozen=True, kw_only=True):
    """Of each row of a window: its event's and story's key, and what the clustering found.

    A key is an old id, or starts with ``FRESH`` for a group that took up none.
    """

    event: list[str]
    story: list[str]
    found: Clustering


FRESH = "+"


def spans(
    hours: NDArray[np.float64], changed: NDArray[np.float64], params: GrowthParams
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of the articles at ``hours`` (n,) are decided anew, and which are looked at.

    ``changed`` (m,) are the hours of what was added, changed or removed. Undated articles may be
    of any day: they are looked at always, and decided anew where something undated changed.
    """
    undated = np.isnan(hours)
    order = np.argsort(hours, kind="stable")[: len(hours) - int(undated.sum())]
    times = hours[order]
    masks = []
    for days, rows in (
        (params.settle, params.settle_rows),
        (params.look, params.look_rows),
    ):
        inside = np.zeros(len(times) + 1, np.int64)
        for at in np.unique(changed[~np.isnan(changed)]):
            place = int(np.searchsorted(times, at))
            low = min(int(np.searchsorted(times, at - days * 24.0)), place - rows)
            high = max(int(np.searchsorted(times, at + days * 24.0, "right")), place + rows)
            inside[max(low, 0)] += 1
            inside[min(high, len(times))] -= 1
        mask = np.zeros(len(hours), bool)
        mask[order[np.cumsum(inside[:-1]) > 0]] = True
        masks.append(mask)
    core, window = masks
    if np.isnan(changed).any():
        core |= undated
    return core, window | undated


def regroup(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    core: NDArray[np.bool_],
    stood: Mapping[str, Place],
    sizes: Mapping[str, int],
    *,
    params: StoriesParams,
    model: SimilarityModel | None = None,
    constraints: Sequence[Rule] = (),
) -> Regrouped:
    """Cluster a window of ``articles`` and join the result to where they ``stood``.

    ``titles``, ``bodies`` (n, d) float32 unit rows. Rows outside ``core`` (n,) bool keep their
    place; ``sizes`` says how many articles each old story has. Affairs of the whole archive are
    left to ``meet``.
    """
    apart = msgspec.structs.replace(params.affairs, least=9.0)
    found = cluster(
        articles,
        titles,
        bodies,
        params=msgspec.structs.replace(params, affairs=apart),
        model=model,
        constraints=constraints,
    )
    before = [stood.get(one.id) for one in articles]
    free = core | np.array([one is None for one in before], bool)
    event = take_up(found.event, free, [one.event if one else "" for one in before])
    event = _unless_new(event, [one.event if one else "" for one in before], sizes)
    # An event with a row in the frame stays in that row's story, whatever the window says.
    home = {
        key: one.story for key, one, at in zip(event, before, free, strict=True) if one and not at
    }
    bound = np.array([key in home for key in event], bool)
    story = take_up(found.story, ~bound, [home.get(key, "") for key in event])
    return Regrouped(
        event=event,
        story=_unless_new(story, [one.story if one else "" for one in before], sizes),
        found=found,
    )


def take_up(label: NDArray[np.int32], free: NDArray[np.bool_], before: Sequence[str]) -> list[str]:
    """A key for each row: where it stood, or, if ``free``, where most of its new group stood.

    Only rows that are not free say where a group stood; of equals the lesser id. A new group
    without any is named by its number after ``FRESH``.
    """
    standing: dict[int, Counter[str]] = {}
    for row in np.flatnonzero(~free).tolist():
        standing.setdefault(int(label[row]), Counter())[before[row]] += 1
    home = {
        group: min(counts, key=lambda one: (-counts[one], one))
        for group, counts in standing.items()
    }
    return [
        (home.get(group) or f"{FRESH}{group}") if free[row] else before[row]
        for row, group in enumerate(label.tolist())
    ]


def _unless_new(keys: list[str], before: Sequence[str], sizes: Mapping[str, int]) -> list[str]:
    """``keys`` where a fresh one that holds just what an old group held is that group."""
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        if key.startswith(FRESH):
            rows.setdefault(key, []).append(row)
    same: dict[str, str] = {}
    for key, members in rows.items():
        old = {before[row] for row in members}
        if len(old) == 1 and (name := old.pop()) and sizes.get(name) == len(members):
            same[key] = name
    return [same.get(key, key) for key in keys]


def middles_of(
    titles: NDArray[np.float32], bodies: NDArray[np.float32], label: NDArray[np.int64], count: int
) -> NDArray[np.float32]:
    """(count, d) float32 unit rows: the mean direction of each group's articles.

    ``titles``, ``bodies`` (n, d) float32 unit rows; ``label`` (n,) names the group of each.
    """
    whole = titles + bodies
    whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)
    total = np.zeros((count, whole.shape[1]), np.float64)
    np.add.at(total, label, whole)
    length = np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return np.asarray(total / length, np.float32)


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
        best = np.argpartition(-near, count - 1, axis=1)[:, :count]
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
    total: int,
    params: AffairParams,
) -> dict[str, str]:
    """Which stories are one affair: the key of each that went into another, to that other's.

    ``story`` (n,) names each article's story; ``total`` is how many articles the archive has,
    which the cut rises with. Stories not among the ``changed`` were held against each other
    before: they are joined through a changed one only. An old id wins over a fresh key, then
    the larger story.
    """
    corpus = make_corpus(articles, titles, bodies, load_background())
    names, label = np.unique(np.array(story)[corpus.order], return_inverse=True)
    least = np.full(len(names), len(story))
    np.minimum.at(least, label, np.arange(len(label)))
    joined = join_affairs(
        corpus, least[label], msgspec.structs.replace(params, least=params.far(total))
    )
    sizes = Counter(label.tolist())
    groups: dict[int, set[int]] = {}
    for one, into in zip(label.tolist(), joined.tolist(), strict=True):
        groups.setdefault(into, set()).add(one)
    keys: list[str] = names.tolist()
    went: dict[str, str] = {}
    for members in groups.values():
        if not any(keys[one] in changed for one in members):
            continue
        ranked = sorted(
            members, key=lambda one: (keys[one].startswith(FRESH), -sizes[one], keys[one])
        )
        went |= {keys[one]: keys[ranked[0]] for one in ranked[1:]}
    return went
