"""What a single date comes to, given the day of writing and the dates named before it.

Knows nothing of intervals, nor of words: it reads expressions, whatever their language.
"""

from __future__ import annotations

from datetime import date, timedelta

from service.text.calendars import is_unsure
from service.text.dates.expression import Expression
from service.text.dates.nearest import (
    candidates,
    nearest,
    on_weekday,
    within,
)
from service.text.dates.units import Point, UnitResolver, month_of

# A clock belongs to the day named last if that stands near; 300 signs are about two sentences.
CLOCK_REACH = 300
# So many days around it a day without a year is of the day of writing's own news.
_NEWS = 60


class PointResolver(UnitResolver):
    """Resolves expressions that stand alone, by the dates that its fields remember.

    ``reference`` is the day of writing, or None where it is not known. ``hint`` is a year that
    the text names, for what nothing else dates.
    """

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
        anchor = self._anchor(one)
        if anchor is not None:
            options = candidates(one.calendar, one.month or 0, one.day, anchor)
            chosen = nearest(options, anchor, turn=one.turn, future=future)
            return chosen, anchor.isoformat(), 0.8
        options = candidates(one.calendar, one.month or 0, one.day, self.reference)
        chosen = nearest(options, self.reference, turn=one.turn, future=future)
        if known is not None and chosen is not None and self._is_retold(one, chosen, future):
            return within(one.calendar, known, one.month or 0, one.day), f"{known:04}", 0.8
        return chosen, self.said(), 0.9 if one.turn else 0.8

    def _is_retold(self, one: Expression, chosen: tuple[date, date], future: bool | None) -> bool:
        """Whether a day without its year is one that the text gives with it elsewhere: not where
        it may as well be of this year's news, or is still to come.
        """
        if one.day is None or one.turn is not None or future or self.reference is None:
            return False
        return abs((self.reference - chosen[0]).days) > _NEWS

    def _anchor(self, one: Expression) -> date | None:
        """The date named before that "following" or "preceding" is said of, if one was."""
        if one.turn not in {"after", "before"} or self.month is None:
            return None
        if self.day is not None and (self.day.year, self.day.month) == self.month:
            return self.day
        return date(*self.month, 1)

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
        return Point(month_of(found[0]), "month", found[0], leaned, confidence=confidence)

    def _year(self, one: Expression) -> Point:
        year = one.year or 0
        if one.calendar == "hijri":
            first, last = within("hijri", year, 1, None), within("hijri", year, 12, None)
            if first is None or last is None:
                return Point(None, "month")
            return Point(f"{first[0]}/{last[1]}", "month", first[0], confidence=0.8)
        return Point(f"{year:04}", "year", date(year, 1, 1))


def _sighted(one: Expression, day: date, confidence: float) -> tuple[date, tuple[str, ...], float]:
    """A Hijri day, moved by one where the weekday beside it says so; and the days around it."""
    if one.weekday is not None:
        moved = _corrected(day, one.weekday)
        if abs((moved - day).days) <= 1:
            return moved, (() if moved == day else (day.isoformat(),)), min(confidence, 0.95)
    around = tuple((day + timedelta(days=step)).isoformat() for step in (-1, 1))
    sure = 0.6 if one.year is not None and is_unsure(one.year) else 0.8
    return day, around, min(confidence, sure)


def _corrected(day: date, weekday: int) -> date:
    """``day``, or the day within two of it that is ``weekday``: a stamp may be a zone away."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return day + timedelta(days=shift) if abs(shift) <= 2 else day
