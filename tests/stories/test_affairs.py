from __future__ import annotations

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from service.stories import centroids
from service.stories.affairs import (
    AFFAIR_FEATURES,
    AffairParams,
    Affairs,
    compare_two,
    join_affairs,
)
from service.stories.corpus import Corpus
from service.stories.occasions import Occasions
from service.stories.shapes import AdditiveModel, Shape
from tests.stories.corpora import a_corpus

PARAMS = AffairParams()
MONTHS = 24.0 * 200


def judging_by(**slopes: float) -> AdditiveModel:
    """Log-odds that rise by ``slopes`` with these measures, and with no other."""
    ends = [-1_000.0, 1_000.0]
    shapes = [
        Shape(name=name, knots=ends, values=[end * slopes.get(name, 0.0) for end in ends])
        for name in AFFAIR_FEATURES
    ]
    return AdditiveModel(bias=0.0, shapes=shapes)


def join(
    corpus: Corpus,
    story: NDArray[np.int64],
    params: AffairParams = PARAMS,
    model: AdditiveModel = judging_by(near_chance=10.0),  # noqa: B008 - frozen
) -> list[int]:
    return [int(one) for one in join_affairs(Affairs(corpus, story, params), model, 0.5)]


def alone(count: int) -> NDArray[np.int64]:
    return np.arange(count, dtype=np.int64)


def test_one_affair_meets_over_months_and_another_does_not() -> None:
    corpus = a_corpus([[1, 0, 0], [1, 0.2, 0], [0, 0, 1]], [0, MONTHS, MONTHS])
    assert join(corpus, alone(3)) == [0, 0, 2]


def test_stories_met_by_their_rare_words_are_those_of_a_look_at_every_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(8)
    kinds = chance.uniform(size=(12, 9)) ** 6
    rows = (kinds[chance.integers(0, 12, 60)] + chance.uniform(0, 0.1, (60, 9))).tolist()
    corpus = a_corpus(rows, (MONTHS * np.arange(60)).tolist())
    params = AffairParams(least=2.8)
    wanted = join(corpus, alone(60), params)
    assert 1 < len(set(wanted)) < 60
    monkeypatch.setattr(centroids, "FULL", 10)
    monkeypatch.setattr(centroids, "RARE", 1.0)
    assert join(corpus, alone(60), params) == wanted
    # A word that is in too many heads tells nothing.
    monkeypatch.setattr(centroids, "RARE", 0.0)
    assert join(corpus, alone(60), params) == list(range(60))


def test_the_cut_rises_with_the_archive() -> None:
    # Three cosines of 0.4 are a sum of 1.2: over the cut of a small store, under a large one's.
    rows = [[1.0, 0.0], [0.4, float(np.sqrt(1 - 0.16))]]
    corpus = a_corpus(rows, [0, MONTHS])
    assert PARAMS.far(2) < 1.2 < PARAMS.far(10_000)
    assert join(corpus, alone(2)) == [0, 0]
    large = msgspec.structs.replace(PARAMS, least=PARAMS.far(10_000))
    assert join(corpus, alone(2), large) == [0, 1]


def test_the_undated_is_judged_like_the_dated() -> None:
    rows = [[1.0, 0.0], [0.4, float(np.sqrt(1 - 0.16))]]
    corpus = a_corpus(rows, [0, float("nan")])
    assert join(corpus, alone(2)) == [0, 0]


def test_joined_middles_draw_in_what_neither_reached_alone() -> None:
    corpus = a_corpus([[1, 0.2, 0], [1, -0.2, 0], [1, 0, 1.6]], [0, MONTHS, 2 * MONTHS])
    params = msgspec.structs.replace(PARAMS, least=1.5)
    assert join(corpus, alone(3), params) == [0, 0, 0]


def test_a_story_is_never_parted() -> None:
    corpus = a_corpus([[1, 0], [0, 1], [1, 0.1]], [0, 1, MONTHS])
    found = join(corpus, np.array([0, 0, 2]))
    assert found[0] == found[1] == 0


def test_a_large_archive_is_known_where_only_a_sample_is_here() -> None:
    rows = [[1.0, 0.0], [0.4, float(np.sqrt(1 - 0.16))]]
    corpus = a_corpus(rows, [0, MONTHS])
    held = np.array([30, 9])
    few, many = (
        Affairs(corpus, alone(2), PARAMS, total=total, held=held) for total in (None, 10_000)
    )
    place = {name: AFFAIR_FEATURES.index(name) for name in ("near_chance", "small", "large")}
    of_few, of_many = few.measure()[0], many.measure()[0]
    assert of_few[place["near_chance"]] == pytest.approx(1.2 - PARAMS.far(2), abs=1e-3)
    assert of_many[place["near_chance"]] == pytest.approx(1.2 - PARAMS.far(10_000), abs=1e-3)
    assert of_few[place["small"]] == pytest.approx(np.log(9))
    assert of_few[place["large"]] == pytest.approx(np.log(30))


def test_what_names_two_occasions_may_be_kept_apart_by_that() -> None:
    corpus = a_corpus([[1, 0], [1, 0.1], [1, 0.05]], [0, MONTHS, 2 * MONTHS])
    plainly = np.array([[10, 0], [0, 10], [10, 0]], np.int32)
    corpus = msgspec.structs.replace(
        corpus, occasions=Occasions(np.arange(3, dtype=np.int32), plainly)
    )
    wary = judging_by(near_chance=10.0, occasion_apart=-100.0)
    assert join(corpus, alone(3)) == [0, 0, 0]
    assert join(corpus, alone(3), model=wary) == [0, 1, 0]


def test_two_groups_of_articles_are_measured_as_two_stories() -> None:
    corpus = a_corpus([[1, 0], [0, 1], [1, 0]], [0, 24.0, MONTHS])
    far = PARAMS.far(50)
    (found,) = compare_two(corpus, np.array([0, 1]), np.array([2]), far)
    told = dict(zip(AFFAIR_FEATURES, found.tolist(), strict=True))
    half = float(np.sqrt(0.5))
    assert told["near_chance"] == pytest.approx(3 * half - far, abs=1e-3)
    assert told["head_words_part"] == pytest.approx(1 / 3, abs=1e-3)
    assert told["vectors_part"] == pytest.approx(1 / 3, abs=1e-3)
    assert (told["small"], told["large"]) == (0.0, pytest.approx(np.log(2)))
    assert told["gap"] == pytest.approx(np.log1p(MONTHS - 24.0))
    assert np.isnan([told["near_low"], told["near_high"]]).all()
    (undated,) = compare_two(
        msgspec.structs.replace(corpus, hours=np.full(3, np.nan)), np.arange(2), np.array([2]), far
    )
    assert np.isnan(undated[AFFAIR_FEATURES.index("gap")])


def test_nothing_in_nothing_out() -> None:
    corpus = a_corpus([[1, 0]], [0])
    assert join(corpus, alone(1)) == [0]
