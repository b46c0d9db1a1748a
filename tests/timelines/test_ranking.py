from __future__ import annotations

import pytest

from service.errors import ShapeError
from service.timelines.build import candidates, gather
from service.timelines.features import REMEMBERED, REPORTED, crowd_of, measured
from service.timelines.happenings import affair_of
from service.timelines.ranking import SHIPPED, fit, is_reported, ordered
from tests.timelines.world import CLOSED, OPENED, article


def test_there_is_a_weight_for_each_feature() -> None:
    assert set(SHIPPED.reported.weights) == set(REPORTED)
    assert set(SHIPPED.remembered.weights) == set(REMEMBERED)


def test_a_happening_is_measured_by_what_is_known_of_it() -> None:
    sources = gather((), (OPENED, CLOSED))
    affair = affair_of(sources)
    found = candidates(sources, affair)
    rows = measured(found, affair, crowd_of(sources))
    for one, row in zip(found, rows, strict=True):
        assert set(row) >= set(REPORTED if one.own else REMEMBERED)
        assert is_reported(row) == bool(one.own)
        assert all(-1.0 <= value <= 2.5 for value in row.values())


def test_what_is_reported_outranks_what_is_looked_back_to() -> None:
    sources = gather((), (OPENED, CLOSED))
    affair = affair_of(sources)
    found = candidates(sources, affair)
    odds = [SHIPPED(row) for row in measured(found, affair, crowd_of(sources))]
    best = ordered(found, odds, affair)
    assert {one.value for one in best[:2]} == {"2018-03-13", "2018-11-05"}
    assert sorted(one.value for one in best) == sorted(one.value for one in found)


def test_a_day_beside_one_taken_is_held_back() -> None:
    days = [
        article(
            key,
            f"أغلقت السلطات، {said}، جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أعمدته.",
            published=published,
            outlet=key,
        )
        for key, said, published in (
            ("a", "الاثنين", "2018-11-05"),
            ("b", "الثلاثاء", "2018-11-06"),
            ("c", "الأحد", "2018-11-18"),
        )
    ]
    sources = gather((), days)
    found = candidates(sources, affair_of(sources))
    best = ordered(found, [1.0, 0.9, 0.8], affair_of(sources))
    assert [one.value for one in best] == ["2018-11-05", "2018-11-18", "2018-11-06"]


def test_learning_finds_the_feature_that_tells() -> None:
    rows = [dict.fromkeys(REPORTED, 0.0) | {"echo": float(row % 2)} for row in range(40)]
    learned = fit(rows, [3 * (row % 2) for row in range(40)], ["s"] * 40, penalty=1.0)
    assert learned(rows[1]) > 0 > learned(rows[0])


def test_without_a_case_taken_nothing_is_likely() -> None:
    rows = [dict.fromkeys(REMEMBERED, 0.0), dict.fromkeys(REPORTED, 0.0)]
    learned = fit(rows, [0, 0], ["s", "s"])
    assert learned(rows[0]) < 0 > learned(rows[1])


def test_learning_refuses_lists_of_unlike_length() -> None:
    with pytest.raises(ShapeError):
        fit([dict.fromkeys(REPORTED, 0.0)], [1, 0], ["s"])
