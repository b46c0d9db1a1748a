"""What heads a story in a digest: the news of the window, over the affair that it belongs to."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from service.digests.ranking import rank_week
from service.digests.render import render_html, render_markdown
from service.records import Article, Digest, Event, Story
from tests.digests.test_digest import ARTICLES, BRIDGE, STORIES, TIMELINES, WEEK, article, week

OLD_AFFAIR = msgspec.structs.replace(
    STORIES[0],
    title="وضع حجر أساس الجسر سنة 2015",
    titles={"ar": "وضع حجر أساس الجسر سنة 2015", "fr": "Première pierre du pont en 2015"},
    articles=40,
)


def happening(key: str, titles: dict[str, str], *articles: Article) -> Event:
    return Event(
        id=key, story="bridge", title=next(iter(titles.values())), titles=titles,
        medoid=articles[0].id, articles=tuple(one.id for one in articles), first_at=None,
        last_at=None,
    )  # fmt: skip


def affair(*events: Event, told: Story = OLD_AFFAIR, **more: Any) -> Digest:
    return rank_week([told], TIMELINES, ARTICLES, events={"bridge": events}, **(WEEK | more))  # type: ignore[arg-type]


LONG_AGO_ARTICLES = [
    article("o1", "2015-04-03", "hespress", "قديم"),
    article("o2", "2015-04-03", "kech24", "قديم"),
]
LONG_AGO = happening("e-1", dict(OLD_AFFAIR.titles), *LONG_AGO_ARTICLES)
OPENED = happening("e-2", {"ar": "افتتاح الجسر", "fr": "Le pont ouvre"}, *BRIDGE[1:])
INVITED = happening("e-3", {"ar": "دعوة إلى تدشين الجسر"}, BRIDGE[0])


@pytest.mark.parametrize(
    ("language", "news", "story_title"),
    [
        ("ar", "افتتاح الجسر", "ضمن قصة: \u2068وضع حجر أساس الجسر سنة 2015\u2069"),
        ("fr", "Le pont ouvre", "Dans l’histoire : \u2068Première pierre du pont en 2015\u2069"),
        ("en", "افتتاح الجسر", "Part of the story: \u2068وضع حجر أساس الجسر سنة 2015\u2069"),
    ],
)
def test_the_news_of_the_window_heads_an_old_affair(
    language: str, news: str, story_title: str
) -> None:
    made = affair(LONG_AGO, INVITED, OPENED)
    text = render_markdown(made, language=language)
    assert (
        f"### [\u2068{news}\u2069](http://127.0.0.1:8000/stories/bridge)\n\n{story_title}" in text
    )
    page = render_html(made, language=language)
    title, called = (re.search(pattern, page, re.DOTALL) for pattern in (
        r"<h3[^>]*><a[^>]*>(.*?)</a>", r'<p class="affair"[^>]*>(.*?)</p>'))  # fmt: skip
    assert title is not None
    assert title[1] == news
    assert called is not None
    assert re.sub(r"<[^>]+>", "", called[1]) == re.sub("[\u2068\u2069]", "", story_title)
    assert news in re.findall(r"<title>(.*?)</title>", page)[0]


def test_a_story_called_after_its_news_has_no_second_title() -> None:
    same = msgspec.structs.replace(OPENED, titles={"ar": OLD_AFFAIR.title})
    for made in (affair(LONG_AGO, same), affair(), affair(LONG_AGO)):
        assert made.items[0].news == {}
        assert "Part of the story" not in render_markdown(made, language="en")
        assert 'class="affair"' not in render_html(made, language="fr")
        assert "Première pierre du pont en 2015" in render_html(made, language="fr")


def test_the_news_is_what_most_owners_tell_in_the_window() -> None:
    owned = {"kech24": "one", "le360": "one"}
    assert affair(OPENED, INVITED).items[0].news == dict(OPENED.titles)
    # Two outlets of one owner are one voice, and then more articles tell.
    assert affair(OPENED, INVITED, families=owned).items[0].news == dict(OPENED.titles)
    first, second = (
        happening("e-4", {"ar": "أول"}, BRIDGE[0]),
        happening("e-5", {"ar": "ثان"}, BRIDGE[1]),
    )
    assert affair(first, second).items[0].news == {"ar": "ثان"}
    assert affair(second, first).items[0].news == {"ar": "ثان"}
    both = happening("e-6", {"ar": "بصوتين"}, BRIDGE[0], BRIDGE[1])
    pair = happening("e-7", {"ar": "بصوت"}, *BRIDGE[2:], *ARTICLES["alone"])
    assert affair(both, pair, families=owned).items[0].news == {"ar": "بصوتين"}
    # What was told before the window does not count.
    before = happening("e-8", {"ar": "قبل"}, *LONG_AGO_ARTICLES, BRIDGE[0])
    assert affair(before, OPENED).items[0].news == dict(OPENED.titles)


def test_a_digest_kept_before_it_had_news_is_still_read_and_printed() -> None:
    kept = msgspec.to_builtins(week())
    for item in kept["items"]:
        del item["news"]
    made = msgspec.convert(kept, Digest)
    assert render_markdown(made) == render_markdown(week())
