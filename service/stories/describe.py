"""Groups and their ids to the records of events, stories and memberships.

Knows nothing of stores; what an outlet belongs to is an argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article, Event, Membership, Phase, Story
from service.steps import unit_rows
from service.stories.cluster import Clustering
from service.stories.headline import clean_title, medoid, titles_by_language
from service.stories.identity import Naming, name_groups
from service.stories.keywords import story_keywords
from service.stories.similarity import load_background


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """The index of a run: stories by id, their events by time, one membership an article."""

    stories: list[Story]
    events: list[Event]
    memberships: list[Membership]
    story_naming: Naming
    event_naming: Naming


def describe(
    articles: Sequence[Article],
    clustering: Clustering,
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    *,
    families: Mapping[str, str],
    now: datetime,
    previous_events: Mapping[str, str],
    previous_stories: Mapping[str, str],
    retired: Sequence[str] = (),
    former: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Described:
    """Name and describe the groups of ``clustering`` over ``articles``.

    ``titles``, ``bodies``: (n, d) float32 unit rows. ``families`` maps an outlet to its owner
    (itself where absent). ``previous_*`` map an article to the id it stood under; ``retired``
    ids are never given again, but for those in ``former`` (id to the articles it held when it was
    merged away), where what was merged parts again. Phases are as of ``now``.
    """
    vectors = unit_rows(titles + bodies)
    event_rows = _rows(clustering.event, articles)
    story_rows = _rows(clustering.story, articles)
    event_naming = _name(articles, event_rows, previous_events, "e", retired, former)
    story_naming = _name(articles, story_rows, previous_stories, "s", retired, former)
    story_of = {row: story_naming.ids[k] for k, rows in enumerate(story_rows) for row in rows}
    event_of = {row: event_naming.ids[k] for k, rows in enumerate(event_rows) for row in rows}
    events = [
        _event(articles, vectors, rows, event_naming.ids[k], story_of[rows[0]])
        for k, rows in enumerate(event_rows)
    ]
    events.sort(key=lambda event: (event.first_at is None, event.first_at or now, event.id))
    events_in: dict[str, list[str]] = {}
    for event in events:
        events_in.setdefault(event.story, []).append(event.id)
    words = story_keywords(articles, story_rows, load_background())
    stories = [
        _story(articles, vectors, rows, one, events_in[one], words[k], families, now)
        for k, rows in enumerate(story_rows)
        for one in (story_naming.ids[k],)
    ]
    return Described(
        stories=sorted(stories, key=lambda story: story.id),
        events=events,
        memberships=[
            Membership(
                article=articles[row].id,
                event=event_of[row],
                story=story_of[row],
                probability=round(float(clustering.probability[row]), 4),
                nearest=clustering.nearest[row],
            )
            for row in sorted(range(len(articles)), key=lambda row: articles[row].id)
        ],
        story_naming=story_naming,
        event_naming=event_naming,
    )


def phase(first_at: datetime | None, last_at: datetime | None, now: datetime) -> Phase:
    """Where a story stands: begun within a day, still fed within three, long-lived, or fading."""
    if first_at is None or last_at is None:
        return "fading"
    if now - first_at <= timedelta(days=1):
        return "breaking"
    if now - last_at > timedelta(days=7):
        return "fading"
    if last_at - first_at > timedelta(days=14):
        return "sustained"
    return "developing" if now - last_at <= timedelta(days=3) else "fading"


def _rows(label: NDArray[np.int32], articles: Sequence[Article]) -> list[list[int]]:
    """The rows of each group, by time and then id."""
    groups: dict[int, list[int]] = {}
    for row, one in enumerate(label.tolist()):
        groups.setdefault(one, []).append(row)
    return [sorted(groups[one], key=lambda row: _order(articles[row])) for one in sorted(groups)]


def _order(article: Article) -> tuple[float, str]:
    at = article.published.at.timestamp() if article.published else float("inf")
    return at, article.id


def _name(
    articles: Sequence[Article],
    groups: list[list[int]],
    previous: Mapping[str, str],
    prefix: str,
    retired: Sequence[str],
    former: Mapping[str, Collection[str]],
) -> Naming:
    members = [[articles[row].id for row in rows] for rows in groups]
    mine = {old: held for old, held in former.items() if old.startswith(f"{prefix}-")}
    return name_groups(members, previous, prefix=prefix, retired=retired, former=mine)


def _span(
    articles: Sequence[Article], rows: Sequence[int]
) -> tuple[datetime | None, datetime | None]:
    times = [found.at for row in rows if (found := articles[row].published)]
    return min(times, default=None), max(times, default=None)


def _event(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    rows: list[int],
    own: str,
    story: str,
) -> Event:
    centre = medoid(articles, vectors, rows)
    first_at, last_at = _span(articles, rows)
    return Event(
        id=own,
        story=story,
        title=clean_title(articles[centre].title),
        titles=titles_by_language(articles, vectors, rows),
        medoid=articles[centre].id,
        articles=tuple(articles[row].id for row in rows),
        first_at=first_at,
        last_at=last_at,
    )


def _story(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    rows: list[int],
    own: str,
    events: list[str],
    words: tuple[str, ...],
    families: Mapping[str, str],
    now: datetime,
) -> Story:
    first_at, last_at = _span(articles, rows)
    languages = Counter(articles[row].language for row in rows)
    language = min(languages, key=lambda one: (-languages[one], one))
    titles = titles_by_language(articles, vectors, rows, words)
    outlets = Counter(articles[row].outlet for row in rows)
    voices = [row for row in rows if articles[row].reprint_of is None] or rows[:1]
    return Story(
        id=own,
        title=titles[language],
        titles=titles,
        language=language,
        keywords=words,
        events=tuple(events),
        articles=len(rows),
        reprints=sum(articles[row].reprint_of is not None for row in rows),
        outlets=dict(sorted(outlets.items())),
        families=len({families.get(one, one) for one in (articles[r].outlet for r in voices)}),
        languages=dict(sorted(languages.items())),
        first_at=first_at,
        last_at=last_at,
        phase=phase(first_at, last_at, now),
    )
