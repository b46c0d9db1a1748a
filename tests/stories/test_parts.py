from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.errors import ShapeError
from service.stories.affairs import AffairParams
from service.stories.density import dense_groups
from service.stories.describe import phase
from service.stories.fitting import FitParams, fit_additive
from service.stories.headline import clean_title
from service.stories.neighbours import NEIGHBOUR_FEATURES, measure_neighbours
from service.stories.shapes import AdditiveModel, Shape


def links(
    *pairs: tuple[int, int, float],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    i, j, p = zip(*pairs, strict=True)
    return np.array(i, np.int64), np.array(j, np.int64), np.array(p, np.float32)


def test_a_chain_of_neighbours_is_cut_where_the_mean_falls() -> None:
    # Two tight threes, joined by one strong link: single linkage would run them together.
    found = dense_groups(
        6,
        *links(
            (0, 1, 0.9),
            (0, 2, 0.9),
            (1, 2, 0.9),
            (2, 3, 0.8),
            (3, 4, 0.9),
            (3, 5, 0.9),
            (4, 5, 0.9),
        ),
        cut=0.5,
    )
    assert found.tolist() == [0, 0, 0, 3, 3, 3]


def test_a_pair_below_the_cut_stays_apart() -> None:
    assert dense_groups(2, *links((0, 1, 0.3)), cut=0.4).tolist() == [0, 1]
    assert dense_groups(2, *links((0, 1, 0.5)), cut=0.4).tolist() == [0, 0]


@given(st.permutations(range(15)), st.permutations(range(6)))
def test_groups_do_not_hang_on_the_order_of_nodes(values: list[int], order: list[int]) -> None:
    i, j = np.triu_indices(6, 1)
    # Powers, so that no two means are alike: of equals the lesser id goes first.
    p = np.float32(0.98) * np.float32(0.83) ** np.array(values, np.float32)
    there = dense_groups(6, i, j, p, 0.5)
    place = np.array(order)
    a, b = np.minimum(place[i], place[j]), np.maximum(place[i], place[j])
    sort = np.lexsort((b, a))
    back = dense_groups(6, a[sort], b[sort], p[sort], 0.5)[place]
    same = there[:, None] == there[None, :]
    assert (same == (back[:, None] == back[None, :])).all()


def test_the_curve_is_straight_between_corners_and_level_outside() -> None:
    model = AdditiveModel(
        bias=0.0, shapes=[Shape(name="x", knots=[0.0, 1.0], values=[0.0, 2.0], missing=-1.0)]
    )
    x = np.array([[-5.0], [0.5], [9.0], [np.nan]], np.float32)
    assert model.parts(x).ravel().tolist() == [0.0, 1.0, 2.0, -1.0]
    with pytest.raises(ShapeError, match="weighs 1 measures"):
        model.parts(np.zeros((2, 3), np.float32))


def test_a_fit_is_calibrated_and_follows_a_bent_truth() -> None:
    random = np.random.default_rng(7)
    x = random.uniform(-1, 1, (4_000, 2)).astype(np.float32)
    truth = 1 / (1 + np.exp(-(3 * np.abs(x[:, 0]) - 1.5)))
    answers = random.uniform(size=len(x)) < truth
    model = fit_additive(x, answers, np.ones(len(x)), ("bent", "noise"), FitParams())
    found = model.probability(x)
    assert abs(float(found.mean()) - float(answers.mean())) < 0.02
    assert float(np.abs(found - truth).mean()) < 0.06
    assert np.abs(model.shapes[1].values).max() < 0.5


def test_a_third_article_bridges_two() -> None:
    i, j, p = links((0, 1, 0.2), (0, 2, 0.9), (1, 2, 0.9), (3, 4, 0.2))
    found = measure_neighbours(5, i, j, p)
    bridge = found[:, NEIGHBOUR_FEATURES.index("best_bridge")]
    assert bridge[0] == pytest.approx(0.9, abs=1e-4)
    assert bridge[3] == 0.0


def test_the_far_cut_rises_with_the_store() -> None:
    params = AffairParams()
    assert params.far(2) == params.least
    assert params.far(1_000) < params.far(30_000) < params.far(300_000)
    assert params.far(30_000) == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("عاجل: إقالة المدرب بعد الهزيمة", "إقالة المدرب بعد الهزيمة"),
        ("بالفيديو.. سيول تجتاح المدينة القديمة", "سيول تجتاح المدينة القديمة"),
        ("Vidéo: la crue gagne la vieille ville", "la crue gagne la vieille ville"),
        ("عاجل: زلزال", "عاجل: زلزال"),
    ],
)
def test_a_title_loses_the_marks_of_the_desk(title: str, clean: str) -> None:
    assert clean_title(title) == clean


def test_phases() -> None:
    now = datetime(2026, 5, 20, tzinfo=UTC)
    day = timedelta(days=1)
    assert phase(now - day / 2, now, now) == "breaking"
    assert phase(now - 5 * day, now - day, now) == "developing"
    assert phase(now - 60 * day, now - 2 * day, now) == "sustained"
    assert phase(now - 60 * day, now - 20 * day, now) == "fading"
    assert phase(None, None, now) == "fading"
