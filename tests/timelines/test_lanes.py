from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import exp

import msgspec
import pytest

from service.records import Article, Entity, Event, Published
from service.timelines.lanes import find_stretches, lay_lanes, poisson_tail
from tests.timelines.world import CLOSED, OPENED, event, story

DAY = date(2019, 1, 1)


def days(*offsets: int) -> list[date]:
    return [DAY + timedelta(days=one) for one in offsets]


def test_the_tail_is_poisson_s() -> None:
    assert poisson_tail(0, 2.0) == 1.0
    assert poisson_tail(1, 2.0) == pytest.approx(1 - exp(-2))
    assert poisson_tail(2, 2.0) == pytest.approx(1 - 3 * exp(-2))


def test_a_day_far_above_the_story_s_rate_is_a_burst() -> None:
    found = find_stretches(days(*range(0, 60, 6), *[30] * 8))
    bursts = [one for one in found if one.kind == "burst"]
    assert [(one.first_day, one.articles) for one in bursts] == [("2019-01-31", 9)]


def test_busy_days_with_a_night_between_are_one_burst() -> None:
    found = find_stretches(days(*range(0, 90, 9), *[40] * 7, *[42] * 7))
    bursts = [one for one in found if one.kind == "burst"]
    assert [(one.first_day, one.last_day) for one in bursts] == [("2019-02-10", "2019-02-12")]


def test_an_even_story_has_neither_bursts_nor_gaps() -> None:
    assert find_stretches(days(*range(0, 60, 2))) == []
    assert find_stretches(days(0)) == []
    assert find_stretches([]) == []


def test_a_long_silence_is_a_gap() -> None:
    found = find_stretches(days(*range(20), *range(90, 110)))
    assert [(one.kind, one.first_day, one.days, one.articles) for one in found] == [
        ("gap", "2019-01-21", 70, 0)
    ]


def test_lanes_run_by_event_outlet_and_place() -> None:
    place = Entity(
        id="place:fes", kind="place", names={"ar": "فاس"}, articles=1, families=1, mentions=1
    )
    told = msgspec.structs.replace(story([OPENED, CLOSED]), entities=(place,))
    lanes = lay_lanes(
        told,
        [event("e1", [OPENED]), event("e2", [CLOSED])],
        [OPENED, CLOSED],
        families={"kech24": "house"},
        named={"opened": ["place:fes", "person:x"], "closed": ["place:tangier"]},
    )
    assert [one.key for one in lanes.events] == ["e1", "e2"]
    assert [one.key for one in lanes.outlets] == ["hespress", "kech24"]
    assert [(one.key, len(one.points)) for one in lanes.places] == [("place:fes", 1)]
    assert lanes.outlets[1].points[0].family == "house"


def test_undated_articles_are_left_out() -> None:
    undated = msgspec.structs.replace(OPENED, published=None)
    lanes = lay_lanes(story([undated]), [event("e", [undated])], [undated], families={}, named={})
    assert (lanes.events, lanes.outlets, lanes.stretches) == ((), (), ())


def report(key: str, at: str, **changes: object) -> Article:
    facts: dict[str, object] = {
        "id": key,
        "outlet": key,
        "language": "ar",
        "title": key,
        "body": key,
        "content_hash": key,
        "published": Published(
            at=datetime.fromisoformat(at).replace(tzinfo=UTC),
            precision="minute" if "T" in at else "day",
            source="row",
        ),
    }
    return Article(**(facts | changes))  # type: ignore[arg-type]


def an_event(*articles: Article) -> Event:
    return event("e", list(articles))
