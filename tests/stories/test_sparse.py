import numpy as np
from scipy.sparse import csr_matrix

from service.stories.sparse import entries, in_turns, row_of_entry


def test_the_entries_of_rows_come_in_the_order_asked_for() -> None:
    rows = csr_matrix(np.array([[1, 0, 2], [0, 0, 0], [3, 4, 5]]))
    asked = np.array([2, 1, 0, 2])
    start, count = rows.indptr[asked], np.diff(rows.indptr)[asked]
    assert rows.data[entries(start, count)].tolist() == [3, 4, 5, 1, 2, 3, 4, 5]
    assert entries(start[:0], count[:0]).tolist() == []
    assert row_of_entry(rows).tolist() == [0, 0, 2, 2, 2]


def test_a_turn_has_few_owners_that_look_up_little_and_at_least_one() -> None:
    owner = np.array([1, 1, 4, 6, 7, 7, 9])
    looks = np.array([2, 2, 1, 90, 1, 1, 1])
    turns = [(some.tolist(), part.start, part.stop) for some, part in in_turns(owner, looks, 2, 10)]
    assert turns == [([1, 4], 0, 3), ([6], 3, 4), ([7, 9], 4, 7)]
    assert list(in_turns(owner[:0], looks[:0], 2, 10)) == []
