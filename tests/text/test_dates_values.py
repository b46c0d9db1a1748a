"""First and last day of every form of value."""

from __future__ import annotations

from datetime import date

import pytest

from service.text.dates import bounds


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-07-12", (2018, 7, 12), (2018, 7, 12)),
        ("2018-07-12T18:30", (2018, 7, 12), (2018, 7, 12)),
        ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("199", (1990, 1, 1), (1999, 12, 31)),
        ("2018-W01", (2018, 1, 1), (2018, 1, 7)),
        ("2018-Q4", (2018, 10, 1), (2018, 12, 31)),
        ("2017-12-30/2018-01", (2017, 12, 30), (2018, 1, 31)),
        ("2008/2012", (2008, 1, 1), (2012, 12, 31)),
    ],
)
def test_bounds(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert bounds(value) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "value", ["", "soon", "2018-13", "2018-02-30", "2018/", "2018-W60", "0000", "/"]
)
def test_what_is_no_value(value: str) -> None:
    assert bounds(value) is None
