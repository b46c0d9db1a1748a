"""Two ends of an interval, a day and its clock, in Arabic.

Knows nothing of how an end is read.
"""

from __future__ import annotations

from service.text.dates.arabic_days import DayGrammar
from service.text.dates.arabic_units import Found
from service.text.dates.clocks import clock, hour_and_minute, hour_of_day
from service.text.dates.cues import is_next_year, recurs
from service.text.dates.expression import Expression
from service.text.dates.tokens import CLOCK

_BEFORE_CLOCK = (("في",), ("علي",), ("بدايه", "من"), ("انطلاقا", "من"), ("ابتداء", "من"),
                 ("ابتدا", "من"), ("من",))  # fmt: skip

# After one of these an hour needs no word for clock: انطلاقا من السابعة مساء.
_STARTING = _BEFORE_CLOCK[1:6]

# "12 و13 و14 و15": longer rows of numbers are tables, not days.
LONGEST_LIST = 6


class JoinGrammar(DayGrammar):
    """Joins what ``single`` reads into intervals, and days to clocks."""

    def joined(self, at: int, left: Found, depth: int = 0) -> Found | None:
        """``left`` and what is joined to it as one interval, or None."""
        one, after = left
        join = self.joiner(after)
        right = self._right(one, *join, depth) if join and depth < LONGEST_LIST else None
        if join is None or right is None or not self._fit(at, one, right[0], join[0]):
            return None
        other, end = right
        if other.until is not None and not one.is_bare_day():
            return None
        other = other.until or other
        other, end = self.with_clock(other, end) if not other.is_clock() else (other, end)
        return self._interval(one, other, end, join[0])

    def _right(self, one: Expression, kind: str, at: int, depth: int) -> Found | None:
        """The other end at ``at``: a date, a clock after a clock, a year after a year."""
        tokens = self.tokens
        if kind == "and" and tokens.prefix(at) and tokens.kind(at) == "part":
            return None
        right = self.single(at)
        if right is None and kind == "to" and one.hour is not None:
            found = clock(tokens, at)
            right = self._clock(at, found) if found else None
        if right is None and is_year_only(one) and is_next_year(tokens, at):
            right = self._plain_year(at)
        if right is not None and right[0].is_bare_day():
            return self.joined(at, right, depth + 1)
        return right

    def _interval(self, one: Expression, other: Expression, end: int, kind: str) -> Found:
        interval = Expression(one.start, one.end)
        for name in one.__slots__:
            setattr(interval, name, getattr(one, name))
        interval.until = other
        if interval.is_bare_day():
            interval.month, interval.year = other.month, other.year
            interval.calendar, interval.turn = other.calendar, other.turn
            interval.month_turn, interval.year_turn = other.month_turn, other.year_turn
        if kind == "and" or interval.weekday is not None:
            more = self.joined_days(interval, end)
            if more is not None:
                return more
        if self.tokens.kind(end) == "turns":
            interval.turn = interval.until.turn = self.value(end)  # type: ignore[assignment]
            end += 1
        return self.close(interval, end)

    def joined_days(self, interval: Expression, end: int) -> Found | None:
        """A third weekday in a row: الاثنين والثلاثاء والأربعاء."""
        join = self.joiner(end)
        if join is None or join[0] != "and" or interval.day is not None:
            return None
        right = self.single(join[1])
        if right is None or right[0].weekday is None or right[0].day is not None:
            return None
        interval.until = right[0]
        return self.close(interval, right[1])

    def _fit(self, at: int, one: Expression, other: Expression, kind: str) -> bool:
        if one.ago is not None or other.ago is not None or one.every:
            return False
        if one.is_bare_day():
            alike = (one.weekday is None) == (other.weekday is None)
            return other.day is not None and (alike or kind == "to")
        days = one.names_day() and other.names_day()
        if kind == "to":
            return days or other.is_clock() or not (one.names_day() and other.year is None)
        if kind == "and" and days:
            return (one.offset is None) == (other.offset is None) and one.hour is None
        if kind == "and":
            return self._between(at) and not one.is_clock()
        months = one.month is not None and other.month is not None
        return kind == "slash" and months and one.day is None and other.day is None

    def _between(self, at: int) -> bool:
        """Whether بين stands before: بين 2016 و2017, ما بين شهر مارس وأبريل."""
        return self.tokens.word(at - 1) in {"بين", "وبين"}

    def with_clock(self, one: Expression, after: int) -> Found:
        """``one`` with the clock that follows it, if one does."""
        tokens = self.tokens
        if one.hour is not None or (one.names_day() is False and one.unit != "day"):
            return one, after
        step = after + (tokens.word(after) in {",", "-", "|", "."} and tokens.word(after) != ".")
        if tokens.kind(step) == "turn":
            return one, after
        for words in _BEFORE_CLOCK:
            if tuple(tokens.word(step + n) for n in range(len(words))) == words:
                spoken = hour_of_day(tokens, step + len(words)) if words in _STARTING else None
                found = spoken or self._clock_at(step + len(words))
                break
        else:
            found = self._clock_at(step)
        if found is None:
            return one, after
        one.hour, one.minute = found[0], found[1]
        return self.close(one, found[2])

    def _clock_at(self, at: int) -> tuple[int, int, int] | None:
        tokens = self.tokens
        if tokens.kind(at) == "clock":
            return clock(tokens, at)
        if at < tokens.size and tokens.kinds[at] == CLOCK:
            return hour_and_minute(tokens, at)
        if tokens.word(at) == "منتصف" and tokens.word(at + 1) == "الليل":
            return 0, 0, at + 2
        return None

    def clock_alone(self, at: int) -> Found | None:
        """الساعة 10:20 where no day stands beside it; never a time-table."""
        tokens = self.tokens
        found = clock(tokens, at)
        if found is None or recurs(tokens, at):
            return None
        join = self.joiner(found[2])
        if join and join[0] == "to" and tokens.kind(join[1]) == "clock":
            return None
        return self._clock(at, found)

    def _clock(self, at: int, found: tuple[int, int, int]) -> Found:
        """The clock; the day in "الساعة العاشرة من صباح الجمعة" is read apart, and its scope."""
        one = self.fresh(at)
        one.hour, one.minute = found[0], found[1]
        if self.tokens.word(found[2]) == "من":
            day = self.day(found[2] + 1)
            if day and not day[0].is_bare_day():
                one.scope = day[0]
                late = self.tokens.word(found[2] + 1).startswith(("مسا", "عصر", "عشيه"))
                one.hour += 12 if late and one.hour < 12 else 0
        return self.close(one, found[2])

    def _plain_year(self, at: int) -> Found | None:
        number = self.tokens.number(at)
        if number is None or not 1 <= number <= 2200:
            return None
        one = self.fresh(at)
        one.year = number
        return self.close(one, at + 1)

    def _starting(self, found: Found, at: int) -> Found:
        found[0].start = self.tokens.start(at)
        return found


def is_year_only(one: Expression) -> bool:
    """Whether nothing but a Gregorian year is written."""
    bare = one.month is None and one.day is None and one.until is None
    return bare and one.year is not None and one.calendar == "gregorian" and one.unit is None
