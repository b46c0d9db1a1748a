"""Which sentences tell a day that they do not name."""

from __future__ import annotations

from service.timelines.build import gather
from service.timelines.happenings import group
from tests.timelines.world import article


def implied_by(body: str, published: str) -> set[tuple[str, str]]:
    """Day and first word of each sentence that tells a day which it does not name."""
    one = article("a", body, published=published)
    return {
        (made.value, each.said.text.split()[0])
        for made in group(gather((), [one]))
        for each in made.support
        if each.dated is None and each.said.field == "body"
    }


def test_how_it_was_behind_a_past_day_is_none_of_the_article_s_day() -> None:
    was = (
        "كان كل سكان الوادي الكبير في فرح عقب افتتاح الجسر الجديد، الأربعاء، أمام السكان.\n"
        "عبر رئيس البلدية عن شكره لمهندسي الجسر الجديد."
    )
    assert implied_by(was, "2018-10-05T12:00") == {("2018-10-05", "عبر")}
    does = was.replace("كان كل سكان الوادي الكبير في فرح", "عبر سكان الوادي الكبير عن فرحهم", 1)
    assert len(implied_by(does.replace("عبر رئيس", "شكر رئيس"), "2018-10-05T12:00")) == 2


def test_a_day_named_only_behind_after_is_told_by_no_sentence_without_it() -> None:
    killed = (
        "قالت الشرطة إن المهندس قتل بعد أن أطلق مسلحون النار عليه في الوادي، {}.\n"
        "فتحت الشرطة تحقيقا عاجلا لمعرفة ملابسات مقتله."
    )
    assert implied_by(killed.format("الخميس"), "2018-09-28T13:00") == set()
    today = implied_by(killed.format("اليوم الجمعة"), "2018-09-28T13:00")
    assert today == {("2018-09-28", "فتحت")}


def test_an_old_day_named_further_down_is_told_by_no_sentence_without_it() -> None:
    sold = (
        "باعت الشركة مصنعها الكبير في الوادي لمستثمر من المدينة.\n"
        "تعطل المصنع الكبير يوم الثلاثاء بسبب الأمطار."
    )
    assert implied_by(sold, "2018-10-05T13:00") == set()
    assert implied_by(sold, "2018-10-03T13:00") == {("2018-10-02", "باعت")}


def test_a_life_told_first_is_none_of_the_article_s_day() -> None:
    body = (
        "ولد المهندس سالم الوادي في 11 فبراير عام 1974 في مدينة الجسر الكبير.\n"
        "يدير سالم الوادي مكتب الجسور الذي بنى جسر الوادي الكبير بين المدينتين."
    )
    assert implied_by(body, "2018-09-07T14:00") == {("2018-09-07", "يدير")}


def test_the_day_of_who_tells_is_none_of_what_is_told_of_another() -> None:
    body = "عثر على عشرة قتلى في الوادي الكبير، الأحد، وفق ما أعلنت السلطات الثلاثاء."
    alone = "عثر على عشرة قتلى في الوادي الكبير، وفق ما أعلنت السلطات الثلاثاء."
    both, one = (
        {
            each.first
            for each in group(gather((), [article("a", text, published="2018-11-07")]))
            if any(support.dated for support in each.support)
        }
        for text in (body, alone)
    )
    assert both == {"2018-11-04"}
    assert one == {"2018-11-06"}
