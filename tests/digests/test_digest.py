from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from babel import Locale
from babel.dates import format_date

from service.digests.ranking import DigestParams, rank_week
from service.digests.render import render_html, render_markdown
from service.digests.words import LANGUAGES, Words
from service.errors import InputError
from service.records import (
    Article,
    Digest,
    Evidence,
    Published,
    Story,
    Timeline,
    TimelineEntry,
)

NOW = datetime(2018, 7, 16, tzinfo=UTC)
WEEK = {"first_day": "2018-07-09", "last_day": "2018-07-15", "made_at": NOW}
NEXT = {"first_day": "2018-07-16", "last_day": "2018-07-22", "made_at": NOW}


def article(key: str, day: str, outlet: str, title: str, **more: str) -> Article:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Article(
        id=key, outlet=outlet, language=more.get("language", "ar"), title=title, body=title,
        content_hash=key, reprint_of=more.get("reprint_of"),
        published=Published(at=at, precision="day", source="page"),
    )  # fmt: skip


def story(key: str, title: str, articles: int, language: str = "ar") -> Story:
    return Story(
        id=key, title=title, titles={language: title}, language=language, keywords=(), events=(),
        articles=articles, reprints=0, outlets={}, families=1, languages={}, first_at=None,
        last_at=None, phase="developing",
    )  # fmt: skip


def entry(key: str, day: str, text: str, source: Article, surface: str = "أمس") -> TimelineEntry:
    cited = Evidence(
        article=source.id, outlet=source.outlet, language=source.language, sentence=text, start=0,
        end=len(text),
    )  # fmt: skip
    return TimelineEntry(
        id=key, story="s", date=day, first_day=day, last_day=day, grain="day",
        calendar="gregorian", surface=surface, kind="event", texts={source.language: text},
        evidence=(cited,), families=1, salience=0.5,
    )  # fmt: skip


BRIDGE = [
    article("b1", "2018-07-10", "hespress", "تدشين جسر الوادي الكبير"),
    article("b2", "2018-07-11", "kech24", "جسر الوادي الكبير يفتح أمام السير"),
    article("b3", "2018-07-12", "le360", "Le pont du Grand Oued est ouvert", language="fr"),
]
FAIR = [
    article("f1", "2018-07-10", "hespress", "معرض الكتاب يفتح أبوابه"),
    article("f2", "2018-07-11", "hespress", "معرض الكتاب في يومه الثاني"),
    article("f3", "2018-07-11", "copy", "معرض الكتاب في يومه الثاني", reprint_of="f2"),
]
STORIES = [
    story("bridge", "جسر الوادي الكبير", 3),
    story("fair", "معرض الكتاب", 3),
    story("alone", "خبر مفرد", 1),
]
ARTICLES = {
    "bridge": BRIDGE,
    "fair": FAIR,
    "alone": [article("a1", "2018-07-11", "kech24", "خبر مفرد")],
}
OPENING = entry("e1", "2018-07-10", "دشن الوزير جسر الوادي الكبير.", BRIDGE[0])
OLD = entry("e0", "2015-04-03", "وضع الحجر الأساس للجسر.", BRIDGE[0])
TIMELINES = {"bridge": Timeline(story="bridge", entries=(OLD, OPENING))}


def week(**more: object) -> Digest:
    return rank_week(STORIES, TIMELINES, ARTICLES, **(WEEK | more))  # type: ignore[arg-type]


def test_independent_voices_come_first_and_reprints_are_none() -> None:
    made = week()
    assert [one.story for one in made.items] == ["bridge", "fair"]
    assert [one.families for one in made.items] == [3, 1]
    assert made.items[1].articles == 3
    assert (made.articles, made.stories) == (7, 3)


def test_only_the_weeks_happenings_are_told() -> None:
    assert [one.id for one in week().items[0].entries] == ["e1"]


def test_no_item_is_repeated_unless_it_changed() -> None:
    again = rank_week(STORIES, TIMELINES, ARTICLES, previous=week(), **WEEK)  # type: ignore[arg-type]
    assert again.items == ()


def test_a_story_with_news_comes_again_with_only_what_is_new() -> None:
    fresh = [
        article("b4", "2018-07-17", "hespress", "إغلاق جسر الوادي الكبير"),
        article("b5", "2018-07-18", "kech24", "شقوق في جسر الوادي الكبير"),
    ]
    closing = entry("e2", "2018-07-17", "أغلقت السلطات جسر الوادي الكبير.", fresh[0])
    made = rank_week(
        STORIES,
        {"bridge": Timeline(story="bridge", entries=(OLD, OPENING, closing))},
        ARTICLES | {"bridge": [*BRIDGE, *fresh]},
        previous=week(),
        **NEXT,  # type: ignore[arg-type]
    )
    (item,) = made.items
    assert (item.change, item.articles, [one.id for one in item.entries]) == ("updated", 2, ["e2"])
    page = render_html(made)
    assert "منذ العدد السابق: مقالان جديدان، واقعة جديدة." in page
    assert "لا قصص جديدة" in page


