from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import dates
from dashboards.phrases import LANGUAGES, phrases
from service.records import Published


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [
        ("ar", "2018-07-12", "12 يوليوز 2018"),
        ("ar", "2018-06", "يونيو 2018"),
        ("ar", "2018", "2018"),
        ("ar", "199", "عقد 1990"),
        ("ar", "2018-Q1", "الربع الأول من 2018"),
        ("ar", "2018-W08", "أسبوع 19 فبراير 2018"),
        ("ar", "2018-07-12T18:30", "12 يوليوز 2018، 18:30"),
        ("ar", "2018-06/2018-08", "من يونيو 2018 إلى غشت 2018"),
        ("fr", "2021-03-01", "1er mars 2021"),
        ("fr", "2018-W08", "semaine du 19 février 2018"),
        ("fr", "2018-06/2018-08", "de juin 2018 à août 2018"),
        ("fr", "2018-06-01/2018-08-02", "du 1er juin 2018 au 2 août 2018"),
        ("en", "2018-Q4", "4th quarter of 2018"),
        ("es", "2018-07-12", "12 de julio de 2018"),
        ("es", "2018-06", "junio de 2018"),
        ("es", "199", "década de 1990"),
        ("es", "2018-Q1", "1.er trimestre de 2018"),
        ("es", "2018-W08", "semana del 19 de febrero de 2018"),
        ("es", "2018-06/2018-08", "de junio de 2018 a agosto de 2018"),
    ],
)
def test_every_kind_of_value_in_words(code: str, value: str, told: str) -> None:
    assert dates.value(phrases(code), value) == told


@pytest.mark.parametrize(
    ("code", "first", "last", "told"),
    [
        ("ar", "2018-07-09", "2018-07-12", "من 9 إلى 12 يوليوز 2018"),
        ("ar", "2018-06-30", "2018-07-12", "من 30 يونيو إلى 12 يوليوز 2018"),
        ("ar", "2014-09-11", "2021-03-30", "من 11 شتنبر 2014 إلى 30 مارس 2021"),
        ("ar", "2018-07-12", "2018-07-12", "12 يوليوز 2018"),
        ("fr", "2018-07-01", "2018-07-12", "du 1er au 12 juillet 2018"),
        ("es", "2018-07-09", "2018-07-12", "del 9 al 12 de julio de 2018"),
        ("es", "2018-06-30", "2018-07-12", "del 30 de junio al 12 de julio de 2018"),
    ],
)
def test_a_span_says_what_is_shared_once(code: str, first: str, last: str, told: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert dates.span(phrases(code), *days) == told


def test_a_span_may_lack_an_end() -> None:
    say = phrases("ar")
    assert dates.span(say, None, None) == "تاريخ غير معروف"
    assert dates.span(say, date(2018, 7, 12), None) == "12 يوليوز 2018"


def test_a_publication_is_told_as_exactly_as_it_is_known() -> None:
    at = datetime(2018, 7, 12, 9, 5, tzinfo=UTC)
    say = phrases("ar")
    minute = Published(at=at, precision="minute", source="meta")
    day = Published(at=at, precision="day", source="page")
    assert dates.published(say, minute) == "12 يوليوز 2018، 09:05 بالتوقيت العالمي"
    assert dates.published(say, day) == "12 يوليوز 2018"
    assert dates.published(say, None) == "تاريخ غير معروف"


@given(
    st.dates(date(1000, 1, 1), date(9999, 12, 1)), st.integers(0, 4000), st.sampled_from(LANGUAGES)
)
def test_every_day_and_span_has_words(first: date, length: int, code: str) -> None:
    say = phrases(code)
    last = min(first, date(9980, 1, 1)) + timedelta(days=length)
    assert str(first.year) in dates.day(say, first)
    assert str(last.year) in dates.span(say, min(first, last), last)
