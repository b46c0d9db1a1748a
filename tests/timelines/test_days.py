from __future__ import annotations

from datetime import date

import pytest

from service.timelines.days import clock_of, dates_in
from service.timelines.mentions import article_mentions
from tests.timelines.world import article

BRIDGE = "أغلقت السلطات جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أحد أعمدته."


@pytest.mark.parametrize(
    ("published", "day", "today", "told"),
    [
        ("2018-11-06T02:30", "2018-11-06", "2018-11-05", "2018-11-05"),
        ("2018-11-06T07:00", "2018-11-06", "2018-11-06", "2018-11-05"),
        ("2018-11-06T13:00", "2018-11-06", "2018-11-06", "2018-11-06"),
        ("2018-11-06", "2018-11-06", "2018-11-06", "2018-11-06"),
    ],
)
def test_the_paper_s_day(published: str, day: str, today: str, told: str) -> None:
    clock = clock_of(article("one", BRIDGE, published=published), "UTC")
    assert clock is not None
    assert [one.isoformat() for one in (clock.day, clock.today, clock.told)] == [day, today, told]


def test_an_undated_article_has_no_clock() -> None:
    assert clock_of(article("one", BRIDGE, published=None), "UTC") is None


def test_the_clock_is_the_outlet_s() -> None:
    one = article("one", BRIDGE, published="2018-11-05T22:00")
    clock = clock_of(one, "Asia/Dubai")
    assert clock is not None
    assert (clock.day, clock.today) == (date(2018, 11, 6), date(2018, 11, 5))


def test_today_in_the_small_hours_is_the_day_that_has_gone() -> None:
    clock = clock_of(article("one", BRIDGE, published="2018-11-06T01:00"), "UTC")
    said = "أغلق الجسر اليوم بعد أن ظهرت شقوق فيه يوم الأحد."
    assert [one.value for one in dates_in(said, clock, "ar")] == ["2018-11-05", "2018-11-04"]


def test_what_is_counted_from_another_day_is_no_date() -> None:
    clock = clock_of(article("one", BRIDGE, published="2018-11-06T12:00"), "UTC")
    assert dates_in("شقوق في الجسر قبل يومين على افتتاحه", clock, "ar") == []
    assert [one.value for one in dates_in("ظهرت شقوق قبل يومين", clock, "ar")] == ["2018-11-04"]


def test_an_early_report_that_names_no_day_tells_of_the_day_before() -> None:
    early = article_mentions(article("one", BRIDGE, published="2018-11-06T06:30"))
    noon = article_mentions(article("one", BRIDGE, published="2018-11-06T12:30"))
    assert (early.own_day, early.own_surface) == ("2018-11-05", "")
    assert noon.own_day == "2018-11-06"


def test_a_sentence_that_looks_back_gives_no_report_its_day() -> None:
    body = f"{BRIDGE}\nوكانت السلطات قد حذرت السائقين يوم الاثنين من عبور الجسر القديم."
    assert article_mentions(article("one", body, published="2018-11-07T12:00")).own_day == (
        "2018-11-07"
    )
