"""Dates written as three numbers.

Knows nothing of the text around them.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+")


def split(written: str) -> list[int]:
    """The numbers of 17-7-2012, 2018/07/12 or 14 - 07 - 2018."""
    return [int(part) for part in _NUMBER.findall(written)]


def place(parts: list[int]) -> tuple[int, int, int] | None:
    """(year, month, day) of three numbers: day first, unless the year leads or it cannot be.

    Years of two digits are 1970 to 2069.
    """
    if len(parts) != 3:
        return None
    first, second, third = parts
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if year < 100:
        year += 2000 if year < 70 else 1900
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2200):
        return None
    return year, month, day
