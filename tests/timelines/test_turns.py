from __future__ import annotations

import pytest

from service.records import Article, TimelineEntry
from service.timelines.build import build_timeline
from tests.timelines.world import article, story

PLANNED = article(
    "planned",
    "أعلن رئيس الجهة، أمس الخميس، أن قمة المدينتين حول جسر الوادي الكبير ستنعقد في الصيف.\n"
    "وستجمع قمة المدينتين حول جسر الوادي الكبير، يوم 12 يونيو 2018، منتخبي الضفتين بالعاصمة.",
    published="2018-05-11T13:00",
    title="قمة المدينتين حول جسر الوادي الكبير في الصيف",
)
CANCELLED = article(
    "cancelled",
    "ألغى رئيس الجهة، اليوم الخميس، قمة المدينتين حول جسر الوادي الكبير بعد خلاف على كلفته.",
    published="2018-05-24T18:00",
    title="إلغاء قمة المدينتين حول جسر الوادي الكبير",
    outlet="kech24",
)
HELD = article(
    "held",
    "انعقدت اليوم الثلاثاء قمة المدينتين حول جسر الوادي الكبير وانتهت بتوقيع اتفاق على إصلاحه.",
    published="2018-06-12T18:00",
    title="قمة المدينتين تنتهي باتفاق على جسر الوادي الكبير",
)


def entries(*articles: Article) -> dict[str, TimelineEntry]:
    return {one.date: one for one in build_timeline(story(articles), (), articles).entries}


def turns(one: TimelineEntry) -> list[tuple[str, str]]:
    return [(each.kind, each.day) for each in one.turns]


def test_planned_cancelled_and_held_after_all() -> None:
    made = entries(PLANNED, CANCELLED, HELD)
    summit = made["2018-06-12"]
    assert turns(summit) == [
        ("planned", "2018-05-10"),
        ("cancelled", "2018-05-24"),
        ("held", "2018-06-12"),
    ]
    assert (summit.status, summit.kind) == ("held", "event")
    assert summit.turns[1].entry == made["2018-05-24"].id
    assert made["2018-05-24"].bears_on == summit.id
    assert summit.turns[1].evidence.article == "cancelled"


@pytest.mark.parametrize(
    "sentence",
    [
        "كان من المفترض أن تنعقد اليوم الثلاثاء قمة المدينتين حول جسر الوادي الكبير بالعاصمة.",
        "تتجه الأنظار اليوم الثلاثاء إلى قمة المدينتين المرتقبة حول جسر الوادي الكبير بالعاصمة.",
        "ستجمع قمة المدينتين حول جسر الوادي الكبير اليوم الثلاثاء منتخبي الضفتين بالعاصمة.",
    ],
)
def test_what_was_or_is_yet_to_be_is_not_held(sentence: str) -> None:
    due = article(
        "due", sentence, published="2018-06-12T09:30", title=sentence[:60], outlet="akhbarona"
    )
    assert entries(PLANNED, due)["2018-06-12"].status == "planned"


def test_the_report_shown_says_that_it_was_held() -> None:
    other = article(
        "another",
        "تحدث رئيس الجهة، اليوم الثلاثاء، في قمة المدينتين حول جسر الوادي الكبير عن كلفته.",
        published="2018-06-12T12:00",
        title="رئيس الجهة عن كلفة جسر الوادي الكبير",
        outlet="akhbarona",
    )
    summit = entries(PLANNED, HELD, other)["2018-06-12"]
    assert summit.turns[-1].kind == "held"
    assert summit.turns[-1].evidence.sentence in summit.texts.values()


def test_who_asks_that_it_be_called_off_calls_nothing_off() -> None:
    asked = article(
        "asked",
        "تناشد جمعيات السكان إلغاء قمة المدينتين حول جسر الوادي الكبير يوم 12 يونيو 2018.",
        published="2018-05-20T12:00",
        title="نداء إلى قمة المدينتين حول جسر الوادي الكبير",
        outlet="akhbarona",
    )
    kinds = [kind for kind, _ in turns(entries(PLANNED, asked)["2018-06-12"])]
    assert "cancelled" not in kinds


