from __future__ import annotations

import pytest

from service.timelines.wording import is_birth, is_label, kind_of, leans, soundness

WHOLE = "وقع المغرب وإسبانيا اليوم اتفاقا جديدا لتنظيم الصيد في المياه المشتركة بين البلدين."


@pytest.mark.parametrize(
    "text",
    [
        "وأضاف المصدر ذاته أن الأشغال ستنتهي في الصيف.",
        "وتابع البلاغ أن اللجنة ستجتمع مرة أخرى.",
        "وأوضح أن الميناء سيغلق ليومين.",
        "كما شدد الوزير على أهمية الموعد.",
        "وفي هذا السياق دعت النقابة إلى الحوار.",
        "Il a ajouté que les travaux prendraient fin en été.",
        "They said that the work would end in summer.",
    ],
)
def test_sentences_that_need_the_one_before(text: str) -> None:
    assert leans(text)
    assert soundness(text) < 0.5 * soundness(WHOLE)


@pytest.mark.parametrize(
    "text",
    [WHOLE, "وعقد وزراء النقل في المدينتين اجتماعا بالرباط.", "The minister opened the bridge."],
)
def test_sentences_that_stand_alone(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    "text",
    ["اقرأ أيضا: افتتاح الجسر الجديد في المدينة القديمة", "Lire aussi : le pont est ouvert à tous"],
)
def test_the_sites_own_words_are_never_shown(text: str) -> None:
    assert soundness(text) == 0.0


def test_kinds() -> None:
    assert kind_of(WHOLE) == "event"
    assert kind_of("قال الوزير إن الجسر آمن") == "statement"
    assert kind_of("رحبت الحكومة بالاتفاق الجديد") == "reaction"


def test_births_and_labels() -> None:
    assert is_birth("وهو من مواليد مدينة فاس في ")
    assert not is_birth("انعقد اللقاء في ")
    assert is_label("حملة التعهد ل", "سنة 2021", "year")
    assert is_label("كأس العالم ", "2018", "year")
    assert not is_label("انضمت إليه في عام ", "2020", "year")
    assert not is_label("انعقد في ", "12 مارس 2018", "day")
