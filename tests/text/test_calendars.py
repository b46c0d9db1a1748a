"""The Hijri calendar against known days, within the published tables and outside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.calendars import (
    ARABIC_TRADITIONS,
    GREGORIAN,
    HIJRI,
    hijri_day,
    hijri_month,
    hijri_year_of,
    shifted_month,
)


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1439, 9, 1), (2018, 5, 16)),
        ((1440, 1, 1), (2018, 9, 11)),
        ((1436, 12, 10), (2015, 9, 23)),
        ((1443, 1, 1), (2021, 8, 9)),
    ],
)
def test_known_days(hijri: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    assert hijri_day(*hijri) == date(*gregorian)


def test_a_thirtieth_of_a_short_month_is_the_next_day() -> None:
    bounds = hijri_month(1439, 9)
    assert bounds is not None
    assert hijri_day(1439, 9, 30) == bounds[0] + timedelta(days=29)
    assert hijri_day(1439, 13, 1) is None
    assert hijri_day(1439, 9, 31) is None


def test_months_follow_each_other_without_a_gap() -> None:
    for year in (1, 500, 1200, 1400, 1439, 1600):
        for month in range(1, 12):
            this, after = hijri_month(year, month), hijri_month(year, month + 1)
            assert this is not None
            assert after is not None
            assert this[1] + timedelta(days=1) == after[0]
            assert 28 <= (this[1] - this[0]).days <= 29


@given(st.dates(date(700, 1, 1), date(2500, 1, 1)))
def test_every_day_lies_in_its_hijri_month(day: date) -> None:
    bounds = hijri_month(*hijri_year_of(day))
    assert bounds is not None
    # where the arithmetic calendar meets the published one, a day may fall between the two
    assert bounds[0] - timedelta(days=2) <= day <= bounds[1] + timedelta(days=2)


def test_every_tradition_has_twelve_months() -> None:
    assert all(len(rows) == 12 for rows in [*GREGORIAN.values(), HIJRI])
    assert len(ARABIC_TRADITIONS) == 5


def test_shifted_month() -> None:
    assert shifted_month(2018, 1, -1) == (2017, 12)
    assert shifted_month(2018, 12, 1) == (2019, 1)
    assert shifted_month(2018, 7, -19) == (2016, 12)
