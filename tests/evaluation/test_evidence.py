from __future__ import annotations

from typing import Any

import msgspec
import pytest

from service.evaluation.evidence import Standing, mean_evidence, score_evidence, standing
from service.records import Article, Evidence, TimelineEntry
from tests.timelines.world import article

BODY = (
    "أغلقت السلطات، أمس الثلاثاء، جسر الوادي الكبير بعد ظهور شقوق فيه.\n"
    "وظهرت الشقوق في أحد أعمدة الجسر الوسطى.\n"
    "ويعبر الجسر ألف شاحنة كل يوم بين المدينتين.\n"
    "وكان الجسر قد افتتح في 3 أبريل 2015 بعد سنوات من الأشغال."
)
CLOSED = article("closed", BODY, published="2018-03-14T12:00")


def cited(sentence: str, source: Article = CLOSED) -> Evidence:
    start = source.body.index(sentence)
    return Evidence(
        article=source.id,
        outlet=source.outlet,
        language="ar",
        sentence=sentence,
        start=start,
        end=start + len(sentence),
    )


def entry(day: str, *proofs: Evidence, **more: Any) -> TimelineEntry:
    return TimelineEntry(
        id=day,
        story="s",
        date=day,
        first_day=more.get("first", day),
        last_day=more.get("last", day),
        grain="day",
        calendar="gregorian",
        surface="",
        kind="event",
        texts={"ar": proofs[0].sentence},
        evidence=proofs,
        families=1,
        salience=0.5,
    )


FIRST, SECOND, _, LAST = BODY.split("\n")


@pytest.mark.parametrize(
    ("day", "sentence", "found"),
    [
        ("2018-03-13", FIRST, "names"),
        ("2015-04-03", LAST, "names"),
        ("2018-03-13", SECOND, "implies"),
        ("2018-03-14", FIRST, "another"),
        ("2015-04-03", FIRST, "another"),
    ],
)
def test_a_sentence_names_its_date_or_its_article_does(
    day: str, sentence: str, found: Standing
) -> None:
    assert standing(entry(day, cited(sentence)), cited(sentence), CLOSED, {}) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("أعلنت السلطات أن الجسر سيفتح من جديد يوم 19 أبريل.", "implies"),
        ("سيفتح الجسر من جديد يوم 19 أبريل أمام الشاحنات.", "another"),
        ("أوقفت الشرطة المهندس بعد انهيار الجسر يوم السبت الماضي.", "implies"),
        ("انهار جسر الوادي الكبير يوم السبت الماضي.", "another"),
        ("كلف جسر المدينة المجاورة مليار درهم في يوليو 1981.", "another"),
        ("وكانت السلطات عبرت سابقا عن قلقها من حال الجسر.", "silent"),
    ],
)
def test_a_sentence_that_tells_of_another_day_implies_not_its_article_s(
    sentence: str, found: Standing
) -> None:
    plain = article("plain", f"{sentence}\n{SECOND}", published="2018-03-14T12:00")
    proof = cited(sentence, plain)
    assert standing(entry("2018-03-14", proof), proof, plain, {}) == found


def test_the_day_of_what_was_before_is_no_article_s_own() -> None:
    opening = "حذر الوزير من عبور الجسر."
    lying = "ويرقد الجرحى في المستشفى بعدما سقطوا من الجسر يوم الأحد."
    plain = article("plain", f"{opening}\n{lying}", published="2018-03-14T12:00")
    proof = cited(opening, plain)
    assert standing(entry("2018-03-11", proof), proof, plain, {}) == "silent"
    assert standing(entry("2018-03-14", proof), proof, plain, {}) == "implies"


def test_yesterday_in_a_first_sentence_is_news_and_an_older_day_there_is_not() -> None:
    body = "ندد الوزير بالهجوم الذي استهدف الجسر يوم {}.\nودعا السكان إلى الحذر من عبوره."
    for day, wanted, found in (
        ("الثلاثاء", "2018-03-13", "implies"),
        ("الأحد", "2018-03-11", "silent"),
    ):
        plain = article("plain", body.format(day), published="2018-03-14T12:00")
        proof = cited("ودعا السكان إلى الحذر من عبوره.", plain)
        assert standing(entry(wanted, proof), proof, plain, {}) == found
    opening = cited(body.format("الأحد").split("\n")[0], plain)
    assert standing(entry("2018-03-14", opening), opening, plain, {}) == "implies"


@pytest.mark.parametrize(
    ("title", "body", "shown", "found"),
    [
        ("الجسر", f"{SECOND}\nوأوقفت الشرطة المهندس.", SECOND, "implies"),
        ("الجسر", f"{SECOND}\nوأوقفت الشرطة المهندس.", "وأوقفت الشرطة المهندس.", "silent"),
        (
            "إغلاق الجسر اليوم",
            f"{SECOND}\nوأوقفت الشرطة المهندس.",
            "وأوقفت الشرطة المهندس.",
            "implies",
        ),
        ("الجسر", "يعد الجسر من أقدم جسور البلاد.", "يعد الجسر من أقدم جسور البلاد.", "silent"),
        ("كيف بني الجسر؟", SECOND, SECOND, "silent"),
        ("الجسر", f"{SECOND}\nجميع المقالات تمثل رأي كتابها فقط.", SECOND, "silent"),
    ],
)
def test_what_is_of_no_day_implies_none(title: str, body: str, shown: str, found: Standing) -> None:
    plain = article("plain", body, published="2018-03-14T12:00", title=title)
    proof = cited(shown, plain)
    assert standing(entry("2018-03-14", proof), proof, plain, {}) == found


