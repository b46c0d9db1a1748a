"""Which of several occurrences of a day, a month or a weekday is meant.

Knows nothing of words or texts: days, a reference, a turn and a tense only.
"""

from __future__ import annotations

from datetime import date, timedelta

from service.records import Calendar
from service.text.calendars import days_in_month, hijri_day, hijri_month, hijri_year_of

Span = tuple[date, date]

# A past verb near a day ten months gone and two months ahead speaks of a plan: "the board set
# the vote for 30 July", printed on the 12th. And a future verb may stand near a day just gone.
_TOO_LONG_AGO, _SOON = 270, 75
_TOO_FAR_AHEAD, _JUST_GONE = 300, 60
# Without a verb a bare weekday is seldom that of five or six days ago: of 42 with tomorrow's name
# in Arabic news of 2018 39 meant tomorrow, of 20 with the next day's 13; a day on, 3 of 10.
_AHEAD_FROM = 5
# Without a verb a day gone by this year is meant, else the nearer one, the past weighing twice:
# news tells what happened.
_PAST_WEIGHT = 2.0


def within(calendar: Calendar, year: int, month: int, day: int | None) -> Span | None:
    """First and last Gregorian day of a day or month; None where there is no such day."""
    if calendar == "hijri":
        year = _hijri_year(year, month)
        if day is None:
            return hijri_month(year, month)
        found = hijri_day(year, month, day)
        return (found, found) if found else None
    if not 1 <= year <= 9998:
        return None
    last = days_in_month(year, month)
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if day <= last else None


def _hijri_year(year: int, month: int) -> int:
    """The Hijri year meant by رمضان 2017: the one whose month begins in that Gregorian year."""
    if year < 1600:
        return year
    first = hijri_year_of(date(min(year, 9998), 1, 1))[0]
    for one in (first, first + 1):
        bounds = hijri_month(one, month)
        if bounds and bounds[0].year == year:
            return one
    return first


def candidates(calendar: Calendar, month: int, day: int | None, reference: date) -> list[Span]:
    """The occurrences of a yearless day or month around ``reference``, in order."""
    year = hijri_year_of(reference)[0] if calendar == "hijri" else reference.year
    # 29 February may be four years off; other days need three candidates.
    reach = 4 if (calendar, month, day) == ("gregorian", 2, 29) else 1
    found = (within(calendar, one, month, day) for one in range(year - reach, year + reach + 1))
    return [one for one in found if one is not None]


def nearest(
    options: list[Span], reference: date, *, turn: str | None, future: bool | None
) -> Span | None:
    """The occurrence meant: by the turn written, else by the tense, else the nearer one."""
    if not options:
        return None
    ended = [one for one in options if one[1] < reference]
    begun = [one for one in options if one[0] <= reference]
    coming = [one for one in options if one[0] > reference]
    if turn in {"last", "before_last", "before"}:
        return ended[-1] if ended else None
    if turn in {"next", "after_next", "after"}:
        return coming[0] if coming else None
    if turn == "this":
        return min(options, key=lambda one: (_gap(one, reference), one))
    return _by_tense(begun, [one for one in options if one[1] >= reference], reference, future)


def _gap(one: Span, reference: date) -> int:
    if one[0] <= reference <= one[1]:
        return 0
    return min(abs((one[0] - reference).days), abs((one[1] - reference).days))


def _by_tense(
    begun: list[Span], coming: list[Span], reference: date, future: bool | None
) -> Span | None:
    past, ahead = (begun[-1] if begun else None), (coming[0] if coming else None)
    if past is None or ahead is None:
        return past or ahead
    behind, before = _gap(past, reference), _gap(ahead, reference)
    if future is True:
        return past if before > _TOO_FAR_AHEAD and behind < _JUST_GONE else ahead
    if future is False:
        return ahead if behind > _TOO_LONG_AGO and before < _SOON else past
    same_year = past[0].year == reference.year
    return past if same_year or behind <= _PAST_WEIGHT * before else ahead


def on_weekday(weekday: int, base: date, *, turn: str | None, future: bool | None) -> date:
    """The weekday meant: strictly before or after ``base`` by its turn, else by the tense."""
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if turn in {"last", "before"}:
        return base - timedelta(days=back or 7)
    if turn == "before_last":
        return base - timedelta(days=(back or 7) + 7)
    if turn in {"next", "after"}:
        return base + timedelta(days=ahead or 7)
    if turn == "after_next":
        return base + timedelta(days=(ahead or 7) + 7)
    untold = turn is None and future is None and back >= _AHEAD_FROM
    if future is True or untold or (turn == "this" and future is None and ahead < back):
        return base + timedelta(days=ahead)
    return base - timedelta(days=back)
