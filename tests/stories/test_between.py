from __future__ import annotations

import numpy as np
import pytest

from service.stories.between import gather, put, regather, strike


def test_rows_of_the_same_two_groups_are_made_one() -> None:
    one, other = np.array([2, 0, 2, 0]), np.array([3, 1, 3, 2])
    table = gather(
        one,
        other,
        [np.array([0.5, 1.0, 0.25, 0.0]), np.ones(4, bool)],
        [np.array([0.5, 0.1, 0.7, 0.2], np.float32), np.array([0.3, 0.4, 0.1, 0.0], np.float32)],
        4,
    )
    assert list(zip(table.one.tolist(), table.other.tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (2, 3),
    ]
    assert table.total.tolist() == [[1.0, 1.0], [0.0, 1.0], [0.75, 2.0]]
    assert table.best == pytest.approx(np.array([[0.1, 0.4], [0.2, 0.0], [0.7, 0.3]]), abs=1e-6)
    assert np.isnan(table.across).all()


def test_rows_are_put_and_struck_out_in_their_place() -> None:
    ones = np.ones(3)
    table = gather(np.array([0, 0, 1]), np.array([1, 2, 2]), [ones] * 5, [ones] * 2, 3)
    other = gather(np.array([0]), np.array([2]), [np.array([0.25])] * 5, [np.array([0.5])] * 2, 3)
    put(table, np.array([1]), other)
    strike(table, np.array([0]))
    assert list(zip(table.one.tolist(), table.other.tolist(), strict=True)) == [
        (0, 0),
        (0, 2),
        (1, 2),
    ]
    assert table.total[:, 0].tolist() == [0.0, 0.25, 1.0]
    assert table.best[:, 1].tolist() == [-1.0, 0.5, 1.0]


def test_nothing_lies_between_no_groups() -> None:
    none = np.zeros(0, np.int64)
    table = gather(none, none, [none, none], [none, none], 0)
    assert table.total.shape == (0, 2)
    assert len(table.one) == 0


def test_what_is_known_across_groups_stays_known_of_the_joined_where_all_of_it_is() -> None:
    pairs = np.array([(0, 2), (0, 3), (1, 2), (1, 3), (0, 4), (2, 4), (3, 4)])
    ones = np.ones(len(pairs))
    table = gather(pairs[:, 0], pairs[:, 1], [ones] * 5, [ones] * 2, 5)
    table.across[:] = 1.0
    # 0 and 1 are one, and 2 and 3: of 1 and 4 there is no row, of 3 and 4 nothing was asked.
    table.across[6] = np.nan
    root, parts = np.array([0, 0, 2, 2, 4]), np.array([2, 1, 2, 1, 1])
    found = regather(table, np.arange(len(pairs)), root, parts)
    assert list(zip(found.one.tolist(), found.other.tolist(), strict=True)) == [
        (0, 2),
        (0, 4),
        (2, 4),
    ]
    assert found.total[:, 0].tolist() == [4.0, 1.0, 2.0]
    assert found.across[0].tolist() == [4.0] * 5
    assert np.isnan(found.across[1:]).all()
