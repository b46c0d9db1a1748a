"""Visible publication lines."""

from __future__ import annotations

from datetime import datetime

import pytest

from service.text.dates import read_stamp


@pytest.mark.parametrize(
    ("line", "instant", "precision"),
    [
        ("كشـ24 نشر في: 31 مارس 2021", (2021, 3, 31), "day"),
        ("نشر في الاتحاد الاشتراكي يوم 14 - 07 - 2018", (2018, 7, 14), "day"),
        ("الخميس 12 يوليوز 2018 - 10:45", (2018, 7, 12, 10, 45), "minute"),
        ("نشر يوم 12 جويلية 2018 على الساعة 10:45", (2018, 7, 12, 10, 45), "minute"),
        ("12 تموز/يوليو 2018 الساعة 10:45 مساء", (2018, 7, 12, 22, 45), "minute"),
        ("آخر تحديث: 10:45 - 12 غشت 2018", (2018, 8, 12, 10, 45), "minute"),
        ("١٢ يوليو ٢٠١٨", (2018, 7, 12), "day"),
        ("نشرت بتاريخ 2018/07/12", (2018, 7, 12), "day"),
        ("8 كانون الأول 2017", (2017, 12, 8), "day"),
        ("Publié le 12 juillet 2018 à 18h30", (2018, 7, 12, 18, 30), "minute"),
        ("Mis à jour le 12/07/2018 à 10:45", (2018, 7, 12, 10, 45), "minute"),
        ("Publié : 12 juil. 2018", (2018, 7, 12), "day"),
        ("Published: Jul 12, 2018 10:45 AM", (2018, 7, 12, 10, 45), "minute"),
        ("July 12th, 2018", (2018, 7, 12), "day"),
        ("Publicado el 12 de julio de 2018, 18:30", (2018, 7, 12, 18, 30), "minute"),
    ],
)
def test_lines_that_date_a_page(line: str, instant: tuple[int, ...], precision: str) -> None:
    wall = datetime(*instant)  # type: ignore[arg-type]  # noqa: DTZ001 - a wall clock
    assert read_stamp(line) == (wall, precision)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "سياسة",
        "أمس الثلاثاء",
        "31 مارس",
        "مارس 2021",
        "30 فبراير 2021",
        "il y a 3 heures",
        "12:30",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert read_stamp(line) is None


def test_languages_are_tried_in_the_order_given() -> None:
    assert read_stamp("12 juillet 2018", languages=("ar", "en")) is None
    assert read_stamp("12 juillet 2018", languages=("fr",)) is not None