def test_a_plan_that_is_off_stays_a_forecast() -> None:
    summit = entries(PLANNED, CANCELLED)["2018-06-12"]
    assert (summit.status, summit.kind) == ("cancelled", "forecast")


def test_a_plan_of_which_nothing_more_is_heard_is_planned() -> None:
    assert entries(PLANNED)["2018-06-12"].status == "planned"


def test_what_was_never_announced_has_no_status() -> None:
    held = entries(HELD)["2018-06-12"]
    assert (held.status, held.turns) == (None, ())


def test_what_is_put_off_says_to_when() -> None:
    moved = article(
        "moved",
        "قرر رئيس الجهة، اليوم الجمعة، تأجيل قمة المدينتين حول جسر الوادي الكبير التي كانت مقررة"
        " يوم 12 يونيو 2018 إلى يوم 3 يوليوز 2018.",
        published="2018-06-01T18:00",
        title="تأجيل قمة المدينتين حول جسر الوادي الكبير",
    )
    made = entries(PLANNED, moved)
    summit = made["2018-06-12"]
    assert summit.status == "moved"
    assert summit.turns[-1].to == "2018-07-03"


@pytest.mark.parametrize(
    "sentence",
    [
        "قال رئيس الجهة، اليوم الخميس، إنه لن يلغي قمة المدينتين حول جسر الوادي الكبير.",
        "هدد رئيس الجهة، اليوم الخميس، بإلغاء قمة المدينتين حول جسر الوادي الكبير.",
        "نفى رئيس الجهة، اليوم الخميس، إلغاء قمة المدينتين حول جسر الوادي الكبير.",
        "ألغى رئيس الجهة، اليوم الخميس، رسوم عبور الشاحنات على جسر الوادي الكبير بين المدينتين.",
    ],
)
def test_what_is_feared_denied_or_of_another_thing_is_no_turn(sentence: str) -> None:
    said = article("said", sentence, published="2018-05-24T18:00", title="رئيس الجهة والجسر")
    assert turns(entries(PLANNED, said)["2018-06-12"]) == [("planned", "2018-05-10")]


def test_french() -> None:
    planned = article(
        "fr1",
        "Le président a annoncé jeudi que le sommet du Grand Oued se tiendra en été.\n"
        "Le sommet du Grand Oued réunira le 12 juin 2018 les élus des deux rives dans la capitale.",
        published="2018-05-11T13:00",
        title="Le sommet du Grand Oued en été",
        language="fr",
    )
    cancelled = article(
        "fr2",
        "Le président annule jeudi le sommet du Grand Oued après un désaccord sur son coût.",
        published="2018-05-24T18:00",
        title="Le président annule le sommet du Grand Oued",
        language="fr",
    )
    assert entries(planned, cancelled)["2018-06-12"].status == "cancelled"


def test_a_notice_without_a_date_is_of_the_nearest_plan_of_its_kind() -> None:
    later = article(
        "later",
        "أعلن رئيس الجهة، أمس الخميس، أن قمة المدينتين حول جسر الوادي الكبير ستعود في الخريف.\n"
        "وستجمع قمة المدينتين حول جسر الوادي الكبير، يوم 9 أكتوبر 2018، وزراء البلدين هناك.",
        published="2018-05-18T13:00",
        title="قمة المدينتين حول جسر الوادي الكبير في الخريف",
        outlet="other",
    )
    made = entries(PLANNED, later, CANCELLED)
    assert made["2018-06-12"].status == "cancelled"
    assert made["2018-10-09"].status == "planned"


def test_what_is_put_off_until_a_match_is_not_the_match() -> None:
    other = article(
        "other",
        "أجل رئيس الجهة، اليوم الخميس، قرار مشاركته حتى قمة المدينتين حول جسر الوادي الكبير.",
        published="2018-05-24T18:00",
        title="رئيس الجهة والجسر الوادي الكبير",
    )
    assert turns(entries(PLANNED, other)["2018-06-12"]) == [("planned", "2018-05-10")]


