from __future__ import annotations

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from service.stories import affairs
from service.stories.affairs import AffairParams, join_affairs, middles
from service.stories.corpus import Corpus
from service.stories.occasions import Occasions
from service.stories.vectors import Vectors
from service.stories.words import no_words

PARAMS = AffairParams()
MONTHS = 24.0 * 200


def a_corpus(rows: list[list[float]], hours: list[float]) -> Corpus:
    """A corpus whose words and vectors are the same ``rows``, so a pair's sum is three cosines."""
    unit = np.array(rows, np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    sparse, count = csr_matrix(unit), len(unit)
    return Corpus(
        order=np.arange(count),
        ids=[f"a-{row}" for row in range(count)],
        words=no_words(),
        head=sparse,
        text=sparse,
        titles=Vectors([unit], np.arange(count)),
        bodies=Vectors([unit], np.arange(count)),
        whole=Vectors([unit], np.arange(count)),
        hours=np.array(hours, np.float64),
        outlets=np.zeros(count, np.int32),
        languages=np.zeros(count, np.int32),
        occasions=Occasions(np.full(count, -1, np.int32), np.zeros((0, 1), np.int32)),
    )


def alone(count: int) -> NDArray[np.int64]:
    return np.arange(count, dtype=np.int64)


def test_one_affair_meets_over_months_and_another_does_not() -> None:
    corpus = a_corpus([[1, 0, 0], [1, 0.2, 0], [0, 0, 1]], [0, MONTHS, MONTHS])
    assert join_affairs(corpus, alone(3), PARAMS).tolist() == [0, 0, 2]


def test_stories_met_by_their_rare_words_are_those_of_a_look_at_every_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(8)
    kinds = chance.uniform(size=(12, 9)) ** 6
    rows = (kinds[chance.integers(0, 12, 60)] + chance.uniform(0, 0.1, (60, 9))).tolist()
    corpus = a_corpus(rows, (MONTHS * np.arange(60)).tolist())
    params = AffairParams(least=2.8)
    wanted = join_affairs(corpus, alone(60), params).tolist()
    assert 1 < len(set(wanted)) < 60
    monkeypatch.setattr(affairs, "FULL", 10)
    monkeypatch.setattr(affairs, "RARE", 1.0)
    assert join_affairs(corpus, alone(60), params).tolist() == wanted
    # A word that is in too many heads tells nothing.
    monkeypatch.setattr(affairs, "RARE", 0.0)
    assert join_affairs(corpus, alone(60), params).tolist() == list(range(60))


def test_the_cut_rises_with_the_archive() -> None:
    # Three cosines of 0.4 are a sum of 1.2: over the cut of a small store, under a large one's.
    rows = [[1.0, 0.0], [0.4, float(np.sqrt(1 - 0.16))]]
    corpus = a_corpus(rows, [0, MONTHS])
    assert PARAMS.far(2) < 1.2 < PARAMS.far(10_000)
    assert join_affairs(corpus, alone(2), PARAMS).tolist() == [0, 0]
    large = msgspec.structs.replace(PARAMS, least=PARAMS.far(10_000))
    assert join_affairs(corpus, alone(2), large).tolist() == [0, 1]


def test_the_undated_is_judged_like_the_dated() -> None:
    rows = [[1.0, 0.0], [0.4, float(np.sqrt(1 - 0.16))]]
    corpus = a_corpus(rows, [0, float("nan")])
    assert join_affairs(corpus, alone(2), PARAMS).tolist() == [0, 0]


def test_joined_middles_draw_in_what_neither_reached_alone() -> None:
    corpus = a_corpus([[1, 0.2, 0], [1, -0.2, 0], [1, 0, 1.6]], [0, MONTHS, 2 * MONTHS])
    params = msgspec.structs.replace(PARAMS, least=1.5)
    assert join_affairs(corpus, alone(3), params).tolist() == [0, 0, 0]


def test_a_story_is_never_parted() -> None:
    corpus = a_corpus([[1, 0], [0, 1], [1, 0.1]], [0, 1, MONTHS])
    found = join_affairs(corpus, np.array([0, 0, 2]), PARAMS)
    assert found[0] == found[1] == 0


def test_a_middle_is_the_mean_of_its_articles_with_length_one() -> None:
    corpus = a_corpus([[1, 0], [0, 1], [1, 0]], [0, 0, 0])
    head, text, whole = middles(corpus, np.array([0, 0, 1]), 2)
    half = np.sqrt(0.5)
    for found in (head.toarray(), text.toarray(), whole):
        assert found == pytest.approx(np.array([[half, half], [1, 0]]), abs=5e-4)


def test_nothing_in_nothing_out() -> None:
    corpus = a_corpus([[1, 0]], [0])
    assert join_affairs(corpus, alone(1), PARAMS).tolist() == [0]
