from __future__ import annotations

import pytest

from service.records import Grain
from service.timelines.wording import (
    is_birth,
    is_label,
    is_length,
    is_title_of_programme,
    kind_of,
    leans,
    soundness,
    told_kind,
)

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


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("رئيس الجهة يقول إن الجسر آمن", "ar", "statement"),
        ("رئيس الجهة يرفض إغلاق الجسر", "ar", "reaction"),
        ("رئيس الجهة يغلق الجسر القديم", "ar", "event"),
        ("ذكرت وكالة الأنباء أن الجسر أغلق", "ar", "event"),
        ("المدينة: جسر قديم بلا حراسة", "ar", "event"),
        ("Le ministre condamne la fermeture du pont", "fr", "reaction"),
        ("The minister warns drivers off the bridge", "en", "statement"),
    ],
)
def test_kinds_where_a_name_comes_first(text: str, language: str, kind: str) -> None:
    assert told_kind(text, language) == kind


def test_births_and_labels() -> None:
    assert is_birth("وهو من مواليد مدينة فاس في ")
    assert is_birth("الذي ولد في ")
    assert not is_birth("قدم السفير محمد ولد سيدي، ")
    assert not is_birth("انعقد اللقاء في ")
    assert is_label("حملة التعهد ل", "سنة 2021", "year")
    assert is_label("كأس العالم ", "2018", "year")
    assert is_label("أولويات الإنفاق للسنة المالية التي بدأت في ", "الأول من أكتوبر", "day")
    assert is_label("بين روسيا وحملته للانتخابات الرئاسية في ", "عام 2016", "year")
    assert is_label("ألغام زرعت إبان حرب ", "عام 1967", "year")
    assert not is_label("انضمت إليه في عام ", "2020", "year")
    assert not is_label("فاز في الانتخابات التي جرت ", "عام 2016", "year")
    assert not is_label("انعقد في ", "12 مارس 2018", "day")


@pytest.mark.parametrize(
    ("surface", "kind", "grain", "length"),
    [
        ("منذ 28 عاما", "relative", "year", True),
        ("قبل عشرة أشهر", "relative", "month", True),
        ("il y a 28 ans", "relative", "year", True),
        ("10 months ago", "relative", "month", True),
        ("العام الماضي", "relative", "year", False),
        ("منذ سنة 2009", "absolute", "year", False),
        ("قبل يومين", "relative", "day", False),
    ],
)
def test_a_length_of_time_is_no_date(
    surface: str, kind: str, grain: Grain, *, length: bool
) -> None:
    assert is_length(surface, kind, grain) is length


def test_the_name_of_a_programme_is_no_date() -> None:
    assert is_title_of_programme('وقالت في برنامج "', "اليوم")
    assert is_title_of_programme("في مقابلة مع برنامج العالم ", "هذا المساء")
    assert not is_title_of_programme('في مقابلة مع برنامج "العالم"، ', "الاثنين")
    assert not is_title_of_programme("أغلق الجسر ", "اليوم")


@pytest.mark.parametrize(
    "text",
    [
        "وعرض محاميها مكافأة لمن يدلي بمعلومات عن سبب إغلاق الجسر القديم في المدينة.",
        "وغداة الإعلان عن هذا الاتفاق أعلنت البلدية سحب الشاحنات من الجسر القديم بين المدينتين.",
        "وعزت الشركة، في بلاغ صدر أمس، إغلاق الجسر القديم إلى شقوق ظهرت في أعمدته.",
        "وظهر الجاني في أحد شوارع المدينة القديمة قرب الجسر الكبير قبل أن توقفه الشرطة.",
        "وأكد الرئيس أن الجسر القديم بين المدينتين سيفتح أمام الشاحنات بعد إصلاح أعمدته.",
    ],
)
def test_a_sentence_that_points_back_is_less_sound(text: str) -> None:
    assert soundness(text) < soundness(WHOLE)


@pytest.mark.parametrize(
    "text",
    [
        "وعزت الشركة الوطنية للطرق في بلاغ إغلاق الجسر القديم إلى شقوق ظهرت في أعمدته.",
        "فاز القاضي بدر العمراني برئاسة مجلس الجسر القديم بين المدينتين بعد جولتين من التصويت.",
    ],
)
def test_an_actor_that_is_named_points_nowhere(text: str) -> None:
    assert soundness(text) == soundness(WHOLE)


def test_this_year_points_nowhere() -> None:
    assert soundness(f"في بداية هذا العام {WHOLE}") == soundness(WHOLE)