def test_caps() -> None:
    made = week(params=DigestParams(items=1, entries=0, headlines=1))
    assert len(made.items) == 1
    assert (len(made.items[0].entries), len(made.items[0].headlines)) == (0, 1)


def test_the_order_of_input_does_not_matter() -> None:
    made = {
        msgspec.json.encode(rank_week(order, TIMELINES, ARTICLES, **WEEK))  # type: ignore[arg-type]
        for order in itertools.permutations(STORIES)
    }
    assert len(made) == 1


class _Seen(HTMLParser):
    """Everything a page asks for, and the direction it declares."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.links: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.root = values
        if tag in {"script", "img", "link", "iframe", "video"} or "src" in values:
            self.asked.append(tag)
        if tag == "a":
            self.links.append(values.get("href") or "")


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr"), ("es", "ltr")]
)
def test_the_page_is_whole_and_asks_nothing(language: str, direction: str) -> None:
    page = render_html(week(), language=language, base_url="https://riwaya.example/")
    seen = _Seen(page)
    assert seen.root["dir"] == direction
    assert seen.root["lang"] == language
    assert seen.asked == []
    assert "url(" not in page
    assert "@import" not in page
    assert "https://riwaya.example/stories/bridge" in seen.links
    assert "https://riwaya.example/articles/b1?at=body:0-29#cite" in seen.links
    assert re.search(r'<h1[^>]* style="', page)


def test_the_arabic_page_has_no_word_of_the_interface_in_latin_letters() -> None:
    names = {"hespress": "هسبريس", "kech24": "كش24", "le360": "لو360", "copy": "نسخة"}
    french = {"Le pont du Grand Oued est ouvert"}
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", render_html(week(), outlet_names=names),
                  flags=re.DOTALL)  # fmt: skip
    for one in french:
        text = text.replace(one, "")
    assert re.findall(r"[A-Za-z]+", text) == []


def test_titles_are_escaped() -> None:
    sly = story("bridge", "<script>x</script> [a](b)", 3)
    made = rank_week([sly], {}, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert "<script>" not in render_html(made)
    assert "\\[a\\](b)" in render_markdown(made)


def test_an_entry_dated_by_its_report_says_so() -> None:
    implied = {"bridge": Timeline(story="bridge", entries=(
        entry("e9", "2018-07-10", "فتح الجسر.", BRIDGE[0], surface=""),))}  # fmt: skip
    made = rank_week(STORIES, implied, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert "(تاريخ النشر)" in render_markdown(made)
    early = msgspec.structs.replace(
        implied["bridge"].entries[0], reported_at=datetime(2018, 7, 11, 6, tzinfo=UTC)
    )
    line = Timeline(story="bridge", entries=(early,))
    made = rank_week(STORIES, {"bridge": line}, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert "(عشية النشر)" in render_markdown(made)


def test_an_empty_week_says_why() -> None:
    empty = rank_week([], {}, {}, **WEEK)  # type: ignore[arg-type]
    assert "لا قصة تستوفي" in render_html(empty)
    assert "التغطية في هذه المدة قليلة: لا مقالات" in render_markdown(empty)


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="'de'"):
        render_html(week(), language="de")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالاً"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
        (112, "112 مقالاً"),
    ],
)
def test_arabic_counts(count: int, said: str) -> None:
    assert Words("ar").count("articles", count) == said


def test_dates_in_words() -> None:
    day = date.fromisoformat
    assert Words("ar").day(day("2018-07-12")) == "12 يوليوز 2018"
    assert Words("ar").span(day("2018-07-09"), day("2018-07-15")) == "من 9 إلى 15 يوليوز 2018"
    assert Words("fr").span(day("2018-07-01"), day("2018-08-02")) == "du 1er juillet au 2 août 2018"
    assert Words("en").span(day("2018-12-30"), day("2019-01-02")) == (
        "30 December 2018 to 2 January 2019"
    )
    assert Words("es").day(day("2018-07-12")) == format_date(day("2018-07-12"), "long", locale="es")
    assert Words("es").span(day("2018-06-30"), day("2018-07-12")) == (
        "del 30 de junio al 12 de julio de 2018"
    )
    assert Words("es").value("month", day("2018-09-01"), day("2018-09-30")) == "septiembre de 2018"
    assert Words("ar").value("month", day("2018-09-01"), day("2018-09-30")) == "شتنبر 2018"


def test_every_language_has_every_word() -> None:
    from service.digests.words import _catalogue

    keys = [set(one) for one in _catalogue().values()]
    assert list(_catalogue()) == list(LANGUAGES)
    assert all(one == keys[0] for one in keys)


def test_plural_forms_are_those_of_cldr() -> None:
    from service.digests.words import _catalogue

    for code in LANGUAGES:
        rule = Locale.parse(code).plural_form
        forms = {rule(n) for n in range(1000)}
        for what in ("stories", "articles", "of_articles", "fresh_count", "entries", "families"):
            table = _catalogue()[code][what]
            assert forms <= table.keys()
            for n in range(1000):
                assert Words(code).count(what, n) == table[rule(n)].format(n=n), (code, n)
    assert Words("es").count("articles", 2_000_000) == "2000000 de artículos"


def test_a_title_is_in_the_readers_language_where_the_story_has_one() -> None:
    titles = {"ar": "جسر الوادي الكبير", "fr": "Pont ouvert après trois ans"}
    told = [msgspec.structs.replace(STORIES[0], titles=titles), *STORIES[1:]]
    made = rank_week(told, TIMELINES, ARTICLES, **WEEK)  # type: ignore[arg-type]
    for render in (render_html, render_markdown):
        assert "Pont ouvert après trois ans" in render(made, language="fr")
        assert "جسر الوادي الكبير" in render(made, language="ar")
        assert "Pont ouvert" not in render(made, language="en")
    page = render_html(made, language="fr")
    assert '<h3 lang="fr" dir="ltr"' in page
    assert "معرض الكتاب" in page


@pytest.mark.parametrize(
    ("language", "first", "last", "title"),
    [
        ("ar", "2018-07-09", "2018-07-15", "حصاد الأسبوع: من 9 إلى 15 يوليوز 2018"),
        ("ar", "2018-07-10", "2018-07-10", "حصاد اليوم: 10 يوليوز 2018"),
        (
            "fr",
            "2018-07-01",
            "2018-07-31",
            "La période en histoires\u00a0: du 1er au 31 juillet 2018",
        ),
        ("en", "2018-07-09", "2018-07-15", "The week in stories: 9 to 15 July 2018"),
        (
            "es",
            "2018-07-09",
            "2018-07-15",
            "La semana en historias: del 9 al 15 de julio de 2018",
        ),
    ],
)
def test_a_digest_is_called_after_its_window(
    language: str, first: str, last: str, title: str
) -> None:
    made = msgspec.structs.replace(week(), first_day=first, last_day=last)
    assert render_markdown(made, language=language).startswith(f"# {title}\n")


def test_the_subject_names_the_first_story() -> None:
    page = render_html(week(), language="ar")
    assert "<title>حصاد الأسبوع (من 9 إلى 15 يوليوز 2018): جسر الوادي الكبير</title>" in page
    empty = msgspec.structs.replace(week(), items=())
    assert "<title>حصاد الأسبوع</title>" in render_html(empty, language="ar")


@pytest.mark.parametrize(
    ("articles", "said"), [(2, "قصتان من مقالين"), (5, "قصتان من 5 مقالات"), (112, "من 112 مقالاً")]
)
def test_what_is_counted_stands_in_its_case(articles: int, said: str) -> None:
    assert said in render_markdown(msgspec.structs.replace(week(), articles=articles))


def test_an_estimated_date_is_called_so() -> None:
    proofs = tuple(msgspec.structs.replace(one, estimated=True) for one in OPENING.evidence)
    guessed = msgspec.structs.replace(OPENING, evidence=proofs)
    line = Timeline(story="bridge", entries=(guessed,))
    made = rank_week(STORIES, {"bridge": line}, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert "(تاريخ مقدر)" in render_markdown(made)
    assert "date estimée" in render_html(made, language="fr")
    assert "مقدر" not in render_markdown(week())


@pytest.mark.parametrize(
    ("status", "said"),
    [(None, "ahead"), ("planned", "ahead"), ("moved", "put off"), ("cancelled", "called off")],
)
def test_what_was_only_foretold_is_not_told_as_done(status: Any, said: str) -> None:
    foretold = msgspec.structs.replace(OPENING, kind="forecast", status=status)
    line = Timeline(story="bridge", entries=(foretold,))
    made = rank_week(STORIES, {"bridge": line}, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert f"** ({said}): " in render_markdown(made, language="en")
    done = msgspec.structs.replace(foretold, status="held")
    line = Timeline(story="bridge", entries=(done,))
    held = rank_week(STORIES, {"bridge": line}, ARTICLES, **WEEK)  # type: ignore[arg-type]
    assert "** (" not in render_markdown(held, language="en")


def test_a_line_leads_to_its_sentence() -> None:
    proof = OPENING.evidence[0]
    place = f"/articles/{proof.article}?at={proof.field}:{proof.start}-{proof.end}#cite"
    assert place in render_markdown(week())
