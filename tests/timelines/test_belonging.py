"""Happenings of another affair: how far their articles lie from the middle of the story."""

from __future__ import annotations

import numpy as np
import pytest

from service.records import Article
from service.timelines.belonging import FEWEST, UNKNOWN, Belonging
from service.timelines.build import TimelineParams, build_timeline, candidates, gather
from service.timelines.happenings import affair_of
from service.timelines.meanings import Meanings
from tests.timelines.world import article, story

AFFAIR = [
    article(
        f"bridge{day}",
        f"أعلنت البلدية، يوم {day} مارس 2018، إصلاح العمود رقم {day} من جسر الوادي الكبير.",
        published=f"2018-03-{day:02d}",
    )
    for day in range(1, 8)
]
OTHER = article(
    "league",
    "فاز فريق المدينة، يوم 9 مارس 2018، ببطولة كرة القدم بعد مباراة مثيرة.",
    published="2018-03-09",
    title="فريق المدينة يفوز بالبطولة",
)


def meanings(strange: float, articles: list[Article]) -> Meanings:
    """All point one way but for the last, whose cosine to the others is ``strange``."""
    usual = np.array([1.0, 0.0], dtype=np.float32)
    far = np.array([strange, (1.0 - strange**2) ** 0.5], dtype=np.float32)
    return Meanings({one.id: usual for one in articles[:-1]} | {articles[-1].id: far})


def chances(articles: list[Article], told: Meanings) -> dict[str, float]:
    sources = gather((), articles)
    belonging = Belonging(sources, told)
    return {one.value: belonging(one) for one in candidates(sources, affair_of(sources))}


def test_what_lies_far_from_the_rest_is_hardly_of_the_affair() -> None:
    articles = [*AFFAIR, OTHER]
    found = chances(articles, meanings(0.1, articles))
    assert found["2018-03-09"] < 0.05
    assert found["2018-03-01"] == 1.0
    nearer = chances(articles, meanings(0.8, articles))
    assert found["2018-03-09"] < nearer["2018-03-09"]


@pytest.mark.parametrize("count", [FEWEST - 1, 1])
def test_too_few_articles_tell_nothing(count: int) -> None:
    articles = [*AFFAIR[: count - 1], OTHER]
    assert set(chances(articles, meanings(0.1, articles)).values()) == {UNKNOWN}


def test_articles_are_held_against_their_own_language() -> None:
    french = article(
        "french",
        "Le pont a été fermé le 9 mars 2018 par la commune, après des fissures.",
        published="2018-03-09",
        language="fr",
    )
    articles = [*AFFAIR, french]
    assert chances(articles, meanings(0.1, articles))["2018-03-09"] == UNKNOWN


def test_without_vectors_every_happening_belongs() -> None:
    assert set(chances([*AFFAIR, OTHER], Meanings()).values()) == {UNKNOWN}


def test_a_timeline_leaves_out_what_is_of_another_affair() -> None:
    articles = [*AFFAIR, OTHER]
    params = TimelineParams(always=2)

    def days(told: Meanings | None) -> list[str]:
        made = build_timeline(story(articles), (), articles, params=params, meanings=told)
        return [one.date for one in made.entries]

    assert "2018-03-09" in days(None)
    assert "2018-03-09" not in days(meanings(0.1, articles))
    assert days(meanings(0.1, articles)) == days(meanings(0.1, articles))


def test_what_is_doubted_and_weak_is_not_shown_for_want_of_better() -> None:
    articles = [*AFFAIR, OTHER]
    params = TimelineParams(always=99, least_salience=0.6)
    told = meanings(0.1, articles)
    shown = build_timeline(story(articles), (), articles, params=params, meanings=told).entries
    every = build_timeline(story(articles), (), articles, params=params).entries
    assert {one.date for one in every} - {one.date for one in shown} == {"2018-03-09"}