@pytest.mark.parametrize(
    "sentence",
    [
        "استقبل رئيس الجهة، اليوم الخميس، الوزراء من أجل قمة المدينتين حول جسر الوادي الكبير.",
        "ألغى رئيس الجهة، اليوم الخميس، نتائج قمة المدينتين حول جسر الوادي الكبير السابقة هناك.",
        "قال رئيس الجهة، اليوم الخميس، إنه من المحتمل تأجيل قمة المدينتين حول جسر الوادي الكبير.",
        "تأجلت قمة أخرى حول جسر الوادي الكبير للمدينتين إلى يوم 12 يونيو 2018 وفق رئيس الجهة.",
    ],
)
def test_what_only_sounds_like_a_turn_is_none(sentence: str) -> None:
    said = article("said", sentence, published="2018-05-24T18:00", title="رئيس الجهة والجسر")
    kinds = {each.kind for each in entries(PLANNED, said)["2018-06-12"].turns}
    assert kinds == {"planned"}


def test_put_off_and_then_called_off() -> None:
    moved = article(
        "moved",
        "قررت الجهة، اليوم الأربعاء، تأجيل قمة المدينتين حول جسر الوادي الكبير إلى العام المقبل.",
        published="2018-05-23T18:00",
        title="تأجيل قمة المدينتين حول جسر الوادي الكبير",
        outlet="other",
    )
    summit = entries(PLANNED, moved, CANCELLED)["2018-06-12"]
    assert [kind for kind, _ in turns(summit)] == ["planned", "moved", "cancelled"]
    assert summit.status == "cancelled"


def test_what_was_put_off_before_any_other_word_of_it_has_no_plan_after() -> None:
    put_off = article(
        "put-off",
        "قرر رئيس الجهة، أمس الثلاثاء، تأجيل قمة المدينتين حول جسر الوادي الكبير المقررة"
        " يوم 12 يونيو 2018.\nوكانت قمة المدينتين حول جسر الوادي الكبير ستجمع الوزراء بالعاصمة.",
        published="2018-05-02T13:00",
        title="تأجيل قمة المدينتين حول جسر الوادي الكبير",
        outlet="other",
    )
    summit = entries(put_off, PLANNED)["2018-06-12"]
    assert turns(summit) == [("moved", "2018-05-01")]
    assert (summit.status, summit.kind) == ("moved", "forecast")


def test_what_shares_but_the_words_of_the_whole_affair_is_not_what_was_planned() -> None:
    union = article(
        "union",
        "فرضت الدولة رسوما جمركية على الصلب والألمنيوم والسلع.\n"
        "وسيبدأ الاتحاد، يوم 29 يونيو 2018، تنفيذ إجراءات مضادة على منتجات زراعية وملابس ودراجات"
        " ردا على الرسوم الجمركية على الصلب والألمنيوم.",
        published="2018-06-20T12:00",
        title="الاتحاد يرد على الرسوم الجمركية على الصلب والألمنيوم",
    )
    neighbour = article(
        "neighbour",
        "أعلنت الدولة المجاورة اليوم الجمعة قائمة عصائر وسفن ردا على الرسوم الجمركية على الصلب"
        " والألمنيوم.",
        published="2018-06-29T18:00",
        title="الدولة المجاورة ترد على الرسوم الجمركية على الصلب والألمنيوم",
        outlet="kech24",
    )
    others = [
        article(
            f"other {day}",
            f"حذر المصدرون في رسالتهم رقم {day} من الرسوم الجمركية على الصلب والألمنيوم ردا عليها.",
            published=f"2018-06-0{day}T12:00",
            title="تحذير من الرسوم الجمركية على الصلب والألمنيوم",
        )
        for day in (2, 5, 8)
    ]
    assert entries(union, *others)["2018-06-29"].status == "planned"
    assert entries(union, neighbour, *others)["2018-06-29"].turns == ()
