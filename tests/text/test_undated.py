from __future__ import annotations

import pytest

from service.text.undated import is_blurred, is_feature, tells_news


@pytest.mark.parametrize(
    "text",
    [
        "أغلقت السلطات جسر الوادي الكبير أمام الشاحنات.",
        "قال وزير التجهيز إن الجسر يعد من أقدم جسور البلاد.",
        "وزير التجهيز يعلن إغلاق الجسر أمام الشاحنات.",
        "توصلت الحكومة إلى اتفاق مع عمال الجسر.",
        "سيدة تقاضي البلدية بعد سقوطها من الجسر.",
        "أوقفت الشرطة المهندس الذي حذر مؤخرا من شقوق الجسر.",
        "The government closed the bridge to lorries.",
        "Le gouvernement a fermé le pont aux camions.",
        "El gobierno cerró el puente a los camiones.",
    ],
)
def test_what_happened_is_news(text: str) -> None:
    assert tells_news(text)


@pytest.mark.parametrize(
    "text",
    [
        "يعتبر جسر الوادي الكبير من أقدم جسور البلاد.",
        "وتواجه البلدية أزمة بسبب الجسر.",
        "البلدية تعتزم إغلاق الجسر أمام الشاحنات.",
        "ستفتتح البلدية الجسر أمام الشاحنات.",
        "أظهرت دراسة أن الجسر يتحمل ألف شاحنة.",
        "باحثون في الجامعة يكتشفون شقوقا في الجسر.",
        "أظهر مقطع فيديو شاحنة تعبر الجسر المغلق.",
        "هناك ألف شاحنة تعبر الجسر.",
        "لطالما عبرت الشاحنات هذا الجسر.",
        "أغلقت البلدية مؤخرا الجسر أمام الشاحنات.",
        "كيف بني هذا الجسر قبل مئة سنة؟",
        "The bridge is one of the oldest in the country.",
        "Le pont reste fermé aux camions.",
        "El puente sigue siendo el más viejo del país.",
        "Researchers found cracks in old bridges.",
        "شركة الجسور قد تواجه غرامة عن كل عمود ناقص.",
    ],
)
def test_how_things_stand_is_none(text: str) -> None:
    assert not tells_news(text)


def test_a_time_without_a_day_blurs_the_sentence_it_is_of() -> None:
    assert is_blurred("صور الفنان الأغنية منذ أسبوعين في دبي.")
    assert not is_blurred("أدان الوزير الهجوم الذي وقع الأسبوع الماضي.")
    assert is_blurred("قتل عشرة أشخاص في الوادي خلال اليومين الماضيين.")
    assert is_blurred("وقعت المدينتان اتفاق الجسر هذا الشهر.")


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن المجلس سيكشف هذا الشهر عن خطط الجسر.",
        "أعلنت المدينة ثالث تحذير هذا الشهر.",
        "أغلقت المدينة الجسر قبل محادثات هذا الأسبوع.",
        "عدلت اللجنة مواعيد مباريات نهاية الأسبوع الجاري.",
    ],
)
def test_this_week_blurs_neither_what_is_due_nor_what_is_counted(text: str) -> None:
    assert not is_blurred(text)


@pytest.mark.parametrize(
    ("title", "body", "feature"),
    [
        ("كيف بني الجسر", "", True),
        ("هل يصمد الجسر؟", "", True),
        ("5 نصائح لعبور الجسر", "", True),
        ("Five ways to cross", "", False),
        ("5 ways to cross the bridge", "", True),
        ("WHO warns of the bridge", "", False),
        ("Who is the engineer of the bridge", "", True),
        ("الاتحاد الجديد", "نص المقال.\nجميع المقالات المنشورة تمثل رأي كتابها فقط.", True),
        ("إغلاق الجسر", "أغلقت السلطات الجسر.", False),
    ],
)
def test_a_feature_is_known_by_its_headline_or_its_end(
    title: str, body: str, *, feature: bool
) -> None:
    assert is_feature(title, body) is feature
