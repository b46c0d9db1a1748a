from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.records import Article, DateEstimate, Timeline
from service.timelines.build import TimelineParams, build_timeline
from service.timelines.mentions import article_mentions, pack, unpack
from tests.timelines.world import CLOSED, OPENED, article, event, story

BOTH = (OPENED, CLOSED)


def build(*articles: Article, **more: Any) -> Timeline:
    return build_timeline(story(articles), (), articles, **more)


def test_a_small_story_keeps_every_happening_in_order() -> None:
    made = build(*BOTH)
    assert [one.date for one in made.entries] == [
        "2013-09",
        "2015-04-03",
        "2018-03-13",
        "2018-11-05",
    ]
    assert [one.grain for one in made.entries] == ["month", "day", "day", "day"]
    assert made.undated == 0


def test_the_happening_is_dated_apart_from_its_report() -> None:
    opened = next(one for one in build(*BOTH).entries if one.date == "2018-03-13")
    assert opened.surface == "أمس الثلاثاء"
    assert OPENED.published is not None
    assert opened.reported_at == OPENED.published.at


def test_every_entry_cites_sentences_word_for_word() -> None:
    texts = {one.id: one for one in BOTH}
    for entry in build(*BOTH).entries:
        assert entry.evidence
        assert entry.texts["ar"] in {one.sentence for one in entry.evidence}
        for one in entry.evidence:
            field = {"body": texts[one.article].body, "title": texts[one.article].title}[one.field]
            assert field[one.start : one.end] == one.sentence
            assert one.mention is None or one.mention in one.sentence


def test_no_sentence_is_told_twice_and_none_leans_on_another() -> None:
    told = [entry.texts["ar"] for entry in build(*BOTH).entries]
    assert len(set(told)) == len(told)
    assert not any("المصدر ذاته" in text for text in told)


def test_two_dates_in_one_sentence_do_not_tell_it_twice() -> None:
    only = article(
        "one",
        "افتتح جسر الوادي الكبير في 2 مارس 2018 وأغلق جسر الوادي الكبير في 9 أبريل 2018 لإصلاحه.",
        published=None,
    )
    told = [one.texts["ar"] for one in build(only).entries]
    assert len(told) == len(set(told)) == 1


def test_birth_dates_are_no_happening() -> None:
    assert all("1961" not in one.date for one in build(*BOTH).entries)


def test_one_voices_bare_year_is_background_and_twos_is_not() -> None:
    since = "وتمنع الشاحنات من عبور جسر الوادي الكبير بين المدينتين منذ سنة 2009 لأسباب تقنية."
    one = article("one", since, published=None)
    two = article("two", since.replace("وتمنع", "ومنعت"), published=None, outlet="kech24")
    assert build(one).entries == ()
    assert [entry.date for entry in build(one, two).entries] == ["2009"]


def test_an_undated_article_gives_its_full_dates_alone() -> None:
    undated = msgspec.structs.replace(OPENED, published=None)
    made = build(undated)
    assert [one.date for one in made.entries] == ["2013-09", "2015-04-03"]
    assert made.undated == 1


def test_a_report_without_a_day_is_dated_by_its_publication_and_says_so() -> None:
    plain = article(
        "plain",
        "صادق مجلس الجهة على إصلاح جسر الوادي الكبير الذي يربط المدينتين بميزانية جديدة.",
        published="2018-12-02",
    )
    (entry,) = build(plain).entries
    assert (entry.date, entry.surface, entry.evidence[0].mention) == ("2018-12-02", "", None)


def test_a_lead_that_names_but_a_year_tells_of_its_own_day() -> None:
    yearly = article(
        "yearly",
        "عبر جسر الوادي الكبير بين المدينتين مليون مسافر في عام 2017 وفق أرقام وزارة النقل.",
        published="2018-12-02",
        title="مليون مسافر عبروا جسر الوادي الكبير في 2017",
    )
    assert [one.date for one in build(yearly).entries] == ["2018-12-02"]


def test_reprints_and_one_owner_are_one_voice() -> None:
    copy = msgspec.structs.replace(CLOSED, id="copy", outlet="other", reprint_of="closed")
    sister = msgspec.structs.replace(CLOSED, id="sister", outlet="sister")
    closed = build(CLOSED, copy, sister, families={"sister": "kech24"}).entries[-1]
    assert closed.families == 1
    assert build(CLOSED, sister).entries[-1].families == 2


