"""What a date expression says, before anything outside it is known.

Knows nothing of any language, and nothing of the day the text was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.records import Calendar

# How a thing stands to the reference ("last", "next", "this", and the ones beside those) or to
# the date named before it in the text ("before", "after", "same").
Turn = Literal["last", "next", "this", "before_last", "after_next", "before", "after", "same"]
Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade"]


@dataclass(slots=True)
class Expression:
    """One date, as written: every field is None unless the words say so.

    ``start`` and ``end`` are offsets in the text. ``offset`` counts days from the reference.
    ``ago`` is a signed count of ``unit``. ``ordinal`` is which quarter, half or week of ``scope``.
    ``second_weekday`` is the other end of a night between two days. ``until`` is the other end
    of an interval. ``every`` marks what recurs and so has no one value. ``of_attack`` marks a day
    that an attack is called by.
    """

    start: int
    end: int
    calendar: Calendar = "gregorian"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    second_weekday: int | None = None
    offset: int | None = None
    ago: int | None = None
    unit: Unit | None = None
    ordinal: int | None = None
    length: int = 1
    turn: Turn | None = None
    year_turn: Turn | None = None
    month_turn: Turn | None = None
    scope: Expression | None = None
    decade: int | None = None
    century: int | None = None
    hour: int | None = None
    minute: int = 0
    until: Expression | None = None
    every: bool = False
    before_christ: bool = False
    first_day: bool = False
    of_attack: bool = False

    def is_bare_day(self) -> bool:
        """Whether only a day's number is written, its month still to come."""
        return self.day is not None and self.month is None and self.month_turn is None

    def is_bare_weekday(self) -> bool:
        """Whether a weekday is written, and nothing that says which."""
        said = (self.day, self.offset, self.turn, self.month_turn, self.until)
        return self.weekday is not None and all(one is None for one in said)

    def is_clock(self) -> bool:
        """Whether only a clock is written."""
        return self.hour is not None and not self.names_day()

    def names_day(self) -> bool:
        """Whether a day of any kind is named."""
        return not (self.day is None and self.weekday is None and self.offset is None)
