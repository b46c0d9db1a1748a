"""Vectors to events and stories: cluster, keep the ids that live on, describe what was found.

Knows nothing of similarity or of identity; it brings the stage what the store remembers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.corrections import Ledger, lineage
from jobs.reprints import reprints_of
from service.articles.outlets import Outlets
from service.records import Article, Event, Membership, Redirect, Run, Split, Story, Timeline
from service.steps import unit_rows
from service.store import articles as article_store
from service.store import stories as story_store
from service.store.engine import Store
from service.store.runs import Outcome
from service.stories.cluster import Clustering, StoriesParams, cluster
from service.stories.describe import describe
from service.stories.vectors import middles_of


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found, with each story's events and articles at hand, both oldest first.

    ``marks`` are the articles whose ``reprint_of`` changed: id to the original's id, or None.
    ``restored`` are ids that had been merged away; ``corrections`` the editors' now obeyed.
    ``scope``: the stories before that these take the place of, every one if None. ``placed``: the
    articles that were new or changed; ``middles``: each story's mean vector, (d,) float32.
    """

    stories: Sequence[Story]
    events: Sequence[Event]
    memberships: Sequence[Membership]
    redirects: Sequence[Redirect]
    splits: Sequence[Split]
    restored: Sequence[str]
    corrections: Sequence[str]
    marks: Mapping[str, str | None]
    events_of: Mapping[str, Sequence[Event]]
    articles_of: Mapping[str, Sequence[Article]]
    middles: Mapping[str, NDArray[np.float32]]
    scope: Sequence[str] | None = None
    placed: Sequence[Article] = ()

    def outcome(self, run: Run, lines: Sequence[tuple[Timeline, str]] = ()) -> Outcome:
        """What ``run`` lands of it, with the timelines made anew and their fingerprints."""
        return Outcome(
            run=run,
            stories=self.stories,
            events=self.events,
            memberships=self.memberships,
            redirects=self.redirects,
            marks=self.marks,
            timelines=lines,
            splits=self.splits,
            restored=self.restored,
            corrections=self.corrections,
            scope=self.scope,
            placed=self.placed,
            middles=self.middles,
        )


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """Where articles stood, by the ids of their event and story; ``taken`` ids are in use."""

    event: Mapping[str, str]
    story: Mapping[str, str]
    taken: Sequence[str] = ()


def make_index(
    store: Store,
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    params: StoriesParams,
    outlets: Outlets,
    now: datetime,
    ledger: Ledger = Ledger(),  # noqa: B008 - frozen
) -> Index:
    """Group ``articles`` by their ``titles`` and ``bodies`` (n, d), with ids that live on.

    ``ledger`` holds what editors asked; the groups obey it.
    """
    articles, marks = _marked(articles, reprints_of(store, articles, outlets))
    with store.read() as connection:
        before = story_store.members(connection)
    index = describe_index(
        store,
        articles,
        cluster(articles, titles, bodies, params=params, constraints=ledger.rules),
        titles,
        bodies,
        before=Before(
            event={one.article: one.event for one in before},
            story={one.article: one.story for one in before},
        ),
        marks=marks,
        outlets=outlets,
        now=now,
        ledger=ledger,
    )
    return msgspec.structs.replace(index, placed=articles)


def describe_index(
    store: Store,
    articles: Sequence[Article],
    groups: Clustering,
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    before: Before,
    marks: Mapping[str, str | None],
    outlets: Outlets,
    now: datetime,
    ledger: Ledger,
) -> Index:
    """The stories of ``groups`` over ``articles``, named after what stood ``before``."""
    with store.read() as connection:
        retired = story_store.retired(connection)
        former = story_store.former(connection)
    found = describe(
        articles,
        groups,
        titles,
        bodies,
        families={one.key: one.family for one in outlets},
        now=now,
        previous_events=before.event,
        previous_stories=before.story,
        retired=[*retired, *before.taken],
        former=former,
    )
    stand = {one.article: one for one in found.memberships}
    of_stories, of_events = (
        lineage(
            naming, stood, {one: getattr(at, level) for one, at in stand.items()}, ledger, at=now
        )
        for naming, stood, level in (
            (found.story_naming, before.story, "story"),
            (found.event_naming, before.event, "event"),
        )
    )
    number = {one.id: place for place, one in enumerate(found.stories)}
    label = np.array([number[stand[one.id].story] for one in articles], np.int64)
    middles = middles_of(unit_rows(titles + bodies), label, len(number))
    return Index(
        stories=found.stories,
        events=found.events,
        memberships=found.memberships,
        redirects=[*of_stories[0], *of_events[0]],
        splits=[*of_stories[1], *of_events[1]],
        restored=[*found.story_naming.restored, *found.event_naming.restored],
        corrections=[one.id for one in ledger.waiting],
        marks=marks,
        events_of=_events_of(found.events),
        articles_of=_articles_of(articles, found.memberships),
        middles={one: middles[place] for one, place in number.items()},
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
