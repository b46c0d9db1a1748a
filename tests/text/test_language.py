"""Which language a text is in."""

from __future__ import annotations

import pytest

from service.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أعلن المجلس عن موعد الدورة المقبلة", "ar"),
        ("واش كاين شي جديد اليوم ف الدار البيضا", "ar"),
        ("وزير الخارجية التقى نظيره في باريس (Paris)", "ar"),
        ("ڤيديو: گاريدو في الرباط مع فريقه الجديد بعد توقيع العقد لموسمين", "ar"),
        ("رئیس جمهور گفت که این گزارش پس از بررسی چند پرونده منتشر می‌شود", "fa"),
        ("Le conseil a annoncé la date de la prochaine session dans un communiqué", "fr"),
        ("The council has announced the date of the next session in a statement", "en"),
        ("El consejo ha anunciado la fecha de la próxima sesión en un comunicado", "es"),
        ("ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ", "zgh"),
        ("Президент объявил о новых выборах в парламент", "ru"),
        ("2018 - 12:30", "und"),
        ("", "und"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language