def test_the_days_of_two_time_zones() -> None:
    late = article(
        "late",
        "أغلقت السلطات، اليوم، جسر الوادي الكبير بعد ظهور شقوق في أحد أعمدته بين المدينتين.",
        published="2018-11-05T21:00",
    )
    assert build(late).entries[0].date == "2018-11-05"
    assert build(late, zones={"hespress": "Pacific/Auckland"}).entries[0].date == "2018-11-06"


def test_today_in_a_quotation_is_the_meetings_day() -> None:
    met = article(
        "met",
        "اجتمع منتخبو المدينتين، أول أمس الخميس، لبحث مستقبل جسر الوادي الكبير.\n"
        "وقال رئيس الجهة إن لقاء اليوم حول جسر الوادي الكبير بين المدينتين يفتح بابا جديدا.",
        published="2018-07-14",
    )
    assert [one.date for one in build(met).entries] == ["2018-07-12"]


def test_a_day_of_two_events_has_two_entries_if_they_share_few_words() -> None:
    strike = [
        article(
            key,
            "أعلن سائقو الشاحنات، اليوم الاثنين، إضرابا مفتوحا عن العمل احتجاجا على أسعار الوقود.",
            published="2018-11-05",
            title="سائقو الشاحنات في إضراب مفتوح",
            outlet=key,
        )
        for key in ("a", "b")
    ]
    closed = [CLOSED, msgspec.structs.replace(CLOSED, id="again", outlet="x")]
    events = [event("one", closed), event("two", strike)]
    articles = [*closed, *strike]
    made = build_timeline(story(articles), events, articles)
    assert {(one.date, one.event) for one in made.entries} == {
        ("2018-11-05", "one"),
        ("2018-11-05", "two"),
    }
    assert len({one.id for one in made.entries}) == 2


def test_a_night_is_dated_by_its_evening() -> None:
    night = article(
        "night",
        "انهار ليل الجمعة السبت عمود من أعمدة جسر الوادي الكبير بين المدينتين بعد أمطار غزيرة.",
        published="2018-11-03T12:00",
    )
    (entry,) = build(night).entries
    assert (entry.date, entry.grain) == ("2018-11-02", "day")


def test_a_year_goes_where_a_month_of_it_tells_the_same() -> None:
    year = article(
        "year",
        "تأسست جمعية جسر الوادي الكبير في عام 2014 بمبادرة من سكان المدينتين المجاورتين.",
        published=None,
    )
    again = msgspec.structs.replace(year, id="again", outlet="kech24", body=f"{year.body} ")
    month = article(
        "month",
        "تأسست جمعية جسر الوادي الكبير في شتنبر 2014 بمبادرة من سكان المدينتين وتجارهما.",
        published=None,
    )
    assert [one.date for one in build(year, again).entries] == ["2014"]
    assert [one.date for one in build(year, again, month).entries] == ["2014-09"]


def test_weak_happenings_make_no_entry_beyond_those_always_kept() -> None:
    kept = build(*BOTH, params=TimelineParams(always=1, least_salience=0.99))
    assert len(kept.entries) == 1
    assert len(build(*BOTH, params=TimelineParams(always=4, least_salience=0.99)).entries) == 4


def test_the_limit_keeps_the_weightiest() -> None:
    made = build(*BOTH, params=TimelineParams(limit=2))
    assert len(made.entries) == 2
    assert {one.date for one in made.entries} == {"2018-03-13", "2018-11-05"}


def test_each_language_has_its_own_sentence() -> None:
    french = article(
        "fr",
        "Les autorités ont fermé lundi le pont du Grand Oued après la découverte de fissures.",
        published="2018-11-05",
        title="Le pont du Grand Oued fermé",
        language="fr",
        outlet="le360",
    )
    entry = build(CLOSED, french).entries[-1]
    assert entry.texts.keys() == {"ar", "fr"}
    assert entry.families == 2


def test_what_is_to_come_is_a_forecast() -> None:
    planned = article(
        "plan",
        "قررت السلطات، أمس الخميس، إصلاح جسر الوادي الكبير بين المدينتين.\n"
        "ويرتقب أن يفتح جسر الوادي الكبير أمام سكان المدينتين يوم 20 دجنبر 2018 بعد الإصلاح.",
        published="2018-11-09",
    )
    kinds = {one.date: one.kind for one in build(planned).entries}
    assert kinds == {"2018-11-08": "event", "2018-12-20": "forecast"}


def test_kept_mentions_give_the_same_timeline() -> None:
    kept = {one.id: unpack(pack(article_mentions(one))) for one in BOTH}
    assert build(*BOTH, mentions=kept) == build(*BOTH)


