from __future__ import annotations

from service.records import Article
from service.timelines.propagation import Spread, spread_of
from tests.timelines.test_lanes import an_event, report


def spread(*articles: Article, families: dict[str, str] | None = None) -> Spread:
    (found,) = spread_of([an_event(*articles)], list(articles), families=families or {})
    return found


FIRST = report("one", "2019-03-04T08:00")
SECOND = report("two", "2019-03-04T09:30")
THIRD = report("three", "2019-03-04T12:00")


def test_owners_follow_one_another_with_their_lags() -> None:
    told = spread(THIRD, SECOND, FIRST).reports
    assert [(one.family, one.follows, one.after_s, one.behind_s) for one in told] == [
        ("one", None, None, None),
        ("two", "one", 5_400, 5_400),
        ("three", "two", 9_000, 14_400),
    ]


def test_a_house_counts_once_by_its_first_report() -> None:
    told = spread(FIRST, SECOND, THIRD, families={"one": "house", "three": "house"}).reports
    assert [one.family for one in told] == ["house", "two"]


def test_a_day_without_its_hour_gives_no_lag_within_the_day() -> None:
    dayed = report("four", "2019-03-04")
    told = spread(FIRST, SECOND, dayed).reports
    assert [one.family for one in told] == ["four", "one", "two"]
    assert told[1].after_s is None
    assert told[1].follows is None
    later = report("five", "2019-03-06")
    assert spread(FIRST, later).reports[1].behind_s == 40 * 3600


def test_reprints_stand_apart_with_their_original() -> None:
    copy = report("copy", "2019-03-04T08:45", reprint_of="one")
    told = spread(FIRST, copy)
    assert [one.family for one in told.reports] == ["one"]
    assert [(one.outlet, one.source, one.after_s) for one in told.copies] == [
        ("copy", "one", 2_700)
    ]


def test_a_lone_report_does_not_spread() -> None:
    assert spread_of([an_event(FIRST)], [FIRST], families={}) == []
