from __future__ import annotations

from datetime import UTC, datetime

from service.articles.estimates import estimate
from service.records import Article

MATES = [datetime(2018, 7, day, 10, tzinfo=UTC) for day in (12, 13)]


def article(body: str, language: str = "ar") -> Article:
    return Article(
        id="a-1", outlet="x", language=language, title="عنوان", body=body, content_hash=""
    )


def test_without_dated_mates_there_is_no_estimate() -> None:
    assert estimate(article("نص."), []) is None


def test_the_event_gives_an_interval_around_its_articles() -> None:
    found = estimate(article("اجتمع الوزراء في المدينة."), MATES)
    assert found is not None
    assert (found.first_day, found.last_day) == ("2018-07-10", "2018-07-16")
    assert found.at == datetime(2018, 7, 12, 12, tzinfo=UTC)
    assert found.reasons == ("event",)


def test_a_weekday_beside_a_relative_day_fixes_the_day() -> None:
    found = estimate(article("اجتمع الوزراء أول أمس الخميس في بروكسيل."), MATES)
    assert found is not None
    assert (found.first_day, found.last_day) == ("2018-07-14", "2018-07-14")
    assert found.reasons == ("event", "weekday-in-text")
    plain = estimate(article("اجتمع الوزراء."), MATES)
    assert plain is not None
    assert found.confidence > plain.confidence


def test_a_day_named_in_full_has_begun_by_then() -> None:
    found = estimate(article("بدأ الاجتماع في 13 يوليوز 2018 بحضور الوفود."), MATES)
    assert found is not None
    assert found.first_day == "2018-07-13"
    assert "date-in-text" in found.reasons


def test_days_that_disagree_with_the_event_change_nothing() -> None:
    found = estimate(article("قرر المجلس في 3 يناير 2012 ذلك."), MATES)
    assert found is not None
    assert found.reasons == ("event",)


JUNE = [datetime(2018, 6, day, 10, tzinfo=UTC) for day in (27, 28)]


def test_a_month_called_last_is_over() -> None:
    found = estimate(article("اجتمعوا في يونيو الماضي بالصخيرات."), JUNE)
    assert found is not None
    assert (found.first_day, found.last_day) == ("2018-07-01", "2018-07-01")
    assert found.reasons == ("event", "month-in-text")


def test_a_month_called_this_one_is_the_month_of_writing() -> None:
    found = estimate(article("تبدأ العملية في 30 يونيو الجاري."), JUNE)
    assert found is not None
    assert (found.first_day, found.last_day) == ("2018-06-25", "2018-06-30")


def test_words_that_speak_against_the_event_leave_no_estimate() -> None:
    assert estimate(article("تقرر ذلك في يوليوز الماضي."), MATES) is None
    both = "اجتمعوا أول أمس الخميس، بعد لقاء يونيو الماضي."
    assert estimate(article(both), JUNE) is None
    assert estimate(article(both), MATES) is not None
