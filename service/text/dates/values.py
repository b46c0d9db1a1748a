"""Values of date expressions as text, and the Gregorian days they span.

Knows nothing of how an expression was written: only the ISO 8601 forms of ``Mention.value``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from service.text.calendars import days_in_month

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2})?)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}")


def bounds(value: str) -> tuple[date, date] | None:
    """First and last Gregorian day of a ``Mention.value``; None if it is no such value.

    An interval runs from the first day of its first part to the last day of its second.
    """
    if "/" in value:
        first, _, second = value.partition("/")
        left, right = _single(first), _single(second)
        return (left[0], right[1]) if left and right else None
    return _single(value)


def _single(value: str) -> tuple[date, date] | None:
    try:
        return _read(value)
    except (ValueError, OverflowError):
        return None


def _read(value: str) -> tuple[date, date] | None:
    if _YEAR.fullmatch(value):
        return months(int(value), 1, 12)
    if _DECADE.fullmatch(value):
        return months(int(value) * 10, 1, 12)[0], months(int(value) * 10 + 9, 1, 12)[1]
    return _dashed(value)


def _dashed(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), 1)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, min(monday, date.max - timedelta(days=6)) + timedelta(days=6)
    if match := _QUARTER.fullmatch(value):
        return months(int(match[1]), 3 * int(match[2]) - 2, 3)
    return None


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of ``count`` months of one year from ``month`` on."""
    last = month + count - 1
    return date(year, month, 1), date(year, last, days_in_month(year, last))


def week(day: date) -> str:
    """The ISO week ``day`` falls in."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"
