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
from service.stories.neighbours import NEIGHBOUR_FEATURES, Neighbours, Web
from service.stories.shapes import AdditiveModel, Curves, Shape


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


def test_the_curves_of_several_models_sum_at_once_to_what_each_adds() -> None:
    random = np.random.default_rng(3)

    def drawn(place: int) -> Shape:
        knots = np.sort(random.uniform(-1, 1, 2 + place)).astype(np.float32).astype(float).tolist()
        values = random.normal(size=len(knots)).tolist()
        return Shape(name=str(place), knots=knots, values=values, missing=0.7)

    models = [AdditiveModel(bias=0.0, shapes=[drawn(place) for place in range(5)]) for _ in "abc"]
    measures = random.uniform(-1.5, 1.5, (3_000, 5)).astype(np.float32)
    measures[::7, 2] = np.nan
    found = Curves([*(one.shapes for one in models), [*models[0].shapes[:3], None, None]])
    *each, some = found.sums(measures)
    for one, told in zip(models, each, strict=True):
        assert told == pytest.approx(one.log_odds(measures), abs=1e-5)
    assert some == pytest.approx(models[0].parts(measures)[:, :3].sum(axis=1), abs=1e-5)
    with pytest.raises(ShapeError, match="weigh 5 measures"):
        found.sums(measures[:, :4])


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
    found = Neighbours(Web(5, i, j), p).measure(np.arange(len(i)))
    bridge = found[:, NEIGHBOUR_FEATURES.index("best_bridge")]
    assert bridge[0] == pytest.approx(0.9, abs=1e-4)
    assert bridge[3] == 0.0


def test_what_third_articles_say_is_what_a_look_at_each_of_them_says() -> None:
    random = np.random.default_rng(5)
    i, j = np.triu_indices(60, 1)
    kept = random.uniform(size=len(i)) < 0.3
    i, j = i[kept], j[kept]
    p = random.uniform(size=len(i)).astype(np.float32)
    found = Neighbours(Web(60, i, j), p).measure(np.arange(len(i)))
    full = np.zeros((60, 60), np.float32)
    full[i, j] = full[j, i] = p
    own = np.where(full > 0.5, full, 0.0)
    mine = np.where(p > 0.5, p, 0.0)
    to = (
        (full @ own)[i, j] / (own.sum(axis=1)[j] - mine + 0.3),
        (own @ full)[i, j] / (own.sum(axis=1)[i] - mine + 0.3),
    )
    expected = {
        "shared_neighbours": np.log1p((full @ full)[i, j]),
        "best_bridge": np.sqrt((full[i] * full[j]).max(axis=1)),
        "mean_to_group_low": np.minimum(*to),
        "mean_to_group_high": np.maximum(*to),
    }
    for name, values in expected.items():
        assert found[:, NEIGHBOUR_FEATURES.index(name)] == pytest.approx(values, abs=1e-5), name


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


def test_zero_of_a_silent_measure_is_no_reason() -> None:
    shapes = [
        Shape(name=name, knots=[0.0, 1.0], values=[0.5, 2.0], missing=1.0)
        for name in ("apart", "near")
    ]
    model = AdditiveModel(bias=-1.0, shapes=shapes)
    measures = np.array([[0.0, 0.0], [1.0, 1.0], [np.nan, np.nan]], np.float32)
    start, parts = model.reasons(measures, ["apart"])
    assert start == -0.5
    assert parts.tolist() == [[0.0, 0.5], [1.5, 2.0], [0.5, 1.0]]
    whole = start + parts.sum(axis=1)
    assert whole == pytest.approx(model.bias + model.parts(measures).sum(axis=1))
