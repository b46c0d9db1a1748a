"""Every month and weekday that CLDR knows in fifteen Arabic locales, French, English, Spanish."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from service.text.dates import find_dates

LOCALES = [
    "ar", "ar_AE", "ar_DZ", "ar_EG", "ar_EH", "ar_IQ", "ar_JO", "ar_LB", "ar_LY", "ar_MA", "ar_MR",
    "ar_PS", "ar_SA", "ar_SY", "ar_TN", "fr", "en", "es",
]  # fmt: skip
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")
MONDAY = date(2018, 7, 9)
# What stands for "this", "next" and "last" day, week, month and year: CLDR's field names,
# which Babel does not carry.
RELATIVE = {
    "ar": {
        "أمس": "2018-07-08", "اليوم": "2018-07-09", "غدًا": "2018-07-10", "أول أمس": "2018-07-07",
        "بعد الغد": "2018-07-11", "الأسبوع الماضي": "2018-W27", "هذا الأسبوع": "2018-W28",
        "الأسبوع القادم": "2018-W29", "الشهر الماضي": "2018-06", "هذا الشهر": "2018-07",
        "الشهر القادم": "2018-08", "السنة الماضية": "2017", "السنة الحالية": "2018",
        "السنة القادمة": "2019",
    },
    "fr": {
        "hier": "2018-07-08", "aujourd’hui": "2018-07-09", "demain": "2018-07-10",
        "avant-hier": "2018-07-07", "après-demain": "2018-07-11",
        "la semaine dernière": "2018-W27", "cette semaine": "2018-W28",
        "la semaine prochaine": "2018-W29", "le mois dernier": "2018-06", "ce mois-ci": "2018-07",
        "le mois prochain": "2018-08", "l’année dernière": "2017", "cette année": "2018",
        "l’année prochaine": "2019",
    },
    "en": {
        "yesterday": "2018-07-08", "today": "2018-07-09", "tomorrow": "2018-07-10",
        "last week": "2018-W27", "this week": "2018-W28", "next week": "2018-W29",
        "last month": "2018-06", "this month": "2018-07", "next month": "2018-08",
        "last year": "2017", "this year": "2018", "next year": "2019",
    },
    "es": {
        "ayer": "2018-07-08", "hoy": "2018-07-09", "mañana": "2018-07-10",
        "anteayer": "2018-07-07", "pasado mañana": "2018-07-11", "la semana pasada": "2018-W27",
        "esta semana": "2018-W28", "la próxima semana": "2018-W29", "el mes pasado": "2018-06",
        "este mes": "2018-07", "el próximo mes": "2018-08", "el año pasado": "2017",
        "este año": "2018", "el próximo año": "2019",
    },
}  # fmt: skip


def values(text: str, locale: str) -> list[str | None]:
    language = locale.partition("_")[0]
    return [one.value for one in find_dates(text, reference=MONDAY, language=language)]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_months(locale: str, context: str, width: str) -> None:
    names = Locale.parse(locale).months[context][width]
    assert len(names) == 12
    joint = " de " if locale == "es" else " "
    for number, name in names.items():
        text = f"9{joint}{name}{joint}2016"
        assert values(text, locale) == [f"2016-{number:02}-09"], text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", WIDTHS)
def test_weekdays_beside_their_date(locale: str, width: str) -> None:
    names = Locale.parse(locale).days["format"][width]
    assert len(names) == 7
    month = {"fr": "juillet", "en": "July", "es": "de julio"}.get(locale, "يوليو")
    for number, name in names.items():
        text = f"{name} {9 + number} {month} 2018"
        assert values(text, locale) == [f"2018-07-{9 + number:02}"], text


@pytest.mark.parametrize("locale", [one for one in LOCALES if one not in {"fr", "en"}])
def test_weekdays_alone(locale: str) -> None:
    for number, name in Locale.parse(locale).days["format"]["wide"].items():
        expected = MONDAY if number == 0 else date(2018, 7, 2 + number)
        assert values(name, locale) == [expected.isoformat()], name


@pytest.mark.parametrize(
    ("language", "name", "value"),
    [(one, name, value) for one, names in RELATIVE.items() for name, value in names.items()],
)
def test_relative_names(language: str, name: str, value: str) -> None:
    assert values(name, language) == [value]
