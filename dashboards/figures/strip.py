"""A story's happenings as marks on one thin line, drawn without a script.

Knows nothing of colours or of the page; positions are per cent of the line's width.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dashboards.figures.span import main_span
from service.records import TimelineEntry

# Marks nearer than this (per cent of the line) stand for one: a thousand dots are a smear.
NEAREST = 1.2
MARGIN = 1.5


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: where it begins and ends (per cent), and how many voices report it."""

    start: float
    end: float
    families: int


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of a line, and the first and last day it runs over."""

    marks: list[Mark]
    first: date
    last: date


def draw_strip(
    entries: Sequence[TimelineEntry], written: Sequence[date] = (), *, rtl: bool
) -> Strip | None:
    """The line of ``entries``, or None for fewer than two; with ``rtl`` it runs from the right."""
    span = main_span(entries, written)
    shown = [one for one in entries if span and span.shows(one)]
    if span is None or len(shown) < 2:
        return None
    first = span.first.toordinal()
    length = max(span.last.toordinal() - first, 1)
    width = 100 - 2 * MARGIN
    marks: list[Mark] = []
    for start, end, families in sorted(
        (_day(one.first_day), _day(one.last_day), one.families) for one in shown
    ):
        left = MARGIN + width * max(start - first, 0) / length
        right = MARGIN + width * min(end - first, length) / length
        if marks and left - marks[-1].start < NEAREST and right - marks[-1].end < NEAREST:
            continue
        marks.append(Mark(start=left, end=right, families=families))
    return Strip(marks=[_placed(one, rtl) for one in marks], first=span.first, last=span.last)


def _placed(one: Mark, rtl: bool) -> Mark:
    start, end = (100 - one.end, 100 - one.start) if rtl else (one.start, one.end)
    return Mark(start=round(start, 2), end=round(end, 2), families=one.families)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
