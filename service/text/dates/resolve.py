"""What an expression comes to, given the day of writing and the dates named before it.

Knows nothing of words: it reads expressions, whatever language they were written in.
"""

from __future__ import annotations

from service.records import MentionKind
from service.text.dates.expression import Expression
from service.text.dates.nearest import on_weekday
from service.text.dates.points import PointResolver
from service.text.dates.units import Point

# "Tomorrow, Saturday" fixes what "Saturday" means in the lines after it; in a week's time it no
# longer does.
_WEEKDAY_REACH = 6


class Resolver(PointResolver):
    """Resolves the expressions of one text in order; remembers the dates already named."""

    def resolve(self, one: Expression, *, future: bool | None) -> Point:
        """The point or interval of ``one``; ``future`` is the tense of the sentence, if told."""
        try:
            point = self.interval(one, one.until, future) if one.until else self.point(one, future)
        except (ValueError, OverflowError):
            point = Point(None, "day")
        self._remember(one, point)
        return point

    # -- two ends -----------------------------------------------------------------------------

    def interval(self, one: Expression, other: Expression, future: bool | None) -> Point:
        """The value of two ends; each lends the other what that one does not say."""
        if other.is_clock() and one.names_day():
            return self._clock_span(one, other, future)
        self._share(one, other)
        bare = one.weekday is not None and one.day is None
        turned = one.turn is not None or other.turn is not None
        if bare and not turned and (future or (future is None and self._is_ahead(one, other))):
            return self._forward(one, other)
        right = self._right(one, other) or self.point(other, future)
        left = self._left(one, right, future)
        if right.value is None and left.first is not None and other.month is not None:
            other.year = left.first.year + (other.month < left.first.month)
            right = self.point(other, future)
            right.confidence = 0.6
        if left.value is None or right.value is None or left.first is None:
            return Point(None, "interval")
        first, second = left.value.partition("/")[0], right.value.rpartition("/")[2]
        if left.grain == "year" and right.grain == "month" and len(first) == 4:
            first += "-01"
        if left.grain == "month" and right.grain == "year" and len(second) == 4:
            second += "-12"
        confidence = min(left.confidence, right.confidence)
        return Point(f"{first}/{second}", "interval", right.first, left.leaned or right.leaned,
                     confidence=confidence)  # fmt: skip

    def _clock_span(self, one: Expression, other: Expression, future: bool | None) -> Point:
        left = self.point(one, future)
        if left.value is None:
            return Point(None, "interval")
        day = left.value.partition("T")[0]
        value = f"{left.value}/{day}T{other.hour:02}:{other.minute:02}"
        return Point(value, "interval", left.first, left.leaned, confidence=left.confidence)

    @staticmethod
    def _share(one: Expression, other: Expression) -> None:
        """Give the first end what only the second says: its month, its year."""
        if one.day is not None and one.month is None and one.month_turn is None:
            one.month, one.calendar = other.month, other.calendar
            one.month_turn, one.turn = other.month_turn, one.turn or other.turn
        lacks = one.year is None and one.turn is None and one.calendar == other.calendar
        if lacks and one.month is not None and other.month is not None and other.year is not None:
            one.year = other.year - (one.month > other.month)

    def _right(self, one: Expression, other: Expression) -> Point | None:
        """The weekday that a known day lasts to: from yesterday, Sunday, to Thursday."""
        fixed = one.offset is not None or (one.day is not None and one.month is not None)
        if not fixed or not other.is_bare_weekday() or other.weekday is None:
            return None
        first = self.point(one, None).first
        if first is None:
            return None
        day = on_weekday(other.weekday, first, turn=None, future=True)
        return Point(day.isoformat(), "day", day, self.said(), confidence=0.85)

    def _left(self, one: Expression, right: Point, future: bool | None) -> Point:
        """The first end: the last such day on or before the second, where nothing else says."""
        free = one.turn is None and one.year is None and one.offset is None and one.ago is None
        dated = one.month is not None or one.weekday is not None
        same_turn = one.turn is not None and one.month is not None and one.year is None
        if right.first is None or not dated or not (free or same_turn) or one.year_turn:
            return self.point(one, future)
        if same_turn and self.reference is not None and one.month != right.first.month:
            return self.point(one, future)
        aside = PointResolver(right.first, [])
        kept = one.turn
        one.turn = None
        point = aside.point(one, False)
        one.turn = kept
        point.leaned = right.leaned
        return point

    def _is_ahead(self, one: Expression, other: Expression) -> bool:
        """Whether the next such days are nearer than the last: forecasts have few verbs."""
        if self.reference is None or one.weekday is None or other.weekday is None:
            return False
        today = self.reference.weekday()
        return (one.weekday - today) % 7 < (today - other.weekday) % 7

    def _forward(self, one: Expression, other: Expression) -> Point:
        left = self.point(one, True)
        if left.first is None or other.weekday is None:
            return Point(None, "interval")
        second = on_weekday(other.weekday, left.first, turn=None, future=True)
        value = f"{left.value}/{second}"
        return Point(value, "interval", second, left.leaned, confidence=left.confidence)

    def _remember(self, one: Expression, point: Point) -> None:
        if point.first is None or one.turn in {"before", "after"} or one.ago is not None:
            return
        if point.grain in {"day", "time"} and point.value:
            self.day, self.day_end = point.first, one.end
            near = self.reference and abs((point.first - self.reference).days) <= _WEEKDAY_REACH
            if one.weekday is not None and near and (one.offset is not None or one.day is not None):
                self.weekdays[one.weekday] = point.first
        if one.month is not None or point.grain in {"day", "month", "time"}:
            self.month = (point.first.year, point.first.month)
        self.year, self.year_end = point.first.year, one.end
        if one.month is None and point.grain == "year":
            self.month = None


def kind_of(one: Expression, point: Point) -> MentionKind:
    """How much of the date was written: its year, its month, or neither."""
    ends = [one] + ([one.until] if one.until else [])
    scopes = [end.scope for end in ends if end.scope is not None]
    every = ends + scopes
    if any(end.calendar == "hijri" for end in every):
        return "hijri"
    if any(end.year is not None or end.decade is not None for end in every):
        return "absolute"
    if any(end.month is not None or end.month_turn is not None for end in every):
        return "partial"
    return "partial" if point.day_before else "relative"
