"""The front page: the living list of stories, filtered, ordered, a page at a time.

Knows nothing of a story's inside but its latest happening.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast, get_args
from urllib.parse import urlencode

import msgspec
from litestar import Request, get

from dashboards.facets import Facets
from dashboards.figures.strip import Strip, draw_strip
from dashboards.rendering import PageResponse, render
from dashboards.site import Reader, Told
from service.errors import InputError
from service.records import Story, Timeline, TimelineEntry
from service.store import entities as entity_store
from service.store import stories as story_store
from service.store import timelines as timeline_store
from service.stories.entities import ids_of

PER_PAGE = 21
NAMED_OUTLETS = 4
Order = Literal["updated", "size", "created"]
PERIODS = {"week": timedelta(days=7), "month": timedelta(days=31), "year": timedelta(days=366)}


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader asked the list for, as the address says it."""

    language: str | None
    outlet: str | None
    period: str | None
    order: Order
    every: bool
    cursor: str | None
    entity: str | None = None

    def filtered(self) -> bool:
        """Whether the list is narrowed."""
        return bool(self.entity or self.language or self.outlet or self.period)

    def chosen(self) -> bool:
        """Whether the form of filters was used: what it says is worth the room."""
        return bool(self.language or self.outlet or self.period or self.order != "updated")


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A story as the list shows it."""

    story: Story
    title: Told
    others: list[Told]
    latest: TimelineEntry | None
    latest_text: Told | None
    strip: Strip | None
    ends: tuple[str, str] | None
    outlets: list[str]
    more: int
    pinned: bool = False


@get("/", sync_to_thread=True, include_in_schema=False)
def front(request: Request[Any, Any, Any]) -> PageResponse:
    """The stories, latest first unless asked otherwise."""
    reader = Reader(request)
    facets: Facets = request.app.state.facets.get()
    wish = read_wish(request.query_params.dict(), facets)
    cards, following = _cards(reader, wish, facets)
    return render(
        reader,
        "front.html",
        cards=cards,
        facets=facets,
        wish=wish,
        named=_name_of(reader, wish.entity) if wish.entity else None,
        feed=_feed(wish),
        orders=get_args(Order),
        periods=list(PERIODS),
        next=reader.link("/", **_address(wish, following)) if following else None,
        first=reader.link("/", **_address(wish, None)) if wish.cursor else None,
    )


def read_wish(query: dict[str, list[Any]], facets: Facets) -> Wish:
    """What the address asks for. Raises InputError for an order or period there is none of."""
    given = {name: str(values[-1]).strip() or None for name, values in query.items()}
    order = given.get("order") or "updated"
    period = given.get("period")
    if order not in get_args(Order):
        raise InputError(f"order: {order!r} is none of {', '.join(get_args(Order))}")
    if period is not None and period not in PERIODS and not _is_year(period):
        raise InputError(f"period: {period!r} is none of {', '.join(PERIODS)} or a year")
    return Wish(
        language=given.get("language"),
        outlet=given.get("outlet"),
        period=period,
        order=cast("Order", order),
        every=given.get("all") == "1" or not facets.shared,
        cursor=given.get("cursor"),
        entity=given.get("entity"),
    )


def bounds(period: str | None, newest: datetime | None) -> tuple[datetime | None, datetime | None]:
    """The instants [since, until) a period means; a week is the index's last, not today's."""
    if period is None or newest is None:
        return None, None
    if period in PERIODS:
        return newest - PERIODS[period], None
    year = int(period)
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def _cards(reader: Reader, wish: Wish, facets: Facets) -> tuple[list[Card], str | None]:
    since, until = bounds(wish.period, facets.newest)
    with reader.site.store.read() as connection:
        found, following = story_store.page(
            connection,
            limit=PER_PAGE,
            cursor=wish.cursor,
            sort=wish.order,
            language=wish.language,
            outlet=wish.outlet,
            min_articles=None if wish.every else 2,
            since=since,
            until=until,
            entities=ids_of(wish.entity) if wish.entity else None,
        )
        first: list[Story] = []
        if not wish.filtered() and wish.order == "updated":
            first = story_store.pinned(connection)
            pinned = {one.id for one in first}
            found = [one for one in found if one.id not in pinned]
        if wish.cursor is not None:
            first = []
        timelines = timeline_store.many(connection, [one.id for one in (*first, *found)])
    return [
        *(make_card(reader, one, timelines[one.id], pinned=True) for one in first),
        *(make_card(reader, one, timelines[one.id]) for one in found),
    ], following


def _name_of(reader: Reader, entity: str) -> str:
    """What the entity asked for is called; the words asked with where no story names it."""
    with reader.site.store.read() as connection:
        names = next(
            filter(None, (entity_store.names_of(connection, one) for one in ids_of(entity))), {}
        )
    return reader.best(names, reader.language, entity).text


def make_card(reader: Reader, story: Story, timeline: Timeline, *, pinned: bool = False) -> Card:
    """What the list tells of ``story``."""
    title = reader.best(story.titles, story.language, story.title)
    latest = latest_of(timeline)
    written = [at.date() for at in (story.first_at, story.last_at) if at]
    strip = draw_strip(timeline.entries, written, rtl=reader.direction == "rtl")
    names = [key for key, _ in sorted(story.outlets.items(), key=lambda one: (-one[1], one[0]))]
    return Card(
        story=story,
        title=title,
        others=[Told(t, c) for c, t in sorted(story.titles.items()) if c != title.language],
        latest=latest,
        latest_text=reader.best(latest.texts, story.language, latest.surface) if latest else None,
        strip=strip,
        ends=reader.ends(strip.first, strip.last) if strip else None,
        outlets=[reader.outlet(key) for key in names[:NAMED_OUTLETS]],
        more=max(len(names) - NAMED_OUTLETS, 0),
        pinned=pinned,
    )


def latest_of(timeline: Timeline) -> TimelineEntry | None:
    """The last thing that happened; what is only foretold counts where nothing else is there."""
    happened = [one for one in timeline.entries if one.kind != "forecast"]
    return max(
        happened or timeline.entries,
        key=lambda one: (one.last_day, one.first_day, one.salience, one.id),
        default=None,
    )


def _address(wish: Wish, cursor: str | None) -> dict[str, object]:
    return {
        "language": wish.language,
        "outlet": wish.outlet,
        "period": wish.period,
        "order": None if wish.order == "updated" else wish.order,
        "all": "1" if wish.every else None,
        "entity": wish.entity,
        "cursor": cursor,
    }


def _feed(wish: Wish) -> str:
    """Where what the list shows can be followed in a feed reader; periods and order apart."""
    asked = {
        "language": wish.language,
        "outlet": wish.outlet,
        "entity": wish.entity,
        "min_articles": "1" if wish.every else None,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/api/v1/feed?{query}" if query else "/api/v1/feed"


def _is_year(period: str) -> bool:
    return period.isascii() and period.isdigit() and 1000 <= int(period) <= 9998
