"""What a single date comes to, given the day of writing and the dates named before it.

Knows nothing of intervals, nor of words: it reads expressions, whatever their language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from service.records import Grain
from service.text.calendars import is_unsure, shifted_month
from service.text.dates.expression import Expression
from service.text.dates.nearest import (
    candidates,
    nearest,
    on_weekday,
    within,
)
from service.text.dates.values import months, week

# A clock belongs to the day named last if that stands near; 300 signs are about two sentences.
CLOCK_REACH = 300
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


class PointResolver:
    """Resolves expressions that stand alone, by the dates that its fields remember.

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

    # -- what stands alone --------------------------------------------------------------------

    def point(self, one: Expression, future: bool | None) -> Point:
        """The value of one date, whatever it names; ``future`` is the tense, if told."""
        if one.every or one.before_christ:
            return Point(None, "day" if one.day else "month" if one.month else "year")
        if one.hour is not None:
            return self._clock(one, future)
        if one.names_day():
            return self._day(one, future)
        if one.ordinal is not None or one.scope is not None:
            return self._part(one, future)
        if one.month is not None:
            return self._month(one, future)
        return self._long(one)

    def _long(self, one: Expression) -> Point:
        """A decade, a count from now, a year or another whole unit."""
        if one.decade is not None:
            century = one.century or 20
            return Point(f"{(century - 1) * 10 + one.decade:03}", "decade")
        if one.ago is not None:
            return self._ago(one)
        return self._year(one) if one.year is not None else self._unit(one)

    def _clock(self, one: Expression, future: bool | None) -> Point:
        near = self.day is not None and one.start - self.day_end <= CLOCK_REACH
        if one.scope is not None:
            point = self.point(one.scope, future)
        elif one.names_day() or one.unit == "day":
            point = self._day(one, future) if one.names_day() else self._unit(one)
        elif near and self.day is not None:
            point = Point(
                self.day.isoformat(), "day", self.day, self.day.isoformat(), day_before=True
            )
        else:
            point = self._reference_day()
        point.grain = "time"
        clock = f"T{one.hour:02}:{one.minute:02}"
        point.value = f"{point.value}{clock}" if point.value else None
        point.alternatives = tuple(f"{other}{clock}" for other in point.alternatives)
        return point

    def _reference_day(self) -> Point:
        reference = self.reference
        said = reference.isoformat() if reference else None
        return Point(said, "day", reference, said)

    def _day(self, one: Expression, future: bool | None) -> Point:
        if one.month is not None and one.day is not None:
            return self._calendar_day(one, future)
        if one.month_turn is not None and one.day is not None:
            return self._day_of_month(one)
        return self._relative_day(one, future)

    def _calendar_day(self, one: Expression, future: bool | None) -> Point:
        if one.year is not None:
            found = within(one.calendar, one.year, one.month or 0, one.day)
            return self._told(one, found[0] if found else None, None, 1.0)
        chosen, leaned, confidence = self._choose(one, future)
        return self._told(one, chosen[0] if chosen else None, leaned, confidence)

    def _told(
        self, one: Expression, day: date | None, leaned: str | None, confidence: float
    ) -> Point:
        if day is None:
            return Point(None, "day", leaned=leaned)
        others: tuple[str, ...] = ()
        if one.calendar == "hijri":
            day, others, confidence = _sighted(one, day, confidence)
        return Point(day.isoformat(), "day", day, leaned, others, confidence)

    def _choose(
        self, one: Expression, future: bool | None
    ) -> tuple[tuple[date, date] | None, str | None, float]:
        """The occurrence of a yearless day or month that is meant, what fixed it, how sure."""
        known = self.full.get((one.calendar, one.month or 0, one.day))
        if one.year_turn is not None:
            year = self._turned_year(one.year_turn, one.start)
            found = within(one.calendar, year, one.month or 0, one.day) if year else None
            return found, self.said(), 0.9
        if self.reference is None:
            return self._choose_by_text(one, known)
        options = candidates(one.calendar, one.month or 0, one.day, self.reference)
        chosen = nearest(options, self.reference, turn=one.turn, future=future)
        return chosen, self.said(), 0.9 if one.turn else 0.8

    def _choose_by_text(
        self, one: Expression, known: int | None
    ) -> tuple[tuple[date, date] | None, str | None, float]:
        """Without a day of writing: the same date with its year, or the year named before."""
        if one.turn not in {None, "this", "next"} or one.calendar == "hijri":
            return None, None, 0.0
        year = known
        if year is None and one.turn != "next":
            year = self._year_after_anchor(one.month or 0)
        year = year or self.hint
        if year is None:
            return None, None, 0.0
        return within(one.calendar, year, one.month or 0, one.day), f"{year:04}", 0.6

    def _year_after_anchor(self, month: int) -> int | None:
        if self.month is not None:
            return self.month[0] + (month < self.month[1])
        return self.year

    def _year_near(self, turn: str, at: int) -> int | None:
        """Without a day of writing: the year named shortly before, if this one is meant."""
        near = at - self.year_end <= YEAR_REACH
        return self.year if near and turn in {"this", "last"} else None

    def _turned_year(self, turn: str, at: int) -> int | None:
        if turn in {"same", "before", "after"} and self.year is not None:
            return self.year + {"same": 0, "before": -1, "after": 1}[turn]
        base = self.reference.year if self.reference else self._year_near(turn, at)
        if base is None:
            return None
        return base + _STEPS.get(turn, 0)

    def _day_of_month(self, one: Expression) -> Point:
        """يوم 12 من الشهر الجاري."""
        base = self._turned_month(one.month_turn or "this")
        found = within("gregorian", base[0], base[1], one.day) if base else None
        return self._told(one, found[0] if found else None, self.said(), 0.9)

    def _relative_day(self, one: Expression, future: bool | None) -> Point:
        reference = self.reference
        if reference is None:
            return Point(None, "day")
        if one.offset is not None:
            day = reference + timedelta(days=one.offset)
            if one.weekday is not None:
                day = _corrected(day, one.weekday)
            return Point(day.isoformat(), "day", day, self.said(), confidence=0.95)
        base = self.day if one.turn in {"before", "after", "same"} and self.day else reference
        weekday = one.second_weekday if one.second_weekday is not None else one.weekday
        known = self.weekdays.get(weekday or 0) if one.turn is None else None
        if known is not None:
            return Point(known.isoformat(), "day", known, self.said(), confidence=0.8)
        day = on_weekday(weekday or 0, base, turn=one.turn, future=future)
        if one.second_weekday is not None:
            before = day - timedelta(days=1)
            return Point(f"{before}/{day}", "interval", before, self.said(), confidence=0.85)
        return Point(day.isoformat(), "day", day, self.said(), confidence=0.85)

    def _month(self, one: Expression, future: bool | None) -> Point:
        if one.year is not None:
            found, leaned, confidence = (
                within(one.calendar, one.year, one.month or 0, None),
                None,
                1.0,
            )
        else:
            found, leaned, confidence = self._choose(one, future)
        if found is None:
            return Point(None, "month", leaned=leaned)
        if one.calendar == "hijri":
            return Point(f"{found[0]}/{found[1]}", "month", found[0], leaned, confidence=0.8)
        return Point(_month_of(found[0]), "month", found[0], leaned, confidence=confidence)

    def _year(self, one: Expression) -> Point:
        year = one.year or 0
        if one.calendar == "hijri":
            first, last = within("hijri", year, 1, None), within("hijri", year, 12, None)
            if first is None or last is None:
                return Point(None, "month")
            return Point(f"{first[0]}/{last[1]}", "month", first[0], confidence=0.8)
        return Point(f"{year:04}", "year", date(year, 1, 1))

    # -- what is measured from now ------------------------------------------------------------

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
        if base is None:
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
        return Point(_month_of(first), "month", first, self.said(), confidence=0.9)

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
        if turn in {"same", "before", "after"}:
            return self.day or self.reference
        return self.reference

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


