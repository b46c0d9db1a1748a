from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from service.records import DateEstimate
from service.timelines.days import Guess, clock_of, dates_guessed, dates_in, guess_of
from service.timelines.mentions import article_mentions
from tests.timelines.world import article

BRIDGE = "أغلقت السلطات جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أحد أعمدته."


@pytest.mark.parametrize(
    ("published", "day", "today", "told"),
    [
        ("2018-11-06T02:30", "2018-11-06", "2018-11-05", "2018-11-05"),
        ("2018-11-06T07:00", "2018-11-06", "2018-11-06", "2018-11-05"),
        ("2018-11-06T13:00", "2018-11-06", "2018-11-06", "2018-11-06"),
        ("2018-11-06", "2018-11-06", "2018-11-06", "2018-11-06"),
    ],
)
def test_the_paper_s_day(published: str, day: str, today: str, told: str) -> None:
    clock = clock_of(article("one", BRIDGE, published=published), "UTC")
    assert clock is not None
    assert [one.isoformat() for one in (clock.day, clock.today, clock.told)] == [day, today, told]


@pytest.mark.parametrize(
    ("hour", "other"),
    [
        ("02:30", None),
        ("07:00", "2018-11-06"),
        ("10:00", "2018-11-05"),
        ("16:00", None),
    ],
)
def test_some_hours_leave_open_which_of_two_days_is_told(hour: str, other: str | None) -> None:
    one = article("one", BRIDGE, published=f"2018-11-06T{hour}")
    assert article_mentions(one).other_day == other
    named = article("one", f"{BRIDGE} وقع ذلك أمس الاثنين.", published=f"2018-11-06T{hour}")
    assert article_mentions(named).other_day is None


def test_an_undated_article_has_no_clock() -> None:
    assert clock_of(article("one", BRIDGE, published=None), "UTC") is None


def test_the_clock_is_the_outlet_s() -> None:
    one = article("one", BRIDGE, published="2018-11-05T22:00")
    clock = clock_of(one, "Asia/Dubai")
    assert clock is not None
    assert (clock.day, clock.today) == (date(2018, 11, 6), date(2018, 11, 5))


def test_today_in_the_small_hours_is_the_day_that_has_gone() -> None:
    clock = clock_of(article("one", BRIDGE, published="2018-11-06T01:00"), "UTC")
    said = "أغلق الجسر اليوم بعد أن ظهرت شقوق فيه يوم الأحد."
    assert [one.value for one in dates_in(said, clock, "ar")] == ["2018-11-05", "2018-11-04"]


@pytest.mark.parametrize(
    ("said", "language", "day"),
    [
        ("تفتح مراكز الاقتراع أبوابها اليوم أمام الناخبين.", "ar", "2018-11-06"),
        ("أغلقت مراكز الاقتراع أبوابها اليوم.", "ar", "2018-11-05"),
        ("تحتضن المدينة الليلة اجتماعا رباعيا.", "ar", "2018-11-05"),
        ("Polls open today across the country.", "en", "2018-11-06"),
        ("Polls closed today across the country.", "en", "2018-11-05"),
        ("Les bureaux de vote ouvrent aujourd'hui.", "fr", "2018-11-06"),
        ("Los colegios electorales abren hoy.", "es", "2018-11-06"),
    ],
)
def test_what_only_begins_in_the_small_hours_is_of_the_coming_day(
    said: str, language: str, day: str
) -> None:
    clock = clock_of(article("one", said, published="2018-11-06T03:30"), "UTC")
    assert [one.value for one in dates_in(said, clock, language)] == [day]


def test_what_is_only_due_in_the_small_hours_is_no_report_s_own_day() -> None:
    due = "من المقرر استئناف جلسة البرلمان لانتخاب رئيس البلاد في وقت لاحق اليوم."
    begun = "يتوجه الناخبون في البلاد إلى مراكز الاقتراع اليوم لانتخاب البرلمان."
    one, other = (
        article_mentions(article("one", body, published="2018-11-06T00:30"))
        for body in (due, begun)
    )
    assert (one.own_day, other.own_day) == ("2018-11-05", "2018-11-06")


def test_what_is_counted_from_another_day_is_no_date() -> None:
    clock = clock_of(article("one", BRIDGE, published="2018-11-06T12:00"), "UTC")
    assert dates_in("شقوق في الجسر قبل يومين على افتتاحه", clock, "ar") == []
    assert [one.value for one in dates_in("ظهرت شقوق قبل يومين", clock, "ar")] == ["2018-11-04"]


def test_an_early_report_that_names_no_day_tells_of_the_day_before() -> None:
    early = article_mentions(article("one", BRIDGE, published="2018-11-06T06:30"))
    noon = article_mentions(article("one", BRIDGE, published="2018-11-06T12:30"))
    assert (early.own_day, early.own_surface) == ("2018-11-05", "")
    assert noon.own_day == "2018-11-06"


