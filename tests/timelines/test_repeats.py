"""Entries of days beside each other that tell one act, and sentences in two languages that do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from service.records import Article
from service.timelines.build import build_timeline
from service.timelines.meanings import Meanings
from tests.timelines.world import article, story

FIRST = "انتخب البرلمان، يوم الاثنين، المهندس سالم الوردي رئيسا لمجلس جسر الوادي الكبير بعد جولتين."
AGAIN = "انتخب النواب، الثلاثاء، سالم الوردي على رأس المجلس بفارق مريح عن أقرب منافسيه في العاصمة."
SWORN = "أدى سالم الوردي رئيس مجلس الجسر اليمين يوم الثلاثاء في جلسة بالعاصمة أمام النواب."


def pointing(angles: dict[str, float]) -> Meanings:
    """Sentences that begin so have these cosines to all that is not named."""

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        cosines = [
            next((cosine for start, cosine in angles.items() if one.startswith(start)), 1.0)
            for one in texts
        ]
        rows = [[cosine, (1.0 - cosine**2) ** 0.5] for cosine in cosines]
        return np.array(rows, dtype=np.float32)

    return Meanings(encode=encode)


def days(second: str, told: Meanings | None, published: str = "2018-10-02") -> list[str]:
    articles = [
        article("a", FIRST, published="2018-10-01"),
        article("b", second, published=published, outlet="kech24"),
    ]
    made = build_timeline(story(articles), (), articles, meanings=told)
    return [one.date for one in made.entries]


def test_one_act_told_on_two_days_in_other_words_is_one_entry() -> None:
    assert len(days(AGAIN, pointing({}))) == 1
    assert len(days(AGAIN, pointing({"انتخب النواب": 0.5}))) == 2


def test_another_act_of_the_same_people_is_another_entry() -> None:
    assert len(days(SWORN, pointing({}))) == 2


def test_an_act_of_a_later_week_is_another_entry() -> None:
    assert len(days(AGAIN, pointing({}), published="2018-10-09")) == 2


def test_other_figures_make_another_entry() -> None:
    more = AGAIN.replace("بفارق مريح", "بأغلبية 180 صوتا")
    articles = [
        article("a", FIRST.replace("بعد جولتين", "بأغلبية 150 صوتا"), published="2018-10-01"),
        article("b", more, published="2018-10-02", outlet="kech24"),
    ]
    made = build_timeline(story(articles), (), articles, meanings=pointing({}))
    assert len(made.entries) == 2


def test_without_meanings_sentences_must_share_more_words() -> None:
    assert len(days(AGAIN, None)) == 2
    assert len(days(FIRST.replace("الاثنين", "الثلاثاء").replace("جولتين", "جلسة"), None)) == 1


FRENCH = "Le pont du Grand Oued a été fermé lundi 5 novembre 2018 après l'apparition de fissures."


@pytest.mark.parametrize(("near", "languages"), [(0.5, {"ar", "fr"}), (0.05, {"ar"})])
def test_a_second_language_is_told_only_where_it_tells_the_same(
    near: float, languages: set[str]
) -> None:
    closed = (
        "أغلقت السلطات، اليوم الاثنين، جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أعمدته."
    )
    articles: list[Article] = [
        article("a", closed, published="2018-11-05"),
        article("b", FRENCH, published="2018-11-05", outlet="map", language="fr"),
    ]
    made = build_timeline(story(articles), (), articles, meanings=pointing({"Le pont": near}))
    assert set(made.entries[0].texts) == languages
    assert set(build_timeline(story(articles), (), articles).entries[0].texts) == {"ar", "fr"}


def test_what_has_lasted_since_a_day_does_not_tell_that_day() -> None:
    since = article(
        "a",
        "غادرت السفينة التي تسد جسر الوادي الكبير منذ الثلاثاء 6 مارس 2018 مكان جنوحها.\n"
        "وجنحت السفينة يوم الثلاثاء 6 مارس 2018 قرب جسر الوادي الكبير بسبب عاصفة رملية.",
        published="2018-03-12",
        title="تحرير السفينة قرب جسر الوادي الكبير",
    )
    made = build_timeline(story([since]), (), [since])
    text = next(one.texts["ar"] for one in made.entries if one.date == "2018-03-06")
    assert "جنحت السفينة" in text


def test_meanings_are_learned_once_a_sentence() -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.ones((len(texts), 1), dtype=np.float32)

    told = Meanings(encode=encode)
    told.learn(["b", "a", "b"])
    assert told.cosine("a", "b") == 1.0
    assert asked == ["a", "b"]
    assert Meanings().cosine("a", "b") is None