def near(key: str, first: str, last: str) -> dict[str, DateEstimate]:
    at = datetime.fromisoformat(first).replace(tzinfo=UTC)
    made = DateEstimate(
        article=key, at=at, first_day=first, last_day=last, confidence=0.65, reasons=("event",)
    )
    return {key: made}


def test_an_estimate_fixes_what_all_its_days_agree_on_and_is_marked() -> None:
    undated = msgspec.structs.replace(OPENED, published=None)
    plain = build(undated, CLOSED)
    assert "2018-03-13" not in {one.date for one in plain.entries}
    sure = build(undated, CLOSED, estimates=near("opened", "2018-03-14", "2018-03-14"))
    opened = next(one for one in sure.entries if one.date == "2018-03-13")
    assert opened.surface == "أمس الثلاثاء"
    assert all(one.estimated and one.published_at is None for one in opened.evidence)
    assert opened.reported_at is None
    dated = next(one for one in build(*BOTH).entries if one.date == "2018-03-13")
    assert opened.confidence < dated.confidence
    assert not any(one.estimated for entry in build(*BOTH).entries for one in entry.evidence)
    told = {one.date: one for one in sure.entries}
    assert not any(one.estimated for one in told["2015-04-03"].evidence)


def test_an_estimate_that_leaves_a_choice_makes_no_entry() -> None:
    undated = msgspec.structs.replace(OPENED, published=None)
    wide = build(undated, CLOSED, estimates=near("opened", "2018-03-08", "2018-03-20"))
    assert {one.date for one in wide.entries} == {
        one.date for one in build(undated, CLOSED).entries
    }


def test_an_estimate_of_a_dated_article_changes_nothing() -> None:
    assert build(*BOTH, estimates=near("opened", "2018-05-01", "2018-05-01")) == build(*BOTH)


def test_an_empty_story_has_an_empty_timeline() -> None:
    assert build_timeline(story(BOTH), (), ()).entries == ()


def test_the_order_of_input_does_not_matter() -> None:
    copy = msgspec.structs.replace(CLOSED, id="copy", outlet="other", reprint_of="closed")
    orders = itertools.permutations((OPENED, CLOSED, copy))
    assert len({msgspec.json.encode(build(*order)) for order in orders}) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_any_text_gives_entries_in_order_with_true_offsets(bodies: list[str]) -> None:
    articles = [
        article(str(row), f"{body} في 3 مارس 2018.", published="2018-03-05")
        for row, body in enumerate(bodies)
    ]
    made = build(*articles)
    days = [(one.first_day, one.last_day) for one in made.entries]
    assert days == sorted(days)
    for entry in made.entries:
        for one in entry.evidence:
            source = articles[int(one.article)]
            text = source.title if one.field == "title" else source.body
            assert text[one.start : one.end] == one.sentence


def test_a_day_that_nobody_names_is_told_by_the_day_before() -> None:
    collapsed = article(
        "collapsed",
        "انهار جسر الوادي الكبير مساء الثلاثاء وسقطت سيارات في النهر وقتل سائق حافلة.\n"
        "وقالت الشرطة إن سائق حافلة قتل بعد انهيار الجسر وسقوط سيارات في النهر.",
        published="2018-05-15T21:00",
        title="انهيار جسر الوادي الكبير وسقوط سيارات في النهر",
    )
    retold = article(
        "retold",
        "قتل سائق حافلة بعد انهيار جسر الوادي الكبير وسقوط سيارات في النهر.\n"
        "وأوضحت الشرطة أن سيارات سقطت في النهر.",
        published="2018-05-16T15:00",
        title="صور من انهيار جسر الوادي الكبير وسقوط سيارات في النهر",
        outlet="akhbarona",
    )
    assert [one.date for one in build(collapsed, retold).entries] == ["2018-05-15"]


def test_a_life_told_in_an_obituary_is_no_timeline() -> None:
    died = article(
        "died",
        "توفي مهندس جسر الوادي الكبير أمس الثلاثاء بعد مرض طويل في المدينة.\n"
        "صمم مهندس جسر الوادي الكبير أول جسر له في مارس 1961 بالمدينة.\n"
        "ونال مهندس الجسر جائزة الوادي الكبير في يونيو 1975 عن الجسر.\n"
        "وأصدر مهندس جسر الوادي الكبير كتابا في مايو 1980 عن الجسر.",
        published="2018-03-14T12:00",
        title="وفاة مهندس جسر الوادي الكبير",
    )
    found = [one.date for one in build(died).entries]
    assert found[-1] == "2018-03-13"
    assert len(found) == 2


