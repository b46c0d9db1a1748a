"""Vectors to events and stories: cluster, keep the ids that live on, describe what was found.

Knows nothing of similarity or of identity; it brings the stage what the store remembers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.reprints import reprints_of
from service.articles.outlets import Outlets
from service.records import Article, Event, Membership, Redirect, Story
from service.store import articles as article_store
from service.store import stories as story_store
from service.store.engine import Store
from service.stories.cluster import StoriesParams, cluster
from service.stories.describe import describe
from service.stories.identity import redirects


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found, with each story's events and articles at hand, both oldest first.

    ``marks`` are the articles whose ``reprint_of`` changed: id to the original's id, or None.
    """

    stories: Sequence[Story]
    events: Sequence[Event]
    memberships: Sequence[Membership]
    redirects: Sequence[Redirect]
    marks: Mapping[str, str | None]
    events_of: Mapping[str, Sequence[Event]]
    articles_of: Mapping[str, Sequence[Article]]


def make_index(
    store: Store,
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    params: StoriesParams,
    outlets: Outlets,
    now: datetime,
) -> Index:
    """Group ``articles`` by their ``titles`` and ``bodies`` (n, d), with ids that live on."""
    articles, marks = _marked(articles, reprints_of(store, articles, outlets))
    with store.read() as connection:
        before = story_store.members(connection)
        retired = story_store.retired(connection)
    found = describe(
        articles,
        cluster(articles, titles, bodies, params=params),
        titles,
        bodies,
        families={one.key: one.family for one in outlets},
        now=now,
        previous_events={one.article: one.event for one in before},
        previous_stories={one.article: one.story for one in before},
        retired=retired,
    )
    merged = [redirects(naming, at=now) for naming in (found.story_naming, found.event_naming)]
    return Index(
        stories=found.stories,
        events=found.events,
        memberships=found.memberships,
        redirects=[one for part in merged for one in part],
        marks=marks,
        events_of=_events_of(found.events),
        articles_of=_articles_of(articles, found.memberships),
    )


def _marked(
    articles: Sequence[Article], originals: Mapping[str, str]
) -> tuple[list[Article], dict[str, str | None]]:
    """The articles with their final ``reprint_of``, and those where it changed."""
    marks = {
        one.id: originals.get(one.id) for one in articles if one.reprint_of != originals.get(one.id)
    }
    return [
        msgspec.structs.replace(one, reprint_of=marks[one.id]) if one.id in marks else one
        for one in articles
    ], marks


def _events_of(events: Sequence[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for one in events:
        found.setdefault(one.story, []).append(one)
    return found


def _articles_of(
    articles: Sequence[Article], memberships: Sequence[Membership]
) -> dict[str, list[Article]]:
    story_of = {one.article: one.story for one in memberships}
    found: dict[str, list[Article]] = {}
    for one in sorted(articles, key=article_store.by_time):
        found.setdefault(story_of[one.id], []).append(one)
    return found