def _sighted(one: Expression, day: date, confidence: float) -> tuple[date, tuple[str, ...], float]:
    """A Hijri day, moved by one where the weekday beside it says so; and the days around it."""
    if one.weekday is not None:
        moved = _corrected(day, one.weekday)
        if abs((moved - day).days) <= 1:
            return moved, (() if moved == day else (day.isoformat(),)), min(confidence, 0.95)
    around = tuple((day + timedelta(days=step)).isoformat() for step in (-1, 1))
    sure = 0.6 if one.year is not None and is_unsure(one.year) else 0.8
    return day, around, min(confidence, sure)


def _month_of(day: date) -> str:
    # strftime leaves years before 1000 unpadded
    return f"{day.year:04}-{day.month:02}"


def _corrected(day: date, weekday: int) -> date:
    """``day``, or the day within two of it that is ``weekday``: a stamp may be a zone away."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return day + timedelta(days=shift) if abs(shift) <= 2 else day


def full_dates(expressions: list[Expression]) -> dict[tuple[str, int, int | None], int]:
    """(calendar, month, day) -> year of every date that the text gives with its year."""
    full: dict[tuple[str, int, int | None], int] = {}
    for one in expressions:
        for end in (one, one.until):
            if end is not None and end.year is not None and end.month is not None:
                full.setdefault((end.calendar, end.month, end.day), end.year)
    return full
