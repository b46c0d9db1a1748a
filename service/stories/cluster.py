"""Articles to events and stories: the stage as a sentence of named steps.

Knows nothing of ids that lived before, of headlines, or of where articles are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article, Rule
from service.stories.affairs import AffairParams, Affairs, join_affairs
from service.stories.candidates import CandidateParams
from service.stories.corpus import Corpus, make_corpus
from service.stories.density import dense_groups
from service.stories.enforce import enforce
from service.stories.languages import LanguageParams, join_languages
from service.stories.merging import Groups, MergeParams, merge_groups
from service.stories.parallel import release
from service.stories.similarity import (
    Links,
    Merges,
    SimilarityModel,
    link,
    load_background,
    load_model,
)
from service.stories.words import no_words

# Articles whose mean probability is this high are one event before anything else is weighed.
SEED_CUT = 0.5


class StoriesParams(msgspec.Struct, frozen=True, kw_only=True):
    """Where groups are cut; None takes the cut that was fitted with the similarity.

    ``event_cut``, ``story_cut``, ``affair_cut``: the least probability, in (0, 1), that joining
    two groups is a gain.
    ``nearest``: how many neighbours are named as the reason of each membership.
    """

    event_cut: float | None = None
    story_cut: float | None = None
    affair_cut: float | None = None
    nearest: int = 5
    candidates: CandidateParams = CandidateParams()
    affairs: AffairParams = AffairParams()
    languages: LanguageParams = LanguageParams()


class Clustering(msgspec.Struct, frozen=True, kw_only=True):
    """Every article in exactly one event and one story, in the caller's order.

    ``event``, ``story``: (n,) int32, groups numbered by their least article id. ``probability``
    (n,) float32: the best event probability to a fellow member, 1 for an article alone.
    ``nearest``: ids of the likeliest fellow members, best first.
    """

    event: NDArray[np.int32]
    story: NDArray[np.int32]
    probability: NDArray[np.float32]
    nearest: list[tuple[str, ...]]


def cluster(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    params: StoriesParams = StoriesParams(),  # noqa: B008 - frozen
    model: SimilarityModel | None = None,
    constraints: Sequence[Rule] = (),
) -> Clustering:
    """Group ``articles`` with their ``titles`` and ``bodies`` (n, d) float32 unit rows.

    The same articles give the same groups in whatever order they come. ``model`` stands in for
    the one that ships. ``constraints`` are the editors' rules, oldest first; whoever places
    articles without coming here calls ``enforce`` on the labels instead. Raises ShapeError if
    the vectors do not fit the articles.
    """
    model = model or load_model()
    if not articles:
        none = np.zeros(0, np.int32)
        return Clustering(event=none, story=none, probability=none.astype("f4"), nearest=[])
    corpus = make_corpus(articles, titles, bodies, load_background())
    links = link(corpus, model, params.candidates)
    # What each field says served to measure pairs; groups are held together by the weighed words.
    corpus = msgspec.structs.replace(corpus, words=no_words())
    release(corpus.size)
    event, story = group(
        corpus,
        links,
        model.merges,
        event_cut=model.event_cut if params.event_cut is None else params.event_cut,
        story_cut=model.story_cut if params.story_cut is None else params.story_cut,
        reach=params.candidates.days * 24.0,
    )
    affair_cut = model.affair_cut if params.affair_cut is None else params.affair_cut
    affairs = Affairs(corpus, story, params.affairs)
    story = join_affairs(affairs, model.affair, affair_cut)
    del affairs
    event, story = join_languages(corpus, event, story, params.languages)
    if constraints:
        whole = corpus.whole[np.arange(corpus.size)]
        event, story = enforce(corpus.ids, event, story, whole, constraints)
    return present(corpus, links, event, story, params.nearest)


def group(
    corpus: Corpus,
    links: Links,
    merges: Merges,
    *,
    event_cut: float,
    story_cut: float,
    reach: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(n,) int64 twice: the least row of each row's event, and of its story."""
    seeds = dense_groups(links.n, links.first, links.second, links.event, max(event_cut, SEED_CUT))
    label = seeds
    found = []
    for level, (model, cut) in enumerate(((merges.event, event_cut), (merges.story, story_cut))):
        groups = Groups(corpus, links, label, MergeParams.of(level, reach))
        label = merge_groups(groups, model, cut)
        found.append(label)
        del groups
        release(corpus.size)
    event, story = found
    return event, story


def present(
    corpus: Corpus,
    links: Links,
    event: NDArray[np.int64],
    story: NDArray[np.int64],
    count: int,
) -> Clustering:
    """Number the groups and put every row back into the caller's order."""
    n = corpus.size
    together = event[links.first] == event[links.second]
    probability, nearest = _reasons(
        corpus.ids,
        np.concatenate([links.first[together], links.second[together]]),
        np.concatenate([links.second[together], links.first[together]]),
        np.concatenate([links.event[together]] * 2),
        count,
    )
    back = np.empty(n, np.int64)
    back[corpus.order] = np.arange(n)
    return Clustering(
        event=numbered(event)[back],
        story=numbered(story)[back],
        probability=probability[back],
        nearest=[nearest[row] for row in back],
    )


def numbered(label: NDArray[np.int64]) -> NDArray[np.int32]:
    """(n,) int32: the groups of ``label`` (n,) numbered from 0, in their own order."""
    return np.unique(label, return_inverse=True)[1].astype(np.int32)


def _reasons(
    ids: list[str],
    rows: NDArray[np.int64],
    others: NDArray[np.int64],
    values: NDArray[np.float32],
    count: int,
) -> tuple[NDArray[np.float32], list[tuple[str, ...]]]:
    probability = np.ones(len(ids), np.float32)
    nearest: list[tuple[str, ...]] = [()] * len(ids)
    order = np.lexsort((others, -values, rows))
    starts = np.searchsorted(rows[order], np.arange(len(ids) + 1))
    for row in np.unique(rows):
        best = order[starts[row] : starts[row + 1]][:count]
        probability[row] = values[best[0]]
        nearest[row] = tuple(ids[other] for other in others[best])
    return probability, nearest