def test_a_sentence_that_looks_back_gives_no_report_its_day() -> None:
    body = f"{BRIDGE}\nوكانت السلطات قد حذرت السائقين يوم الاثنين من عبور الجسر القديم."
    assert article_mentions(article("one", body, published="2018-11-07T12:00")).own_day == (
        "2018-11-07"
    )


def guessed(first: str, last: str) -> Guess:
    return Guess(first=date.fromisoformat(first), last=date.fromisoformat(last))


def test_all_days_of_a_guess_must_agree_on_a_value() -> None:
    text = "اجتمعوا أمس بعد لقاء يونيو الماضي وقمة 4 أبريل 2017."
    yesterday, june, april = dates_guessed(text, guessed("2018-07-10", "2018-07-16"), "ar")
    assert (yesterday.value, yesterday.reference, yesterday.confidence) == (None, None, 0.0)
    assert (june.value, june.reference) == ("2018-06", "2018-07-10/2018-07-16")
    assert (april.value, april.reference, april.confidence) == ("2017-04-04", None, 1.0)
    sure = dates_in(text, clock_of(article("one", text, published="2018-07-12"), "UTC"), "ar")
    assert june.confidence < sure[1].confidence


def test_a_guess_of_one_day_fixes_yesterday() -> None:
    (found,) = dates_guessed("اجتمعوا أول أمس الخميس.", guessed("2018-07-14", "2018-07-14"), "ar")
    assert found.value == "2018-07-12"


def test_only_a_near_estimate_of_an_undated_article_is_a_guess() -> None:
    undated = article("one", BRIDGE, published=None)
    estimate = DateEstimate(
        article="one",
        at=datetime(2018, 7, 14, 12, tzinfo=UTC),
        first_day="2018-07-10",
        last_day="2018-07-16",
        confidence=0.65,
        reasons=("event",),
    )
    assert guess_of(undated, estimate) == guessed("2018-07-10", "2018-07-16")
    assert guess_of(undated, None) is None
    assert guess_of(article("one", BRIDGE, published="2018-07-12"), estimate) is None
    wide = msgspec.structs.replace(estimate, last_day="2018-09-01")
    assert guess_of(undated, wide) is None


def test_a_day_behind_a_preposition_further_on_is_not_the_report_s_own() -> None:
    body = f"{BRIDGE}\nويرقد الجرحى في المستشفى بعدما سقطوا من الجسر يوم الأحد."
    struck = f"{BRIDGE}\nووقع الحادث الذي أغلق الجسر بسببه يوم الأحد."
    report = article("one", body, published="2018-11-06T13:00")
    assert article_mentions(report).own_day == "2018-11-06"
    report = article("one", struck, published="2018-11-06T13:00")
    assert article_mentions(report).own_day == "2018-11-04"


def test_a_sentence_that_goes_on_with_qad_gives_the_day() -> None:
    body = f"{BRIDGE}\nوقد أعلنت اللجنة ذلك يوم الاثنين."
    assert article_mentions(article("one", body, published="2018-11-06T13:00")).own_day == (
        "2018-11-05"
    )


def test_an_hour_written_onto_its_word_is_no_day_and_an_afternoon_no_looking_back() -> None:
    hour = f"{BRIDGE}\nووقع ذلك حوالي الساعة3.40 وفق السلطات."
    report = article("one", hour, published="2018-11-06T13:00")
    assert article_mentions(report).own_surface == ""
    noon = f"{BRIDGE}\nوبعد ظهر الاثنين، تجمع السكان قرب الجسر."
    report = article("one", noon, published="2018-11-06T13:00")
    assert article_mentions(report).own_day == "2018-11-05"


def test_in_the_small_hours_yesterday_s_name_is_yesterday() -> None:
    said = "الخطر القادم كشفه الوزير، الأحد، بالصور، وستنال منه المدينتان."
    early = clock_of(article("one", said, published="2018-11-06T02:30"), "UTC")
    assert [one.value for one in dates_in(said, early, "ar")] == ["2018-11-04"]
    due = "سيطعن الاتحاد في القرار الذي ستعلنه اللجنة، الأحد."
    assert [one.value for one in dates_in(due, early, "ar")] == ["2018-11-11"]


def test_an_afternoon_further_on_gives_the_day_of_what_came_then() -> None:
    body = f"{BRIDGE}\nجاء ذلك في الاجتماع الذي عقد بعد ظهر أمس الاثنين بين الوزير والمهندسين."
    assert article_mentions(article("one", body, published="2018-11-06T13:00")).own_day == (
        "2018-11-05"
    )
