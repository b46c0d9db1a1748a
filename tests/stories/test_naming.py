"""Names in sentences written for these tests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from service.stories.listed import written
from service.stories.naming import find_names
from service.text.spans import Spans


def named(text: str) -> list[tuple[str, str]]:
    spans = Spans(text)
    return [
        (one.id or one.kind, text[spans.start[one.first] + one.cut : spans.end(one.last - 1)])
        for one in find_names(spans)
    ]


def ids(text: str) -> list[str]:
    return [one for one, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد إلى الرباط قادما من الدار البيضاء", ["place:rabat", "place:casablanca"]),
        ("بالمغرب وفرنسا وللجزائر", ["place:MA", "place:FR", "place:DZ"]),
        ("اجتمع مجلس الأمن الدولي حول الصحراء المغربية", ["organisation:un-security-council",
                                                          "place:EH"]),
        ("انتقد ترمب قرار الفيفا", ["person:trump", "organisation:fifa"]),
        ("انتقد ترامب قرار الفيفا", ["person:trump", "organisation:fifa"]),
        ("Le Maroc et l'Union européenne à Fès", ["place:MA", "organisation:eu", "place:fes"]),
        ("The United Nations met in Geneva", ["organisation:un", "place:geneva"]),
        ("El Reino Unido y Marruecos", ["place:GB", "place:MA"]),
    ],
)  # fmt: skip
def test_listed_names_are_found_in_every_spelling(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أكد وزير الفلاحة المغربي سعيد البركاني أن الموسم جيد", "سعيد البركاني"),
        ("قال رئيس الحكومة، كمال الزروالي، إن القرار نهائي", "كمال الزروالي"),
        ("التقى المحامي يوسف بوعزة موكله", "يوسف بوعزة"),
        ("كتبت خديجة المرابط رواية", "خديجة المرابط"),
        ("سلم الجائزة لمحمد الإدريسي في الحفل", "محمد الإدريسي"),
        ("فاز الكاتب إبراهيم نصر الله بالجائزة", "إبراهيم نصر الله"),
        ("استقبل المفوض يوسف كمال الحسين وفدا", "يوسف كمال الحسين"),
        ("Le ministre Karim Benslimane a signé", "Karim Benslimane"),
        ("Selon Mme Touria Alaoui, le pont ouvrira", "Touria Alaoui"),
        ("Minister Hassan Berrada said so", "Hassan Berrada"),
    ],
)
def test_a_person_is_known_by_a_title_or_a_given_name(text: str, name: str) -> None:
    assert ("person", name) in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلنت وزارة الفلاحة اليوم عن برنامج", "وزارة الفلاحة"),
        ("قالت وزارة الداخلية الإسبانية في بيان", "وزارة الداخلية الإسبانية"),
        ("نددت نقابة الصحفيين بالقرار", "نقابة الصحفيين"),
        ("لجأ إلى المحكمة الدستورية في العاصمة", "المحكمة الدستورية"),
        ("Le ministère de la Santé a annoncé", "ministère de la Santé"),
        ("according to the Ministry of Interior", "Ministry of Interior"),
    ],
)
def test_an_organisation_is_known_by_its_kind(text: str, name: str) -> None:
    assert ("organisation", name) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "حان وقت صلاة المغرب في المسجد",
        "أصيب اللاعب في الرباط الصليبي",
        "عاد إلى مسقط رأسه",
        "نزلت الدموع من العيون",
        "تأخر الوضع المالي مالي للشركة",
        "على محمل الجد",
        "اجتمع مجلس الإدارة مساء",
        "قرر المجلس الجديد تأجيل الجلسة",
        "كان سعيد جدا بالنتيجة",
        "he paid with a china cup",
        "the turkey was served",
    ],
)
def test_words_that_look_like_names_are_left_alone(text: str) -> None:
    assert named(text) == []


def test_a_common_word_is_a_place_where_something_announces_it() -> None:
    assert ids("وصل إلى مدينة العيون") == ["place:laayoune"]
    assert ids("في مدينة الداخلة") == ["place:dakhla"]


def test_a_company_is_not_its_continent() -> None:
    assert ids("رفعت شركة إفريقيا الثمن") == ["organisation:afriquia"]
    assert ids("في مجموعة أفريقيا للطاقة") == []
    assert ids("أكبر بنك في أفريقيا") == ["place:africa"]


def test_a_club_is_a_club_in_a_text_about_sport() -> None:
    assert ids("فاز ليفربول في مباراة الأمس") == ["organisation:liverpool"]
    assert ids("وصلت السفينة إلى ليفربول") == []


def test_a_ruler_s_name_is_not_his_son_s_or_his_namesake_s() -> None:
    assert "person:salman" not in ids("التقى الأمير خالد بن سلمان بن عبد العزيز نظيره")
    assert ids("كشف الشيخ حمدان بن محمد بن راشد الخطة") == []
    assert named("قال إريك ترامب إنه سعيد") == [("person", "إريك ترامب")]


def test_names_never_overlap_and_come_in_order() -> None:
    text = "قال الرئيس الفرنسي إيمانويل ماكرون في باريس إن الاتحاد الأوروبي يدعم لبنان"
    found = find_names(Spans(text))
    assert [one.id for one in found] == [
        "person:macron", "place:paris", "organisation:eu", "place:LB",
    ]  # fmt: skip
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_a_headline_in_capitals_makes_no_people() -> None:
    assert [one for one in ids("Karim Wins And Everybody Goes Home Happy Again") if one] == []


def test_an_acronym_is_written_in_capitals_and_a_paper_is_no_town() -> None:
    assert ids("Un homme a été vu") == []
    assert ids("Paris Match a écrit") == []
    assert ids("México ganó el partido") == ["place:MX"]
    assert named("le ministère de l'Éducation nationale a dit") == [
        ("organisation", "ministère de l'Éducation nationale")
    ]


def test_a_club_s_city_is_the_club_in_sport_and_the_city_elsewhere() -> None:
    assert ids("فاز برشلونة في مباراة الليلة") == ["organisation:barcelona"]
    assert ids("أقيمت مباراة الليلة في برشلونة") == ["place:barcelona-city"]
    assert ids("وصل الوفد إلى برشلونة") == ["place:barcelona-city"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نفت القنصلية السعودية ذلك", []),
        ("وصل إلى السعودية أمس", ["place:SA"]),
        ("توفي عن عمر يناهز سبعين عاما", []),
        ("في مشهد مؤثر", []),
        ("زار مدينة مشهد", ["place:mashhad"]),
        ("وأم درمان ولأم درمان", ["place:omdurman", "place:omdurman"]),
        ("New England won", []),
        ("الآن أرواح كثيرة", []),
        ("التقى رئيس الوزراء في إسلام أباد", ["place:islamabad"]),
        ("قالت وزارة الطوارئ للتعليق على ذلك", ["organisation"]),
    ],
)
def test_words_that_look_like_names_are_read_by_what_stands_beside_them(
    text: str, expected: list[str]
) -> None:
    assert ids(text) == expected


def test_what_a_person_is_head_of_is_found_beside_the_person() -> None:
    found = ids("قال أمين عام منظمة التحرير الفلسطينية صائب عريقات")
    assert found == ["organisation:plo", "person:erekat"]


def test_a_university_bears_a_person_s_name() -> None:
    assert ("organisation", "جامعة محمد الخامس") in named("درس في جامعة محمد الخامس بالرباط")


def test_a_stretch_of_the_line_is_no_part_of_a_name() -> None:
    spans = Spans("رئيس لـجنوب أفريقيا")
    (one,) = find_names(spans)
    assert spans.text[slice(*written(spans, one))] == "جنوب أفريقيا"


def test_a_party_behind_a_person_is_not_of_the_name() -> None:
    assert named("Alexis Corbière de La France insoumise a réagi")[0][1] == "Alexis Corbière"