@pytest.mark.parametrize(
    "aside",
    [
        "يذكر أن المهندس قد حذر السائقين يوم الاثنين.",
        "ومنذ يومين تقدم المهندس باستقالته.",
        "ففي يناير الماضي، رفضت البلدية طلبه لازدحام الجسر يوم الأحد.",
        "وأشعل السكان النيران قبل يومين على الانتخابات.",
        "ويأتي المنع بعد أن خسر في قضية له مع جار له في حي صغير لا يبعد عن الجسر، الثلاثاء.",
    ],
)
def test_what_a_later_sentence_looks_back_to_is_no_article_s_day(aside: str) -> None:
    plain = article("plain", f"{SECOND}\n{aside}", published="2018-03-14T12:00")
    proof = cited(SECOND, plain)
    assert standing(entry("2018-03-14", proof), proof, plain, {}) == "implies"


def test_the_first_day_told_is_the_article_s_own() -> None:
    opening = "حذر الوزير من عبور الجسر."
    both = f"{opening}\nوجاء التحذير الثلاثاء. واجتمعت اللجنة الاثنين."
    plain = article("plain", both, published="2018-03-14T12:00")
    proof = cited(opening, plain)
    assert standing(entry("2018-03-13", proof), proof, plain, {}) == "implies"
    assert standing(entry("2018-03-12", proof), proof, plain, {}) == "silent"


def test_a_report_without_a_day_implies_the_day_it_appeared() -> None:
    plain = article("plain", SECOND, published="2018-03-14T12:00")
    proof = cited(SECOND, plain)
    assert standing(entry("2018-03-14", proof), proof, plain, {}) == "implies"
    assert standing(entry("2018-03-13", proof), proof, plain, {}) == "silent"


def test_one_of_the_early_morning_implies_the_day_before_too() -> None:
    plain = article("plain", SECOND, published="2018-03-14T06:00")
    proof = cited(SECOND, plain)
    assert standing(entry("2018-03-13", proof), proof, plain, {}) == "implies"
    assert standing(entry("2018-03-13", proof), proof, plain, {"hespress": "Asia/Tokyo"}) == (
        "silent"
    )


def test_an_undated_article_supports_only_what_it_names() -> None:
    undated = msgspec.structs.replace(CLOSED, published=None)
    assert standing(entry("2015-04-03", cited(LAST)), cited(LAST), undated, {}) == "names"
    assert standing(entry("2018-03-13", cited(FIRST)), cited(FIRST), undated, {}) == "silent"


def test_a_sentence_that_is_not_where_it_is_said_to_be_is_torn() -> None:
    moved = msgspec.structs.replace(cited(FIRST), start=1)
    made = entry("2018-03-13", moved)
    assert standing(made, moved, CLOSED, {}) == "torn"
    score = score_evidence([made], {"closed": CLOSED}, {})
    assert (score.supported, score.faults) == (0.0, ("2018-03-13",))


def test_shares_are_of_entries_and_of_the_sentences_shown() -> None:
    good = entry("2018-03-13", cited(FIRST))
    implied = entry("2018-03-13", cited(SECOND), cited(FIRST))
    wrong = entry("2018-03-14", cited(FIRST))
    score = score_evidence([good, implied, wrong], {"closed": CLOSED}, {})
    assert score.entries == 3
    assert score.supported == score.text_supported == pytest.approx(2 / 3)
    assert score.text_named == pytest.approx(1 / 3)
    assert score.named == pytest.approx(1 / 3)
    assert score.apart == pytest.approx(1.0)
    assert score.cited == pytest.approx(3 / 4)
    assert score.another == pytest.approx(1 / 4)
    assert score.faults == ("2018-03-14",)
    assert mean_evidence([score, score]).entries == 6


def test_another_matter_of_the_day_is_no_support_for_the_sentence_shown() -> None:
    again = "وأغلقت السلطات جسر الوادي الكبير أمس الثلاثاء أمام الشاحنات."
    other = "وزار وزير التجهيز أمس الثلاثاء مستشفى العاصمة."
    body = f"{LAST}\n{again}\n{other}\nأغلقت السلطات جسر الوادي الكبير بعد شقوق."
    plain = article("plain", body, published="2018-03-14T12:00")
    shown = cited("أغلقت السلطات جسر الوادي الكبير بعد شقوق.", plain)
    known = {"plain": plain}
    beside = score_evidence(
        [entry("2018-03-13", shown, cited(other, plain), cited(LAST, plain))], known, {}
    )
    assert beside.named == 0.0
    assert beside.apart == pytest.approx(1.0)
    told = score_evidence([entry("2018-03-13", shown, cited(again, plain))], known, {})
    assert (told.named, told.supported, told.text_named, told.apart) == (1.0, 1.0, 0.0, 0.0)


def test_an_entry_whose_shown_sentence_fails_is_at_fault_whatever_else_it_cites() -> None:
    shown = entry("2018-03-13", cited(LAST), cited(FIRST))
    score = score_evidence([shown], {"closed": CLOSED}, {})
    assert (score.supported, score.text_supported) == (0.0, 0.0)
    assert score.faults == ("2018-03-13",)
