"""The day of what is stated, where a first sentence names that of the statement too."""

from __future__ import annotations

import pytest

from service.timelines.mentions import article_mentions
from service.timelines.reported import is_earlier, states_past
from tests.timelines.world import article


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        (" أن الوزير وقع ", True),
        ("، أنها أوقفت شخصين ", True),
        (" خلال زيارة للمدينة ", False),
        (" أنها ستوقع ", False),
        (" أن الهجوم الذي وقع ", False),
        (" عن رأيه في الضربة التي نفذت ", False),
        ("، بعد أن منيت بخسائر ", False),
    ],
)
def test_what_stands_between_two_days(between: str, wanted: bool) -> None:
    assert states_past(between) is wanted


def test_a_report_is_of_the_day_that_is_stated() -> None:
    body = (
        "أعلن المتحدث باسم الوزارة، اليوم السبت، أن الوفدين وقعا أمس على مسودة اتفاق الجسر الكبير."
    )
    signed = body.replace("وقعا", "وقع")
    found = article_mentions(article("a", signed, published="2018-03-17T12:00"))
    assert (found.own_day, found.own_surface) == ("2018-03-16", "أمس")


@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("أعلن الوزير توقيف مشتبه بهم في الهجوم الذي استهدف الجسر يوم السبت.", "يوم السبت", True),
        ("أقيم حفل تأبين لضحايا الهجوم على الجسر الجمعة.", "الجمعة", True),
        ("Le maire a promis des aides après l'effondrement du pont mardi.", "mardi", True),
        ("Police named the man held over the attack that struck the bridge on Friday.", "Friday",
         True),
        ("أغلقت السلطات، السبت، جسر الوادي الكبير بعد ظهور شقوق.", "السبت", False),
        ("دعت الكاتبة، أول أمس الخميس، إلى فتح الجسر الذي أغلق.", "أول أمس الخميس", False),
    ],
)  # fmt: skip
def test_a_day_that_a_first_sentence_looks_back_to(text: str, surface: str, wanted: bool) -> None:
    assert is_earlier(text, surface) is wanted


def test_a_stale_day_in_passing_is_not_the_reports_own() -> None:
    lead = "أعلن وزير التجهيز توقيف مشتبه بهم في الهجوم الذي استهدف جسر الوادي الكبير يوم السبت."
    old = article_mentions(article("a", lead, published="2018-09-24T14:00"))
    fresh = article_mentions(article("a", lead, published="2018-09-23T14:00"))
    assert (old.own_day, old.own_surface) == ("2018-09-24", "")
    assert (fresh.own_day, fresh.own_surface) == ("2018-09-22", "يوم السبت")


def test_before_breakfast_the_evening_before_last_is_news_where_it_was_held() -> None:
    held = "شهد افتتاح الجسر الكبير، الذي أقيم مساء الثلاثاء، حضور آلاف السكان من المدينتين."
    early = article_mentions(article("a", held, published="2018-09-13T06:30"))
    noon = article_mentions(article("a", held, published="2018-09-13T12:30"))
    assert (early.own_day, early.own_surface) == ("2018-09-11", "مساء الثلاثاء")
    assert (noon.own_day, noon.own_surface) == ("2018-09-13", "")
    over = "انتقد رئيس البلدية المقاول على خلفية الشقوق التي ظهرت في الجسر الكبير ليل الثلاثاء."
    early = article_mentions(article("a", over, published="2018-09-13T06:30"))
    assert (early.own_day, early.own_surface) == ("2018-09-12", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يلعب على ملعب الوادي الأحد المقبل للمرة الأولى.", "2018-07-22"),
        ("لعب على ملعب الوادي للمرة الأولى.", "2018-07-15"),
        ("لعب على ملعب الوادي الأحد الماضي، وسيعود إليه يوم الأحد المقبل.", "2018-07-15"),
    ],
)
def test_a_headline_s_weekday_is_that_of_its_text(text: str, value: str) -> None:
    one = article("a", text, published="2018-07-18T12:00", title="لاعب الجسر يظهر في الوادي الأحد")
    (title,) = [each for each in article_mentions(one).said if each.field == "title"]
    assert [each.value for each in title.dates] == [value]
