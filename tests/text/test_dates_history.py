"""Days that history calls by their day and month alone, and days whose year stands elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from service.text.dates import find_dates
from service.text.dates.named_days import is_named_day

REFERENCE = date(2018, 5, 3)


def values(text: str, language: str, reference: date | None = REFERENCE) -> list[str | None]:
    return [one.value for one in find_dates(text, reference=reference, language=language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("تورط في هجمات 11 من سبتمبر", "ar"),
        ("تورط في هجمات 11 أيلول/سبتمبر", "ar"),
        ("بعد هجمات الحادي عشر من سبتمبر/أيلول", "ar"),
        ("مجند سابق في حرب السادس من أكتوبر", "ar"),
        ("من رموز ثورة 25 يناير", "ar"),
        ("ضحايا أحداث 16 ماي بالدار البيضاء", "ar"),
        ("une enquête sur les attentats du 11 septembre", "fr"),
        ("l'Amérique d'après le 11-Septembre", "fr"),
        ("les rescapés des attentats du 13 novembre", "fr"),
        ("les acquis de la révolution du 14 janvier", "fr"),
        ("the trial of the September 11 attacks", "en"),
        ("since the attacks of September 11", "en"),
        ("las víctimas de los atentados del 11 de marzo", "es"),
        ("el mundo después del 11-S", "es"),
    ],
)
def test_a_day_of_history_is_no_date_of_this_year(text: str, language: str) -> None:
    assert values(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("تورط في هجمات 11 سبتمبر 2001", "ar", "2001-09-11"),
        ("les attentats du 11 septembre 2001", "fr", "2001-09-11"),
        ("عقد اجتماع في 11 من سبتمبر", "ar", "2017-09-11"),
        ("une réunion tenue le 11 septembre", "fr", "2017-09-11"),
        ("حزب العدالة من مارس 2018", "ar", "2018-03"),
    ],
)
def test_a_year_or_another_head_makes_it_a_date(text: str, language: str, value: str) -> None:
    assert values(text, language) == [value]


def test_an_attack_that_is_news_is_dated() -> None:
    text = "une semaine après les attentats du 13 novembre"
    assert values(text, "fr", date(2015, 11, 20)) == ["2015-11-13"]
    assert not is_named_day(11, 13, date(2015, 11, 20))
    assert is_named_day(11, 13, date(2018, 11, 13))
    assert not is_named_day(11, 12, date(2018, 11, 13))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("دمرت المنشأة في 6 سبتمبر 2007، وانتهت المهمة فجر السادس من سبتمبر.",
         ["2007-09-06", "2007-09-06"]),
        ("أغارت الطائرات ليل الخامس إلى السادس من سبتمبر 2007، وأقلعت مساء الخامس من سبتمبر.",
         ["2007-09-05/2007-09-06", "2007-09-05"]),
        # this year's own news, and what is still to come
        ("وقع الاتفاق في 20 أبريل 2012، والتقى الوزيران مجددا في 20 أبريل.",
         ["2012-04-20", "2018-04-20"]),
        ("تأسست اللجنة في 6 سبتمبر 2007، وستجتمع في 6 سبتمبر.", ["2007-09-06", "2018-09-06"]),
        ("نال لقب 2012 بعد فوزه في النهائي يوم 2 دجنبر من السنة ذاتها.", ["2012-12-02"]),
    ],
)  # fmt: skip
def test_a_day_takes_the_year_that_the_text_gives_it(text: str, found: list[str]) -> None:
    assert values(text, "ar") == found


def test_a_hijri_day_is_the_one_that_the_text_announces() -> None:
    text = (
        "أعلنت الوزارة أن فاتح رمضان 1441 هجرية سيكون هو بعد غد السبت، الموافق لـ25 أبريل 2020."
        " وتقرر حظر التنقل الليلي ابتداء من فاتح رمضان."
    )
    found = find_dates(text, reference=date(2020, 4, 23), language="ar")
    days = [one for one in found if one.calendar == "hijri"]
    assert [one.value for one in days] == ["2020-04-25", "2020-04-25"]
    assert all(one.alternatives == ("2020-04-24",) for one in days)
