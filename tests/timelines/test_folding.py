"""Days and months that others tell: folded where they say the same, kept where they do not."""

from __future__ import annotations

from service.records import Article
from service.timelines.build import candidates, gather
from service.timelines.happenings import affair_of
from tests.timelines.world import article


def days(*articles: Article) -> list[str]:
    sources = gather((), articles)
    return [one.value for one in candidates(sources, affair_of(sources))]


CRACKS = "أغلقت السلطات{said} جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أحد أعمدته."
PARK = "افتتحت البلدية{said} حديقة عمومية جديدة تضم ملاعب للأطفال ومقاعد على ضفة الوادي الكبير."


def test_two_days_that_nobody_names_are_one_if_they_say_the_same() -> None:
    first = article("a", CRACKS.format(said=""), published="2018-11-05T12:00")
    again = article("b", CRACKS.format(said=""), published="2018-11-06T12:00", outlet="kech24")
    other = article("c", PARK.format(said=""), published="2018-11-06T13:00", outlet="map")
    assert days(first, again) == ["2018-11-05"]
    assert days(first, other) == ["2018-11-05", "2018-11-06"]


def test_a_report_of_the_small_hours_goes_to_the_day_that_others_name() -> None:
    early = article("a", CRACKS.format(said=""), published="2018-11-06T07:00")
    named = article(
        "b", CRACKS.format(said="، صباح الثلاثاء،"), published="2018-11-06T15:00", outlet="kech24"
    )
    assert days(early) == ["2018-11-05"]
    assert days(early, named) == ["2018-11-06"]


def test_a_span_whose_ends_are_both_reported_is_told_by_them() -> None:
    visit = (
        "وقع الوزير، اليوم السبت، اتفاقا لإصلاح جسر الوادي الكبير بين المدينتين.\n"
        "ويقام مهرجان للموسيقى والسينما والشعر يومي 30 و31 مارس 2019 في حي الوادي الكبير."
    )
    end = "اختتم الوزير، اليوم الأحد، زيارة المدينتين بافتتاح حديقة على ضفة الوادي الكبير."
    first = article("a", visit, published="2019-03-30")
    second = article("b", end, published="2019-03-31", outlet="kech24")
    assert days(first) == ["2019-03-30", "2019-03-30/2019-03-31"]
    assert days(first, second) == ["2019-03-30", "2019-03-31"]


def test_a_month_is_the_day_of_it_that_is_told_in_the_same_words() -> None:
    closed = article("a", CRACKS.format(said="، الاثنين،"), published="2018-11-05")
    later = article(
        "b",
        "زارت لجنة من المدينتين، اليوم الخميس، أشغال إصلاح الجسر.\n"
        "وكان جسر الوادي الكبير قد أغلق في نونبر الماضي بعد ظهور شقوق في أعمدته.",
        published="2018-12-20",
        outlet="kech24",
    )
    park = article(
        "c",
        "زارت لجنة من المدينتين، اليوم الخميس، أشغال إصلاح الجسر.\n"
        "وكانت حديقة عمومية فيها ملاعب للأطفال قد افتتحت قرب الجسر في نونبر الماضي.",
        published="2018-12-20",
        outlet="kech24",
    )
    assert days(closed, later) == ["2018-11-05", "2018-12-20"]
    assert "2018-11" in days(closed, park)
