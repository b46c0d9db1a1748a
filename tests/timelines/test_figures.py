"""Figures in sentences written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.records import Article, Published
from service.timelines.figures import Figure, figures_in


def article(*texts: str, language: str = "ar") -> Article:
    return Article(
        id="a",
        outlet="x",
        language=language,
        title=texts[0],
        body="\n".join(texts[1:]) or "-",
        content_hash="a",
        published=Published(
            at=datetime(2019, 3, 4, 8, tzinfo=UTC), precision="minute", source="row"
        ),
    )


def told(text: str, language: str = "ar") -> list[tuple[str, str, float]]:
    return [
        (one.slot, one.unit, one.value)
        for one in figures_in(article("عنوان", text, language=language))
    ]


def only(text: str, language: str = "ar") -> Figure:
    found = figures_in(article("عنوان", text, language=language))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خلف الحادث ثلاثة عشر قتيلا وعشرين جريحا.", [("deaths", 13), ("injured", 20)]),
        ("أدى الانهيار إلى مقتل 13 شخصا وإصابة 20 آخرين.", [("deaths", 13), ("injured", 20)]),
        ("لقي خمسة عمال مصرعهم في الورش.", [("deaths", 5)]),
        ("ارتفعت حصيلة القتلى من 10 إلى 13.", [("deaths", 13)]),
        ("أوقفت الشرطة 25 شخصا في المدينة.", [("arrested", 25)]),
        ("تم القبض على ثلاثة أشخاص.", [("arrested", 3)]),
        ("أسفر الحريق عن مقتل شخصين.", [("deaths", 2)]),
        ("سقط قتيلان في الفيضان.", [("deaths", 2)]),
        ("صوت لصالح المشروع 204 أصوات.", [("votes", 204)]),
        ("١٢ قتيلا في حادثة سير", [("deaths", 12)]),
    ],
)
def test_arabic_tolls(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(slot, value) for slot, _, value in told(text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L'effondrement a fait treize morts et vingt blessés.",
         [("deaths", 13), ("injured", 20)]),
        ("fr", "Douze personnes ont été tuées dans l'accident.", [("deaths", 12)]),
        ("fr", "La police a interpellé 40 personnes à Fès.", [("arrested", 40)]),
        ("en", "At least 13 people were killed and 20 others injured.",
         [("deaths", 13), ("injured", 20)]),
        ("en", "The death toll rose to 15 on Monday.", [("deaths", 15)]),
        ("en", "The bill passed with 120 votes.", [("votes", 120)]),
        ("es", "Trece personas murieron en el derrumbe.", [("deaths", 13)]),
        ("es", "Hubo 20 heridos y 5 detenidos.", [("injured", 20), ("arrested", 5)]),
    ],
)  # fmt: skip
def test_latin_tolls(language: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert [(slot, value) for slot, _, value in told(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغت كلفة المشروع 3.5 مليارات درهم.", ("money", "dirham", 3.5e9)),
        ("منح البنك قرضا بقيمة 20 مليون دولار.", ("money", "dollar", 20e6)),
        ("غرامة قدرها 20 ألف جنيه إسترليني.", ("money", "sterling", 20e3)),
        ("ارتفعت الصادرات بنسبة 5,3 في المائة.", ("percent", "%", 5.3)),
        ("ارتفعت الصادرات بنسبة 5.3% هذا العام.", ("percent", "%", 5.3)),
        ("يضم التحالف 79 دولة عضوا.", ("members", "countries", 79)),
        ("يضم المجلس 120 عضوا.", ("members", "members", 120)),
    ],
)
def test_sums_shares_and_members(text: str, expected: tuple[str, str, float]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "توفي شاب يبلغ 23 عاما.",
        "قتل 50 بين مدني وعسكري.",
        "مقتل وإصابة 30 شخصا.",
        "سقط 50 قتيلا وجريحا.",
        "تحذير من سقوط ألفي قتيل إذا انهار السد.",
        "وقع الحادث يوم 13 مارس.",
        "انتهت المباراة بنتيجة 3-1.",
        "خلف زلزال أكادير عام 1960 مقتل 12 ألف شخص.",
        "مقتل 3 خراف في الحريق.",
        "قطع المسافة في 13 ساعة.",
        "سقط أكثر من 240 قتيلا منذ 2015.",
        "تأكد مقتل 18 شخصا آخرين في الحادث.",
    ],
)
def test_what_is_no_figure_of_a_slot(text: str) -> None:
    assert told(text) == []


def test_how_sure_a_number_is_stands_with_it() -> None:
    assert only("مقتل ما لا يقل عن 13 شخصا في الحادث.").bound == "least"
    assert only("قتل 13 شخصا على الأقل في الحادث.").bound == "least"
    assert only("إصابة نحو 50 شخصا في الحادث.").bound == "about"
    assert only("مقتل 13 شخصا في الحادث.").bound == "exact"


def test_offsets_lead_to_the_number_and_its_sentence() -> None:
    one = article("عنوان", "وقع الحادث ليلا. وأسفر عن مقتل ثلاثة عشر شخصا، حسب وزارة الصحة.")
    (found,) = figures_in(one)
    assert one.body[found.start : found.end] == "ثلاثة عشر"
    assert one.body[found.first : found.last].startswith("وأسفر عن مقتل")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("مقتل 13 شخصا، حسب وزارة الصحة.", "وزارة الصحة"),
        ("مقتل 13 شخصا وفقا لمصدر طبي، وتواصل البحث.", "مصدر طبي"),
        ("أعلنت الوقاية المدنية أن 13 شخصا لقوا مصرعهم.", "الوقاية المدنية"),
        ("مقتل 13 شخصا وفق ما أعلن المستشفى.", "المستشفى"),
        ("13 people were killed, according to police.", "police"),
        ("Treize morts, selon le ministère de l'Intérieur.", "le ministère de l'Intérieur"),
        ("مقتل 13 شخصا في الحادث.", None),
    ],
)
def test_the_source_a_sentence_names_is_kept(text: str, source: str | None) -> None:
    assert only(text).attribution == source


def test_background_far_down_is_left_out() -> None:
    body = "\n".join(["جملة أولى عن الحادث."] * 6 + ["مقتل 13 شخصا في حادث آخر."])
    assert figures_in(article("عنوان", body)) == []
