"""Why an article stands where it does: its score with its nearest, part by part.

Knows nothing of how groups are cut: where each article stands is told it. The scores are those
that the groups are made of, over whatever articles are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.stories.candidates import CandidateParams, find_pairs
from service.stories.corpus import make_corpus
from service.stories.features import FEATURES, measure
from service.stories.neighbours import NEIGHBOUR_FEATURES, measure_neighbours
from service.stories.similarity import SimilarityModel, judge, load_background

# What an editor understands, and by what its measures are known: the first that fits.
FAMILIES = {
    "time": ("hours",),
    "outlet": ("outlet",),
    "meaning": ("vectors",),
    "numbers": ("number",),
    "names": ("name", "person", "people", "place", "entit"),
    "neighbours": ("neighbour", "shared_share", "group", "bridge"),
    "nearness": ("rank", "best", "guess", "closeness", "crowd"),
    "length": ("length",),
    "words": ("word", "head", "title", "text", "rar"),
}


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One other article. ``event`` and ``story``: the probabilities that both are of one, None
    for a pair too unlike to be weighed. ``parts``: what each family of measures adds to the
    log-odds of one event, the weightiest first. ``same_story``: whether they are in one now.
    """

    article: str
    event: float | None = None
    story: float | None = None
    parts: dict[str, float] = {}
    same_story: bool = False


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest fellow members of the event, and the nearest articles that are not in it."""

    members: tuple[Reason, ...] = ()
    refused: tuple[Reason, ...] = ()


def explain(
    target: str,
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    event: Mapping[str, str],
    story: Mapping[str, str],
    model: SimilarityModel,
    params: CandidateParams,
    count: int,
) -> Why:
    """Weigh the article ``target`` against the others of ``articles``, ``count`` of each kind.

    ``titles`` and ``bodies`` (n, d) are unit rows; ``event`` and ``story`` map an article to
    where it stands. Raises ShapeError if the vectors do not fit the articles.
    """
    corpus = make_corpus(articles, titles, bodies, load_background())
    row = corpus.ids.index(target)
    pairs = find_pairs(corpus, params)
    measures = measure(corpus, pairs)
    guess = model.event.alone.probability(measures)
    among = measure_neighbours(corpus.size, pairs.first, pairs.second, guess)
    mine = np.flatnonzero((pairs.first == row) | (pairs.second == row))
    whole = np.concatenate([measures[mine], among[mine]], axis=1)
    of_event = model.event.among.probability(whole)
    of_story = judge(corpus.size, pairs, measures, model.story)[mine]
    parts = model.event.among.parts(whole)
    others = np.where(pairs.first[mine] == row, pairs.second[mine], pairs.first[mine])
    found = {
        corpus.ids[other]: Reason(
            article=corpus.ids[other],
            event=round(float(of_event[place]), 4),
            story=round(float(of_story[place]), 4),
            parts=by_family(parts[place]),
            same_story=story.get(corpus.ids[other]) == story.get(target),
        )
        for place, other in enumerate(others.tolist())
    }
    ranked = sorted(found.values(), key=lambda one: (-(one.event or 0.0), one.article))
    inside = [one for one in ranked if event.get(one.article) == event.get(target)]
    # A member that was never weighed is one by way of others, or by an editor's word.
    inside += [
        Reason(article=one, same_story=True)
        for one in corpus.ids
        if one != target and one not in found and event.get(one) == event.get(target)
    ]
    outside = [one for one in ranked if event.get(one.article) != event.get(target)]
    return Why(members=tuple(inside[:count]), refused=tuple(outside[:count]))


def by_family(parts: NDArray[np.float32]) -> dict[str, float]:
    """(f,) what each measure adds, summed by family, the weightiest first."""
    total: dict[str, float] = {}
    for name, value in zip((*FEATURES, *NEIGHBOUR_FEATURES), parts.tolist(), strict=True):
        family = family_of(name)
        total[family] = total.get(family, 0.0) + value
    ordered = sorted(total.items(), key=lambda one: (-abs(one[1]), one[0]))
    return {family: round(value, 3) for family, value in ordered}


def family_of(measure_name: str) -> str:
    """The family that a measure of that name belongs to, ``other`` if none."""
    for family, marks in FAMILIES.items():
        if any(mark in measure_name for mark in marks):
            return family
    return "other"


def nearest_rows(
    vectors: NDArray[np.float32], row: int, keep: Sequence[int], count: int
) -> list[int]:
    """``row``, the rows ``keep`` and the nearest others by ``vectors`` (n, d), ``count`` in all."""
    near = np.round((vectors @ vectors[row]).astype(np.float64), 6)
    chosen = dict.fromkeys([row, *keep])
    for other in np.argsort(-near, kind="stable").tolist():
        if len(chosen) >= count:
            break
        chosen.setdefault(other)
    return sorted(chosen)
