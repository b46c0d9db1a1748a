"""Days whose name is known the world over: the 11-Septembre is not of this year.

Knows nothing of grammar: a month, a day and the day of writing come in.
"""

from __future__ import annotations

from datetime import date, timedelta

# What is called by its day and month alone, without a year, years after.
_DAYS = {
    (9, 11): date(2001, 9, 11),  # New York and Washington
    (3, 11): date(2004, 3, 11),  # Madrid
    (7, 7): date(2005, 7, 7),  # London
    (5, 16): date(2003, 5, 16),  # Casablanca
    (11, 13): date(2015, 11, 13),  # Paris
    (1, 6): date(2021, 1, 6),  # Washington
    (10, 7): date(2023, 10, 7),  # the south of Israel
}
# So long after it a report still writes of the day as of any other.
_NEWS = timedelta(days=300)


def is_named_day(month: int | None, day: int | None, reference: date | None) -> bool:
    """Whether "the attacks of" a month and day are history's, seen from ``reference``.

    Not in the months after the day itself, where it is news and its year the nearest.
    """
    known = _DAYS.get((month or 0, day or 0))
    if known is None:
        return False
    return reference is None or not known <= reference <= known + _NEWS
