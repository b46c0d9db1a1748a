"""Whole units and their parts, measured from the day of writing or from what was named before.

Knows nothing of words, and nothing of named days.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta

from service.records import Grain
from service.text.calendars import shifted_month
from service.text.dates.expression import Expression
from service.text.dates.values import months, week

# "2022 ... this year": beyond a few lines another year may be spoken of.
YEAR_REACH = 250


@dataclass(slots=True)
class Point:
    """A resolved expression: its value or None, its grain, and what it leaned on."""

    value: str | None
    grain: Grain
    first: date | None = None
    leaned: str | None = None
    alternatives: tuple[str, ...] = ()
    confidence: float = 1.0
    day_before: bool = False


class UnitResolver(ABC):
    """Resolves units by the dates that its fields remember.

    ``reference`` is the day of writing, or None where it is not known. ``hint`` is a year that
    the text names, for what nothing else dates.
    """

    def __init__(
        self, reference: date | None, expressions: list[Expression], hint: int | None = None
    ) -> None:
        self.reference = reference
        self.hint = hint
        self.weekdays: dict[int, date] = {}
        self.day: date | None = None
        self.day_end = 0
        self.month: tuple[int, int] | None = None
        self.year: int | None = None
        self.year_end = 0
        self.full = full_dates(expressions)

    @abstractmethod
    def point(self, one: Expression, future: bool | None) -> Point:
        """The value of one date, whatever it names; ``future`` is the tense, if told."""

    def _turned_year(self, turn: str, at: int) -> int | None:
        if turn in {"same", "before", "after"} and self.year is not None:
            return self.year + {"same": 0, "before": -1, "after": 1}[turn]
        base = self.reference.year if self.reference else self._year_near(turn, at)
        if base is None:
            return None
        return base + _STEPS.get(turn, 0)

    def _year_near(self, turn: str, at: int) -> int | None:
        """Without a day of writing: the year named shortly before, if this one is meant."""
        near = at - self.year_end <= YEAR_REACH
        return self.year if near and turn in {"this", "last"} else None

    def _ago(self, one: Expression) -> Point:
        reference, count = self.reference, one.ago or 0
        if reference is None:
            return Point(None, _GRAINS.get(one.unit or "day", "day"))
        leaned = self.said()
        if one.unit == "day":
            day = reference + timedelta(days=count)
            return Point(day.isoformat(), "day", day, leaned, confidence=0.9)
        if one.unit == "week":
            day = reference + timedelta(weeks=count)
            return Point(week(day), "week", day, leaned, confidence=0.85)
        if one.unit == "month":
            year, month = shifted_month(reference.year, reference.month, count)
            return Point(
                f"{year:04}-{month:02}", "month", date(year, month, 1), leaned, confidence=0.85
            )
        year = reference.year + count * (10 if one.unit == "decade" else 1)
        first = date(year, 1, 1)
        if one.unit == "decade":
            return Point(f"{year // 10:03}", "decade", first, leaned, confidence=0.6)
        return Point(f"{year:04}", "year", first, leaned, confidence=0.85)

    def _unit(self, one: Expression) -> Point:
        """العام الماضي, الأسبوع المقبل, اليوم نفسه."""
        turn = one.turn or "this"
        if one.unit == "year":
            return self._turn_of_year(turn, one.start)
        if one.unit == "quarter":
            return self._turned_quarter(turn)
        if one.unit == "month":
            return self._turn_of_month(turn)
        base = self._base_day(turn)
        told = turn in {"before", "after"} and one.unit == "day"
        if base is None or (told and self._has_moved_on()):
            return Point(None, "week" if one.unit == "week" else "day")
        day = base + timedelta(days=_STEPS.get(turn, 0) * (7 if one.unit == "week" else 1))
        if one.unit == "week":
            return Point(week(day), "week", day, self.said(), confidence=0.9)
        return Point(day.isoformat(), "day", day, self.said(), confidence=0.9)

    def _turn_of_month(self, turn: str) -> Point:
        month = self._turned_month(turn)
        if month is None:
            return Point(None, "month")
        first = date(month[0], month[1], 1)
        return Point(month_of(first), "month", first, self.said(), confidence=0.9)

    def _turned_quarter(self, turn: str) -> Point:
        if self.reference is None:
            return Point(None, "quarter")
        index = self.reference.year * 4 + (self.reference.month - 1) // 3 + _STEPS.get(turn, 0)
        year, quarter = index // 4, index % 4 + 1
        first = date(year, 3 * quarter - 2, 1)
        return Point(f"{year:04}-Q{quarter}", "quarter", first, self.said(), confidence=0.9)

    def _turn_of_year(self, turn: str, at: int) -> Point:
        year, said = self._turned_year(turn, at), self.said()
        if year is None:
            return Point(None, "year")
        sure = 0.9 if said else 0.5
        first = date(year, 1, 1)
        return Point(f"{year:04}", "year", first, said or f"{self.year}", confidence=sure)

    def _base_day(self, turn: str) -> date | None:
        if turn in {"before", "after"}:
            return self.day  # the next day of a tale that names no day is no day of the paper's
        return self.day or self.reference if turn == "same" else self.reference

    def _has_moved_on(self) -> bool:
        """Whether another month or year was named after the day that was named last."""
        if self.day is None:
            return False
        month = self.month is not None and self.month != (self.day.year, self.day.month)
        return month or self.year != self.day.year

    def _turned_month(self, turn: str) -> tuple[int, int] | None:
        if turn in {"same", "before", "after"} and self.month is not None:
            return shifted_month(*self.month, _STEPS.get(turn, 0))
        reference = self.reference
        if reference is None:
            return None
        return shifted_month(reference.year, reference.month, _STEPS.get(turn, 0))

    def _part(self, one: Expression, future: bool | None) -> Point:
        """A quarter, half or week of a year or month."""
        scope = self.point(one.scope, future) if one.scope else self._this_year(one)
        grain: Grain = "quarter" if one.unit == "quarter" else "interval"
        if scope.value is None or scope.first is None:
            return Point(None, "year" if one.unit == "year" else grain)
        number = one.ordinal or 1
        year = scope.first.year
        if scope.grain == "month":
            return self._part_of_month(one, scope, number)
        if one.unit == "year":
            return Point(scope.value, "year", scope.first, scope.leaned, confidence=0.8)
        start = one.length * (number - 1) + 1
        first = date(year, start, 1)
        if one.unit == "quarter":
            return Point(f"{year:04}-Q{number}", "quarter", first, scope.leaned)
        end = start + one.length - 1
        value = f"{year:04}-{start:02}/{year:04}-{end:02}"
        return Point(value, "interval", first, scope.leaned)

    def _this_year(self, one: Expression) -> Point:
        reference = self.reference
        if reference is None:
            return Point(None, "year")
        year = reference.year - (one.length * ((one.ordinal or 1) - 1) + 1 > reference.month)
        return Point(f"{year:04}", "year", date(year, 1, 1), self.said(), confidence=0.7)

    def _part_of_month(self, one: Expression, scope: Point, number: int) -> Point:
        first = scope.first or date.min
        last = months(first.year, first.month, 1)[1]
        if one.unit == "week":
            start = first + timedelta(days=7 * (number - 1))
            end = min(last, start + timedelta(days=6))
            start = min(start, last - timedelta(days=6)) if number == 5 else start
        else:
            start = first if number == 1 else first.replace(day=16)
            end = first.replace(day=15) if number == 1 else last
        return Point(f"{start}/{end}", "interval", start, scope.leaned, confidence=0.8)

    def said(self) -> str | None:
        """The reference as a mention gives it."""
        return self.reference.isoformat() if self.reference else None


_GRAINS: dict[str, Grain] = {
    "week": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
}  # fmt: skip
_STEPS = {"last": -1, "next": 1, "before_last": -2, "after_next": 2, "before": -1, "after": 1}


def month_of(day: date) -> str:
    """The month of a day, as values give it."""
    # strftime leaves years before 1000 unpadded
    return f"{day.year:04}-{day.month:02}"


def full_dates(expressions: list[Expression]) -> dict[tuple[str, int, int | None], int]:
    """(calendar, month, day) -> year of every date that the text gives with its year."""
    full: dict[tuple[str, int, int | None], int] = {}
    for one in expressions:
        for end in (one, one.until):
            if end is not None and end.year is not None and end.month is not None:
                full.setdefault((end.calendar, end.month, end.day), end.year)
        last = one.until
        if last is not None and one.month is None and last.month is not None and last.year:
            full.setdefault((last.calendar, last.month, one.day), last.year)
    return full
