from __future__ import annotations

import pytest

from service.text.dates.writing import weekday_of_writing

MON, TUE, WED, SAT = 0, 1, 2, 5


@pytest.mark.parametrize(
    ("text", "language", "weekday"),
    [
        ("اجتمعوا أول أمس الخميس ببروكسل", "ar", SAT),
        ("أعلنت الوزارة، أمس الثلاثاء، عن القرار", "ar", WED),
        ("تنطلق غدا الأربعاء الحملة", "ar", TUE),
        ("Il a été reçu hier, dimanche", "fr", MON),
        ("أعلنت الوزارة الثلاثاء عن القرار", "ar", None),
        ("أمس الثلاثاء قال، وغدا الثلاثاء يعود", "ar", None),
    ],
)
def test_the_weekday_that_the_words_agree_on(text: str, language: str, weekday: int | None) -> None:
    assert weekday_of_writing(text, language) == weekday
