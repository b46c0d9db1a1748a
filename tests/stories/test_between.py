from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random_array

from service.stories import between
from service.stories.between import cosines, gather, put, strike


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
    assert np.isnan(table.within).all()


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


@pytest.mark.parametrize("spread", [0, 60, 1_000])
def test_cosines_are_the_products_however_many_rows_are_spread_out(
    spread: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "SPREAD", spread)
    monkeypatch.setattr(between, "CHUNK", 3)
    rows = csr_matrix(random_array((9, 30), density=0.2, rng=np.random.default_rng(1)))
    a, b = np.array([0, 1, 2, 3, 8, 8, 4]), np.array([5, 6, 7, 8, 0, 8, 3])
    dense = rows.toarray()
    wanted = (dense[a] * dense[b]).sum(axis=1)
    assert cosines(rows, a, b) == pytest.approx(wanted)
    assert cosines(dense, a, b) == pytest.approx(wanted)
