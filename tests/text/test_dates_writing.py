from __future__ import annotations

import pytest

from service.text.dates.writing import writing_of

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
    assert writing_of(text, language).weekday == weekday


@pytest.mark.parametrize(
    ("text", "language", "month", "others"),
    [
        ("الاجتماع المنظم في يونيو الماضي بالصخيرات", "ar", None, {6}),
        ("يعقد يوم 12 أيار/مايو الجاري", "ar", 5, set()),
        ("تجرى في شتنبر المقبل", "ar", None, {9}),
        ("le sommet de juin dernier", "fr", None, {6}),
        ("in June of last year, and on 4 March 2018", "en", None, set()),
        # papers say "the 2nd of June last" within June too
        ("أُعلن في 2 يونيو الماضي", "ar", None, set()),
    ],
)
def test_the_months_in_which_the_words_put_the_writing(
    text: str, language: str, month: int | None, others: set[int]
) -> None:
    found = writing_of(text, language)
    assert (found.month, set(found.other_months)) == (month, others)
