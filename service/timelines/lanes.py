"""A story's articles laid out side by side: by event, by outlet, by place; bursts and silences.

Knows nothing of what the articles say. A burst is a run of days with more articles than chance
would bring: were they spread evenly over the story's days, each such day's count or more would
come with a probability below ``Params.chance``, shared among the days (Poisson tail, Bonferroni).
A gap is a run of days without any, so long that an even spread would leave it as rarely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import exp, log
from typing import Literal

import msgspec

from service.records import Article, Event, Published, Story

LaneKind = Literal["event", "outlet", "place"]


class LaneParams(msgspec.Struct, frozen=True, kw_only=True):
    """``chance``: how often chance alone may make a burst or a gap in a whole story, 0 to 1.

    ``most``: lanes of a kind at most; ``least_burst`` articles and ``least_gap`` days at least.
    """

    chance: float = 0.05
    most: int = 12
    least_burst: int = 3
    least_gap: int = 7


DEFAULTS = LaneParams()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """An article on a lane. ``timed`` says that its minute is known, not its day alone."""

    article: str
    outlet: str
    family: str
    at: datetime
    timed: bool
    reprint: bool


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One event, outlet or place with its dated articles, oldest first."""

    kind: LaneKind
    key: str
    names: dict[str, str]
    points: tuple[Point, ...]


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days, both inclusive (ISO): a burst of ``articles``, or a gap of none."""

    kind: Literal["burst", "gap"]
    first_day: str
    last_day: str
    days: int
    articles: int


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """A story's lanes, those with most articles first (events by time), its bursts and gaps."""

    story: str
    events: tuple[Lane, ...]
    outlets: tuple[Lane, ...]
    places: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]


def lay_lanes(
    story: Story,
    events: Sequence[Event],
    articles: Sequence[Article],
    *,
    families: Mapping[str, str],
    named: Mapping[str, Iterable[str]],
    params: LaneParams = DEFAULTS,
) -> Lanes:
    """The lanes of a story; undated articles are left out.

    ``families`` maps an outlet to its owner; ``named`` an article's id to the ids of what it
    names, of which the story's own places get a lane.
    """
    points = {
        one.id: _point(one, one.published, families)
        for one in articles
        if one.published is not None
    }
    places = {one.id: one.names for one in story.entities if one.kind == "place"}
    of_outlet: dict[str, list[str]] = {}
    of_place: dict[str, list[str]] = {}
    for one in articles:
        of_outlet.setdefault(one.outlet, []).append(one.id)
        for place in named.get(one.id, ()):
            if place in places:
                of_place.setdefault(place, []).append(one.id)
    by_event = {event.id: list(event.articles) for event in events}
    titles = {event.id: event.titles or {story.language: event.title} for event in events}
    return Lanes(
        story=story.id,
        events=_lanes("event", by_event, titles, points, params),
        outlets=_lanes("outlet", of_outlet, {}, points, params),
        places=_lanes("place", of_place, places, points, params),
        stretches=tuple(find_stretches([one.at.date() for one in points.values()], params)),
    )


def _point(article: Article, published: Published, families: Mapping[str, str]) -> Point:
    return Point(
        article=article.id,
        outlet=article.outlet,
        family=families.get(article.outlet, article.outlet),
        at=published.at,
        timed=published.precision == "minute",
        reprint=article.reprint_of is not None,
    )


def _lanes(
    kind: LaneKind,
    members: Mapping[str, Iterable[str]],
    names: Mapping[str, dict[str, str]],
    points: Mapping[str, Point],
    params: LaneParams,
) -> tuple[Lane, ...]:
    found = []
    for key, ids in members.items():
        own = sorted((points[one] for one in set(ids) if one in points), key=_order)
        if own:
            found.append(Lane(kind=kind, key=key, names=names.get(key, {}), points=tuple(own)))
    found.sort(key=lambda one: (-len(one.points), _order(one.points[0]), one.key))
    found = found[: params.most]
    if kind == "event":
        found.sort(key=lambda one: (_order(one.points[0]), one.key))
    return tuple(found)


def _order(one: Point) -> tuple[datetime, str]:
    return one.at, one.article


def find_stretches(days: Iterable[date], params: LaneParams = DEFAULTS) -> list[Stretch]:
    """The bursts and gaps in the publication ``days`` of a story's articles, by day."""
    counts = Counter(days)
    if sum(counts.values()) < params.least_burst:
        return []
    first, last = min(counts), max(counts)
    length = (last - first).days + 1
    rate = sum(counts.values()) / length
    found = [*_bursts(counts, rate, length, params), *_gaps(counts, rate, length, params)]
    return sorted(found, key=lambda one: (one.first_day, one.kind))


def _bursts(
    counts: Mapping[date, int], rate: float, length: int, params: LaneParams
) -> list[Stretch]:
    rare = params.chance / length
    busy = [
        day
        for day in sorted(counts)
        if counts[day] >= params.least_burst and poisson_tail(counts[day], rate) < rare
    ]
    runs: list[list[date]] = []
    for day in busy:
        # One quiet day between two busy ones is a night, not an end.
        if runs and (day - runs[-1][-1]).days <= 2:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [_stretch("burst", run[0], run[-1], counts) for run in runs]


def _gaps(
    counts: Mapping[date, int], rate: float, length: int, params: LaneParams
) -> list[Stretch]:
    rare = params.chance / max(sum(counts.values()), 1)
    least = max(params.least_gap, -log(rare) / rate)
    days = sorted(counts)
    step = timedelta(days=1)
    return [
        _stretch("gap", one + step, other - step, counts)
        for one, other in pairwise(days)
        if (other - one).days - 1 >= least and length > least
    ]


def _stretch(
    kind: Literal["burst", "gap"], first: date, last: date, counts: Mapping[date, int]
) -> Stretch:
    return Stretch(
        kind=kind,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        days=(last - first).days + 1,
        articles=sum(n for day, n in counts.items() if first <= day <= last),
    )


def poisson_tail(count: int, rate: float) -> float:
    """The probability of ``count`` or more in a day of mean ``rate``."""
    term, below = exp(-rate), 0.0
    for k in range(count):
        below += term
        term *= rate / (k + 1)
    return max(0.0, 1.0 - below)
