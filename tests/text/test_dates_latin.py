"""French, English and Spanish dates."""

from __future__ import annotations

from datetime import date

import pytest

from service.text.calendars import GREGORIAN, names
from service.text.dates import find_dates

REFERENCE = date(2018, 7, 14)
YEARED = {"fr": "le 9 {} 2016", "en": "9 {} 2016", "es": "9 de {} de 2016"}


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_month(language: str) -> None:
    for name, number in names(GREGORIAN[language]):
        text = YEARED[language].format(name)
        found = find_dates(text, reference=None, language=language)
        assert [one.value for one in found] == [f"2016-{number:02}-09"], name


@pytest.mark.parametrize(
    ("language", "text", "surface", "value"),
    [
        ("fr", "il sera reçu le jeudi 12 juillet 2018 à Rabat", "le jeudi 12 juillet 2018",
         "2018-07-12"),
        ("fr", "du vendredi 9 août au dimanche 25 août 2019",
         "vendredi 9 août au dimanche 25 août 2019", "2019-08-09/2019-08-25"),
        ("fr", "les ministres reçus hier, vendredi, au palais", "hier, vendredi", "2018-07-13"),
        ("fr", "le site lancé la semaine dernière", "la semaine dernière", "2018-W27"),
        ("fr", "il a été vu il y a trois ans", "il y a trois ans", "2015"),
        ("fr", "de 2002 à 2011 il vivait ici", "2002 à 2011", "2002/2011"),
        ("fr", "une pièce des années 60", "années 60", "196"),
        ("fr", "au premier trimestre 2017", "premier trimestre 2017", "2017-Q1"),
        ("fr", "dans la nuit de jeudi à vendredi", "la nuit de jeudi à vendredi",
         "2018-07-12/2018-07-13"),
        ("fr", "depuis début mai la ville attend", "début mai", "2018-05"),
        ("fr", "dimanche 28 octobre 2018 à 3h du matin", "dimanche 28 octobre 2018 à 3h du matin",
         "2018-10-28T03:00"),
        ("en", "they met on July 12, 2018 in Brussels", "July 12, 2018", "2018-07-12"),
        ("en", "it was said two weeks ago", "two weeks ago", "2018-W26"),
        ("en", "he left last May", "last May", "2018-05"),
        ("en", "they were here yesterday", "yesterday", "2018-07-13"),
        ("en", "music of the 1990s was loud", "the 1990s", "199"),
        ("es", "ocurrió el 5 de mayo de 2017 en Ceuta", "el 5 de mayo de 2017", "2017-05-05"),
        ("es", "ocurrió hace dos años", "hace dos años", "2016"),
        ("es", "llegó ayer a Melilla", "ayer", "2018-07-13"),
    ],
)  # fmt: skip
def test_forms(language: str, text: str, surface: str, value: str) -> None:
    found = find_dates(text, reference=REFERENCE, language=language)
    assert [(one.surface, one.value) for one in found] == [(surface, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it may rain and they march on"),
        ("fr", "il a plus de 2000 euros en poche"),
        ("fr", "la mer et le jeu de sept familles"),
        ("es", "la mañana era fría"),
    ],
)
def test_look_alikes(language: str, text: str) -> None:
    assert find_dates(text, reference=REFERENCE, language=language) == []


def test_the_language_is_found_out() -> None:
    text = "Le ministre a annoncé dans un communiqué que la réunion se tiendra le 3 mai 2018."
    assert [one.value for one in find_dates(text, reference=None)] == ["2018-05-03"]
    assert find_dates("Das war am 3. Mai", reference=None, language="de") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le groupe n'a pas réagi à ce jour"),
        ("fr", "le bilan le plus lourd jusqu'à ce jour"),
        ("en", "nobody knows to this day"),
        ("es", "no ha respondido hasta este día"),
    ],
)
def test_so_far_is_no_day(language: str, text: str) -> None:
    assert find_dates(text, reference=REFERENCE, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        # what was done on a day of tomorrow's name was done last week
        ("en", "The firm signed the deal on Sunday.", "2018-07-08"),
        ("en", "The two ministers met in Rome on Sunday.", "2018-07-08"),
        ("fr", "La société a signé l'accord dimanche.", "2018-07-08"),
        ("es", "La empresa firmó el acuerdo el domingo.", "2018-07-08"),
        ("es", "Los ministros firmaron el acuerdo el domingo.", "2018-07-08"),
        # but not what is only spoken of
        ("en", "Officials announced talks on Sunday.", "2018-07-15"),
        ("en", "They agreed to meet on Tuesday.", "2018-07-17"),
        ("en", "The treaty is to be signed on Tuesday.", "2018-07-17"),
        ("en", "The storm may reach the coast by Tuesday.", "2018-07-17"),
        ("fr", "Le navire arrive d'ici mardi.", "2018-07-17"),
        ("fr", "Le ministre se rend à Rome dimanche.", "2018-07-15"),
        ("es", "El ministro viaja a Roma el domingo.", "2018-07-15"),
    ],
)
def test_a_bare_weekday_by_its_verb(language: str, text: str, value: str) -> None:
    assert [one.value for one in find_dates(text, reference=REFERENCE, language=language)] == [
        value
    ]
