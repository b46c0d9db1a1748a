"""How what is decided anew around a change joins what stands."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.embeddings.encoder import load_encoder
from service.embeddings.inputs import fields
from service.records import Article
from service.stories.assign import (
    FRESH,
    Ground,
    GrowthParams,
    Place,
    _keys,
    _take_up,
    partners,
    regroup,
)
from service.stories.cluster import StoriesParams
from service.stories.corpus import make_corpus
from service.stories.similarity import link, load_background, load_model
from tests.stories.test_cluster import TEXTS, article


def test_an_event_takes_the_id_that_lies_most_in_it_and_each_id_goes_once() -> None:
    label = np.array([0, 0, 0, 3, 3, 5, 6])
    before = ["", "e-b", "e-b", "e-b", "e-a", "e-c", ""]
    fresh = f"{FRESH}6"
    assert _keys(label, before) == ["e-b", "e-b", "e-b", "e-a", "e-a", "e-c", fresh]


def test_of_equals_the_lesser_id() -> None:
    assert _keys(np.array([0, 0]), ["e-b", "e-a"]) == ["e-a", "e-a"]


def test_what_is_opened_joins_where_most_of_what_stays_stood() -> None:
    label = np.array([0, 0, 0, 0, 4, 5])
    opened = np.array([True, False, False, False, True, False])
    keys = _take_up(label, opened, ["", "s-b", "s-b", "s-a", "", "s-c"], {})
    assert keys == ["s-b", "s-b", "s-b", "s-a", f"{FRESH}4", "s-c"]


def test_an_old_story_keeps_what_nothing_else_takes_up_while_more_of_it_stands_elsewhere() -> None:
    label, opened = np.array([0, 0, 2]), np.ones(3, bool)
    before = ["", "s-a", "s-a"]
    assert _take_up(label, opened, before, {"s-a": 9}) == ["s-a", "s-a", "s-a"]
    parted = _take_up(label, opened, before, {"s-a": 2})
    assert parted == [f"{FRESH}0", f"{FRESH}0", f"{FRESH}2"]
    assert _take_up(np.zeros(2, np.int64), opened[:2], ["s-a", "s-a"], {"s-a": 2}) == ["s-a"] * 2


def test_partners_are_the_nearest_and_not_far_apart() -> None:
    middles = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 0, 1], [0.6, 0.8, 0]], np.float32)
    near = partners(middles, np.array([0]), GrowthParams(partners=1))
    assert near.tolist() == [1]
    near = partners(middles, np.array([0]), GrowthParams(partners=3))
    assert near.tolist() == [1, 3]


def test_a_new_event_joins_a_story_that_lasted_longer_than_pairs_alone_make_one() -> None:
    articles = [article(48 * day, *TEXTS[day % 2]) for day in range(8)]
    texts = [fields(one) for one in articles]
    titles, bodies = (load_encoder().encode([text[k] for text in texts]) for k in range(2))
    corpus = make_corpus(articles, titles, bodies, load_background())
    params, model = StoriesParams(), load_model()
    fresh = np.arange(8) == 7
    ground = Ground(corpus, link(corpus, model, params.candidates), model, params, fresh)
    label, opened = ground.stories(np.where(fresh, 7, 0), np.arange(8))
    assert opened.tolist() == fresh.tolist()
    assert label[7] == label[6]


@pytest.fixture(scope="module")
def crowd() -> tuple[list[Article], np.ndarray, np.ndarray]:
    articles = [
        article(one, f"{title} {'' if one < len(TEXTS) else 'من جديد'}", body)
        for one, (title, body) in enumerate([*TEXTS, *TEXTS])
    ]
    encoder = load_encoder()
    titles, bodies = zip(*(fields(one) for one in articles), strict=True)
    return articles, encoder.encode(list(titles)), encoder.encode(list(bodies))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_stood_every_event_is_in_one_story_and_what_has_no_part_stands(
    crowd: tuple[list[Article], np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    articles, titles, bodies = crowd
    n = len(articles)
    event_of = data.draw(st.lists(st.integers(0, 6), min_size=n, max_size=n))
    story_of = data.draw(st.lists(st.integers(0, 3), min_size=7, max_size=7))
    news = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    elsewhere = data.draw(st.integers(0, 5))
    stood = {
        one.id: Place(event=f"e-{event_of[row]}", story=f"s-{story_of[event_of[row]]}")
        for row, one in enumerate(articles)
        if not news[row] or data.draw(st.booleans())
    }
    sizes = Counter(name for one in stood.values() for name in (one.event, one.story))
    sizes.update({name: elsewhere for name in sizes if name.startswith("s-")})
    found = regroup(articles, titles, bodies, news, stood, sizes, share=1.0, params=StoriesParams())
    stories: dict[str, set[str]] = {}
    for event, story in zip(found.event, found.story, strict=True):
        stories.setdefault(event, set()).add(story)
    assert all(len(one) == 1 for one in stories.values())
    fresh = {found.event[row] for row in range(n) if news[row]}
    for row, one in enumerate(articles):
        alone = all(
            stood[other.id].story == stood[one.id].story
            for place, other in enumerate(articles)
            if found.event[place] == found.event[row] and other.id in stood and one.id in stood
        )
        if found.event[row] not in fresh and alone:
            assert found.story[row] == stood[one.id].story
