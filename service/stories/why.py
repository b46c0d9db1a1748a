"""Why an article stands where it does: its score with its nearest, and the joins of its groups.

Knows nothing of stores: where each article stands is told it. The scores are those that the
groups are made of, over whatever articles are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.steps import in_steps
from service.stories.candidates import find_pairs
from service.stories.cluster import SEED_CUT, StoriesParams
from service.stories.corpus import Corpus, make_corpus
from service.stories.density import dense_groups
from service.stories.families import OF_PAIRS, by_family
from service.stories.features import measure
from service.stories.joins import Bar, Far, Told, tell
from service.stories.merging import MergeParams
from service.stories.occasions import OCCASION_FEATURES
from service.stories.similarity import (
    AMID_FEATURES,
    Links,
    SimilarityModel,
    judge,
    load_background,
    measure_around,
)

# Of each event near the article, so many of its articles speak for it.
MATES = 8


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
    """The nearest fellow members of the event, and the nearest articles that are not in it.

    ``in_event``, ``in_story``: the joins that made the article's event, and those of its event
    into its story.
    """

    members: tuple[Reason, ...] = ()
    refused: tuple[Reason, ...] = ()
    in_event: Told = Told()
    in_story: Told = Told()


def explain(
    target: str,
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    event: Mapping[str, str],
    story: Mapping[str, str],
    model: SimilarityModel,
    params: StoriesParams,
    count: int,
    total: int,
) -> Why:
    """Weigh the article ``target`` against the others of ``articles``, ``count`` of each kind.

    ``titles`` and ``bodies`` (n, d) are unit rows; ``event`` and ``story`` map an article to
    where it stands; ``total`` is how many articles the whole archive has. Raises ShapeError if
    the vectors do not fit the articles.
    """
    corpus = make_corpus(articles, titles, bodies, load_background())
    row = corpus.ids.index(target)
    pairs = find_pairs(corpus, params.candidates)
    measures = measure(corpus, pairs)
    links = judge(corpus, pairs, measures, model)
    mine = np.flatnonzero((pairs.first == row) | (pairs.second == row))
    of_event, of_story = links.event[mine], links.story[mine]
    alone = (one.alone.probability(measures) for one in (model.event, model.story))
    around = measure_around(corpus, pairs, *alone)
    wide = np.concatenate([measures[mine], around[mine]], axis=1)
    parts = model.amid.reasons(wide, OCCASION_FEATURES)[1]
    others = np.where(pairs.first[mine] == row, pairs.second[mine], pairs.first[mine])
    found = {
        corpus.ids[other]: Reason(
            article=corpus.ids[other],
            event=round(float(of_event[place]), 4),
            story=round(float(of_story[place]), 4),
            parts=by_family(parts[place], AMID_FEATURES, OF_PAIRS),
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
    in_event, in_story = _joins(corpus, links, row, event, story, model, params, total)
    return Why(
        members=tuple(inside[:count]),
        refused=tuple(outside[:count]),
        in_event=in_event,
        in_story=in_story,
    )


def _joins(
    corpus: Corpus,
    links: Links,
    row: int,
    event: Mapping[str, str],
    story: Mapping[str, str],
    model: SimilarityModel,
    params: StoriesParams,
    total: int,
) -> tuple[Told, Told]:
    """The joins of seeds into the event of the article at ``row``, and of events into its story."""
    reach = params.candidates.days * 24.0
    cuts = (
        model.event_cut if params.event_cut is None else params.event_cut,
        model.story_cut if params.story_cut is None else params.story_cut,
    )
    seeds = dense_groups(links.n, links.first, links.second, links.event, max(cuts[0], SEED_CUT))
    events, stories = _standing(corpus, event), _standing(corpus, story)
    of_event = Bar(
        level="event",
        model=model.merges.event,
        cut=cuts[0],
        params=MergeParams.of(0, reach),
    )
    of_story = Bar(
        level="story",
        model=model.merges.story,
        cut=cuts[1],
        params=MergeParams.of(1, reach),
        affair=Far(
            model=model.affair,
            cut=model.affair_cut if params.affair_cut is None else params.affair_cut,
            far=params.affairs.far(total),
        ),
    )
    return (
        tell(corpus, links, row, seeds, events, of_event),
        tell(corpus, links, row, events, stories, of_story),
    )


def _standing(corpus: Corpus, stand: Mapping[str, str]) -> NDArray[np.int64]:
    """(n,) int64: the number of each row's group; one that stands nowhere is its own."""
    names = [stand.get(one, f"+{one}") for one in corpus.ids]
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def rows_around(
    vectors: NDArray[np.float32],
    row: int,
    event: Sequence[str],
    story: Sequence[str],
    count: int,
) -> list[int]:
    """Some ``count`` rows to weigh the one at ``row`` among: its fellows and what is nearest.

    ``vectors`` (n, d) unit rows; ``event`` and ``story`` (n,) name where each stands. A third
    each, at most, are the nearest of its event and of its story. Whoever else is near comes with
    the nearest of its own event, so that whole groups are held against each other.
    """
    stepped = in_steps(vectors)
    order = np.argsort(-(stepped @ stepped[row]), kind="stable").tolist()
    of_event: dict[str, list[int]] = {}
    of_story: dict[str, list[int]] = {}
    for other in order:
        of_event.setdefault(event[other], []).append(other)
        of_story.setdefault(story[other], []).append(other)
    chosen = dict.fromkeys([row, *of_event[event[row]][: count // 3]])
    chosen |= dict.fromkeys(_evenly(of_story[story[row]], count // 3))
    for other in order:
        if len(chosen) >= count:
            break
        if other not in chosen and event[other] != event[row]:
            chosen |= dict.fromkeys([other, *of_event[event[other]][:MATES]])
            if story[other] != story[row]:
                chosen |= dict.fromkeys(_evenly(of_story[story[other]], 2 * MATES))
    return sorted(chosen)


def _evenly(rows: Sequence[int], count: int) -> Sequence[int]:
    """At most ``count`` of ``rows``, from all along them."""
    return rows[:: max(1, -(-len(rows) // count))]
