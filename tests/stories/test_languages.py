from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.corpus import Corpus
from service.stories.languages import LanguageParams, join_languages
from tests.stories.corpora import a_corpus

PARAMS = LanguageParams()


def spoken(vectors: list[list[float]], languages: list[int], hours: list[float]) -> Corpus:
    """A corpus of which only vectors, languages and times are looked at."""
    return msgspec.structs.replace(
        a_corpus(vectors, hours), languages=np.array(languages, np.int32)
    )


def alone(count: int) -> NDArray[np.int64]:
    return np.arange(count, dtype=np.int64)


def test_the_nearest_of_another_language_in_time_is_joined() -> None:
    corpus = spoken([[1, 0, 0], [0, 1, 0], [0.9, 0.1, 0], [0, 0, 1]], [0, 0, 1, 1], [0, 0, 5, 5])
    event, story = join_languages(corpus, alone(4), alone(4), PARAMS)
    assert event.tolist() == [0, 1, 0, 3]
    assert story.tolist() == [0, 1, 0, 3]


def test_too_far_apart_in_time_stays_apart() -> None:
    corpus = spoken([[1, 0], [1, 0]], [0, 1], [0, 24 * PARAMS.days + 1])
    event, _ = join_languages(corpus, alone(2), alone(2), PARAMS)
    assert event.tolist() == [0, 1]


def test_an_undated_article_may_be_of_any_day() -> None:
    corpus = spoken([[1, 0], [1, 0]], [0, 1], [0, float("nan")])
    event, _ = join_languages(corpus, alone(2), alone(2), PARAMS)
    assert event.tolist() == [0, 0]


def test_one_language_is_left_as_it_is() -> None:
    corpus = spoken([[1, 0], [1, 0]], [0, 0], [0, 0])
    event, story = join_languages(corpus, alone(2), alone(2), PARAMS)
    assert event.tolist() == story.tolist() == [0, 1]


def test_whole_stories_meet_through_their_events() -> None:
    corpus = spoken([[1, 0], [0, 1], [1, 0]], [0, 0, 1], [0, 900, 0])
    story = np.array([0, 0, 2], np.int64)
    event, joined = join_languages(corpus, alone(3), story, PARAMS)
    assert event.tolist() == [0, 1, 0]
    assert joined.tolist() == [0, 0, 0]


def test_one_meeting_does_not_join_two_long_stories() -> None:
    vectors = [[1.0, 0, 0]] + [[0, 1.0, 0]] * 9 + [[1.0, 0, 0]] + [[0, 0, 1.0]] * 9
    corpus = spoken(vectors, [0] * 10 + [1] * 10, [0.0] * 20)
    story = np.array([0] * 10 + [10] * 10, np.int64)
    event, joined = join_languages(corpus, alone(20), story, PARAMS)
    assert joined.tolist() == story.tolist()
    assert event.tolist() == alone(20).tolist()


def test_the_cut_rises_with_the_candidates() -> None:
    few, many = PARAMS.cut(np.array([1, 10_000]))
    assert few < many
    stricter = msgspec.structs.replace(PARAMS, chance=0.002)
    assert stricter.cut(np.array([1]))[0] > few
