"""The date reader against the shared data: every locale's names, the marked news, real pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from jobs.evaluations.dates import read_gold, read_passage
from service.evaluation.dates import score
from service.text.dates import find_dates
from tests.text.shared import shared

LOCALES = [
    "ar", "ar-AE", "ar-DZ", "ar-EG", "ar-EH", "ar-IQ", "ar-JO", "ar-LB", "ar-LY", "ar-MA", "ar-MR",
    "ar-PS", "ar-SA", "ar-SY", "ar-TN", "fr", "en", "es",
]  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = date(2018, 7, 9)
# 0 is this day, this week and so on; the rows speak of one step back and one ahead.
RELATIVE = {
    "day": {-2: "2018-07-07", -1: "2018-07-08", 0: "2018-07-09", 1: "2018-07-10", 2: "2018-07-11"},
    "week": {-1: "2018-W27", 0: "2018-W28", 1: "2018-W29"},
    "month": {-1: "2018-06", 0: "2018-07", 1: "2018-08"},
    "year": {-1: "2017", 0: "2018", 1: "2019"},
}


def rows(locale: str, kind: str) -> list[dict[str, str]]:
    table = pl.read_parquet(shared("dev/date_names.parquet"))
    return table.filter((pl.col("locale") == locale) & (pl.col("kind") == kind)).to_dicts()


def value_of(text: str, locale: str, reference: date | None = MONDAY) -> list[str | None]:
    language = locale.partition("-")[0]
    return [one.value for one in find_dates(text, reference=reference, language=language)]


@pytest.mark.parametrize("locale", LOCALES)
def test_month_names(locale: str) -> None:
    found = rows(locale, "months")
    assert found
    for row in found:
        joint = " de " if locale == "es" else " "
        text = f"9{joint}{row['value']}{joint}2016"
        assert value_of(text, locale) == [f"2016-{int(row['key']):02}-09"], row


@pytest.mark.parametrize("locale", LOCALES)
def test_weekday_names(locale: str) -> None:
    found = [row for row in rows(locale, "days") if row["key"] in WEEKDAYS]
    assert found
    for row in found:
        # With its own date beside it, the short form counts too.
        day = 9 + WEEKDAYS.index(row["key"])
        month = {"fr": "juillet", "en": "July", "es": "de julio"}.get(locale, "يوليو")
        assert value_of(f"{row['value']} {day} {month} 2018", locale) == [f"2018-07-{day:02}"], row
        if "wide" in row["form"] and locale != "fr":
            assert value_of(row["value"], locale, date(2018, 7, day)) == [f"2018-07-{day:02}"], row


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", sorted(RELATIVE))
def test_relative_names(locale: str, unit: str) -> None:
    for row in rows(locale, f"dateField:{unit}"):
        key = row["key"]
        if not key.startswith("relative-type-") or "now" in row["value"]:
            continue
        step = int(key.removeprefix("relative-type-"))
        assert value_of(row["value"], locale) == [RELATIVE[unit][step]], row


@pytest.mark.parametrize("locale", ["ar", "ar-MA"])
def test_hijri_names(locale: str) -> None:
    found = rows(locale, "islamic-months")
    assert len(found) == 12
    for row in found:
        (one,) = find_dates(f"3 {row['value']} 1439", reference=None, language="ar")
        assert one.calendar == "hijri"


def test_the_marked_news_keeps_its_floor() -> None:
    gold: Path = shared("dev/timex_news.jsonl")
    passages = [read_passage(one) for one in read_gold(gold)]
    figures = score(passages)
    assert figures["span"]["overlap"]["f1"] >= 0.95
    assert figures["value"]["f1"] >= 0.92
    assert [one.found for one in passages if not one.gold] == [()] * 14


def test_the_real_pages() -> None:
    first = shared("pages/000_9a48095c285c24d6.txt").read_text(encoding="utf-8")
    found = {(one.surface, one.value) for one in find_dates(first, reference=date(2021, 3, 31))}
    assert {
        ("أمس الثلاثاء", "2021-03-30"), ("4 يونيو 2020", "2020-06-04"), ("شتنبر 2014", "2014-09"),
    } <= found  # fmt: skip
    second = shared("pages/004_ffc82df0b3944f2d.txt").read_text(encoding="utf-8")
    wanted = {"أول أمس الخميس": "2018-07-12", "يونيو الماضي": "2018-06"}
    found = {(one.surface, one.value) for one in find_dates(second, reference=date(2018, 7, 14))}
    assert wanted.items() <= found
    found = {(one.surface, one.value) for one in find_dates(second, reference=None)}
    assert {(surface, None) for surface in wanted} <= found
