"""The stretch of time a picture of a story shows, so that one far date does not flatten it.

Knows nothing of drawing. A birth in 1937 told in a story of 2019 belongs in the list of what
happened; on the axis it would press all the rest into one corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from service.records import TimelineEntry

# How far beyond what is shown so far the next happening may lie: this many times its length,
# or half a year. Over the sample's long stories 1.5 keeps the years an affair runs over (2014
# in one covered from 2018 to 2021) and leaves out births, foundings and distant deadlines.
REACH = 1.5
LEAST = timedelta(days=183)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """The first and last day shown, and how many happenings lie before and after."""

    first: date
    last: date
    before: int
    after: int

    def shows(self, one: TimelineEntry) -> bool:
        """Whether ``one`` lies inside, wholly or in part."""
        return _last(one) >= self.first and _first(one) <= self.last


def main_span(entries: Sequence[TimelineEntry], written: Sequence[date]) -> Span | None:
    """The span of ``written`` (publication days), widened to the happenings within reach.

    Without ``written`` it grows from the middle half of them; None where there is nothing.
    """
    days = sorted(written) or _middle(entries)
    if not days:
        return None
    first, last = days[0], days[-1]
    for one in sorted(entries, key=_last, reverse=True):
        if _last(one) < first and first - _last(one) > _reach(first, last):
            break
        first = min(first, max(_first(one), first - _reach(first, last)))
    for one in sorted(entries, key=_first):
        if _first(one) > last and _first(one) - last > _reach(first, last):
            break
        last = max(last, min(_last(one), last + _reach(first, last)))
    return Span(
        first=first,
        last=last,
        before=sum(_last(one) < first for one in entries),
        after=sum(_first(one) > last for one in entries),
    )


def _reach(first: date, last: date) -> timedelta:
    return max(REACH * (last - first), LEAST)


def _middle(entries: Sequence[TimelineEntry]) -> list[date]:
    days = sorted(_first(one) for one in entries)
    return days[len(days) // 4 : 3 * len(days) // 4 + 1]


def _first(one: TimelineEntry) -> date:
    return date.fromisoformat(one.first_day)


def _last(one: TimelineEntry) -> date:
    return date.fromisoformat(one.last_day)
