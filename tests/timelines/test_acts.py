from __future__ import annotations

import pytest

from service.timelines.acts import sense, told_verb


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("السلطات تغلق جسر الوادي الكبير", "ar", "act"),
        ("مقتل سائق في انهيار جسر الوادي", "ar", "act"),
        ("وزير النقل يهدد بإغلاق الجسر", "ar", "plan"),
        ("البلدية ستفتح الجسر في الصيف", "ar", "plan"),
        ("سيارة تسقط من جسر الوادي الكبير", "ar", "act"),
        ("الوزير يحذر من عبور الجسر القديم", "ar", "say"),
        ("وزير النقل: جسر الوادي الكبير آمن", "ar", "say"),
        ("الوزيران يبحثان مستقبل الجسر", "ar", ""),
        ("الوزير يلتقي منتخبي المدينتين", "ar", "talk"),
        ("كيف أغلق جسر الوادي الكبير؟", "ar", "ask"),
        ("جسر الوادي الكبير بين المدينتين", "ar", ""),
        ("Minister signs the bridge contract", "en", "act"),
        ("Minister warns drivers off the bridge", "en", "say"),
        ("Le ministre inaugure le pont", "fr", "act"),
        ("Pourquoi le pont est vide", "fr", "ask"),
        ("El ministro amenaza con el cierre del puente", "es", "plan"),
    ],
)
def test_the_first_telling_word_gives_the_sense(text: str, language: str, told: str) -> None:
    assert sense(text, language) == told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("السلطات تغلق جسر الوادي الكبير", "أغلقت البلدية الجسر", True),
        ("السلطات تغلق جسر الوادي الكبير", "فتحت البلدية الجسر", False),
        ("أعلن الوزير أنه أقال المدير", "الوزير يقيل المدير", True),
        ("توفيت رئيسة البلدية", "توفي مدير الجسر", True),
        ("الوزير يعترف بهدم الجسر", "اعترف الوزير بغارة على الجسر", True),
    ],
)
def test_forms_of_a_verb_are_one_verb(one: str, other: str, *, same: bool) -> None:
    assert (told_verb(one) == told_verb(other)) is same


def test_a_name_that_looks_like_the_future_is_no_plan() -> None:
    assert sense("الوزير جيف سيشنز يقيل نائب المدير") == "act"
    assert told_verb("جسر الوادي الكبير بين المدينتين") == ""
