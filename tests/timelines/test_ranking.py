from __future__ import annotations

import pytest

from service.errors import ShapeError
from service.timelines.build import candidates, gather
from service.timelines.happenings import affair_of
from service.timelines.ranking import FEATURES, SHIPPED, crowd_of, fit, measured, ordered
from tests.timelines.world import CLOSED, OPENED


def test_there_is_a_weight_for_each_feature() -> None:
    assert set(SHIPPED.weights) == set(FEATURES)


def test_what_is_reported_outranks_what_is_looked_back_to() -> None:
    sources = gather((), (OPENED, CLOSED))
    affair = affair_of(sources)
    found = candidates(sources, affair)
    odds = [SHIPPED(row) for row in measured(found, affair, crowd_of(sources))]
    best = ordered(found, odds, affair)
    assert {one.value for one in best[:2]} == {"2018-03-13", "2018-11-05"}
    assert sorted(one.value for one in best) == sorted(one.value for one in found)


def test_learning_finds_the_feature_that_tells() -> None:
    rows = [tuple(float(name == "volume" and row % 2) for name in FEATURES) for row in range(40)]
    learned = fit(rows, [3 * (row % 2) for row in range(40)], ["s"] * 40, penalty=1.0)
    assert learned(rows[1]) > 0 > learned(rows[0])


def test_learning_refuses_lists_of_unlike_length() -> None:
    with pytest.raises(ShapeError):
        fit([(0.0,) * len(FEATURES)], [1, 0], ["s"])