def test_what_tells_of_another_time_does_not_tell_the_article_s_day() -> None:
    report = article(
        "report",
        "حذر وزير التجهيز من كلفة جسر الوادي الكبير بين المدينتين في بيان طويل.\n"
        "كلف جسر المدينة المجاورة مليار درهم في يوليو 1981 من مال البلدية القديمة.\n"
        "وكانت السلطات عبرت سابقا عن قلقها من كلفة جسر الوادي الكبير بين المدينتين.",
        published="2018-05-16T13:00",
    )
    (entry,) = (
        one
        for one in build_timeline(story([report]), (), [report]).entries
        if one.date == "2018-05-16"
    )
    assert [one.sentence.split()[0] for one in entry.evidence] == ["حذر"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("جسر الوادي الكبير", "يعتبر جسر الوادي الكبير من أقدم جسور البلاد الباقية إلى اليوم كله."),
        ("جسر الوادي الكبير", "أظهرت دراسة أن جسر الوادي الكبير يتحمل ألف شاحنة كل ساعة."),
        ("جسر الوادي الكبير", "أغلقت السلطات مؤخرا جسر الوادي الكبير أمام الشاحنات بين المدينتين."),
        ("كيف بني الجسر؟", "أغلقت السلطات جسر الوادي الكبير أمام الشاحنات بين المدينتين."),
    ],
)
def test_what_happened_on_no_day_makes_no_entry(title: str, body: str) -> None:
    plain = article("plain", body, published="2018-05-16T13:00", title=title)
    assert build_timeline(story([plain]), (), [plain]).entries == ()


def test_a_day_that_nobody_names_may_be_the_one_before() -> None:
    text = "أغلقت السلطات جسر الوادي الكبير أمام الشاحنات بين المدينتين."
    found = {}
    for hour, body in (
        ("10:00", text),
        ("16:00", text),
        ("10:00 ", f"{text[:-1]} اليوم الأربعاء."),
    ):
        one = article("one", body, published=f"2018-03-14T{hour.strip()}")
        (entry,) = build(one).entries
        found[hour] = (entry.date, entry.alternatives, entry.confidence)
    assert found["10:00"] == ("2018-03-14", ("2018-03-13",), 0.5)
    assert found["16:00"] == ("2018-03-14", (), 0.6)
    assert found["10:00 "][:2] == ("2018-03-14", ())


def test_behind_the_first_sentence_only_a_day_named_there_is_told() -> None:
    later = "وأوقفت الشرطة مهندس جسر الوادي الكبير بعد ساعات من التحقيق معه."
    for opening, told in (
        ("يعتبر جسر الوادي الكبير من أقدم جسور البلاد.", False),
        ("أغلق جسر الوادي الكبير أمس الثلاثاء أمام الشاحنات.", True),
    ):
        one = article("one", f"{opening}\n{later}", published="2018-03-14T12:00")
        made = build_timeline(story([one]), (), [one])
        (second,) = (each for each in article_mentions(one).said if each.order == 2)
        assert second.news is told
        assert bool(made.entries) is told


def test_a_date_that_only_bounds_what_is_told_makes_no_entry() -> None:
    report = article(
        "report",
        "حذر وزير التجهيز اليوم من كلفة جسر الوادي الكبير بين المدينتين قبل الانتخابات المتوقعة"
        " في يوليو المقبل.",
        published="2018-05-16T13:00",
    )
    made = build_timeline(story([report]), (), [report]).entries
    assert [one.date for one in made] == ["2018-05-16"]


def test_a_day_ahead_of_which_nothing_is_said_makes_no_entry() -> None:
    report = article(
        "report",
        "دعا وزير التجهيز، اليوم، إلى محاكمة مهندس جسر الوادي الكبير بين المدينتين، وهو مرشح"
        " للانتخابات المبكرة في 24 يونيو.",
        published="2018-05-16T13:00",
    )
    made = build_timeline(story([report]), (), [report]).entries
    assert [one.date for one in made] == ["2018-05-16"]


def test_a_day_is_told_by_what_was_done_on_it_rather_than_beside_another_act() -> None:
    report = article(
        "report",
        "أعلنت الشرطة الأحد اسم المشتبه به في قضية جسر الوادي الكبير بين المدينتين.\n"
        "واستقبلت البلدية عائلات ضحايا أحداث جسر الوادي الكبير بين المدينتين التي وقعت يوم"
        " الأربعاء الماضي.\n"
        "وتحصن المهندس المشتبه به ساعات فوق أعمدة الجسر القديم يوم الأربعاء الماضي.",
        published="2018-05-20T13:00",
    )
    made = {one.date: one for one in build_timeline(story([report]), (), [report]).entries}
    assert made["2018-05-16"].texts["ar"].startswith("وتحصن")
