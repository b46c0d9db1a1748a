import numpy as np
from numpy.typing import NDArray

from service.stories.spans import Spans

DAY = 24.0


def at(*rows: int) -> NDArray[np.int64]:
    return np.array(rows, np.int64)


def spans() -> Spans:
    """Of days 0 to 2, of day 5, undated, and of days 1 to 3."""
    hours = np.array([2 * DAY, 0.0, 5 * DAY, np.nan, DAY, 3 * DAY])
    return Spans(at(0, 0, 1, 2, 3, 3), hours, 4)


def test_a_group_begins_and_ends_with_what_is_dated_in_it() -> None:
    found = spans()
    np.testing.assert_array_equal(found.first, [0.0, 5 * DAY, np.nan, DAY])
    np.testing.assert_array_equal(found.last, [2 * DAY, 5 * DAY, np.nan, 3 * DAY])


def test_between_two_groups_is_what_parts_them_or_how_much_they_overlap() -> None:
    found = spans()
    one, other = at(0, 1, 0, 0), at(1, 0, 3, 2)
    np.testing.assert_array_equal(found.gap(one, other), [3 * DAY, 3 * DAY, -DAY, np.nan])
    np.testing.assert_array_equal(found.across(one, other), [5 * DAY, 5 * DAY, 3 * DAY, np.nan])


def test_a_joined_group_spans_both_and_an_undated_one_adds_nothing() -> None:
    found = spans()
    found.join(at(0, 2), at(1, 3))
    np.testing.assert_array_equal(found.first[[0, 2]], [0.0, DAY])
    np.testing.assert_array_equal(found.last[[0, 2]], [5 * DAY, 3 * DAY])
