"""A story's happenings as marks on one thin line, drawn without a script.

Knows nothing of colours or of the page; positions are per cent of the line's width.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from service.records import TimelineEntry

# Marks nearer than this (per cent of the line) stand for one: a thousand dots are a smear.
NEAREST = 1.2
MARGIN = 1.5


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: where it begins and ends (per cent), and how many voices report it."""

    start: float
    end: float
    families: int


def draw_strip(entries: Sequence[TimelineEntry], *, rtl: bool) -> list[Mark]:
    """The marks of ``entries``, earliest first; with ``rtl`` the earliest stands on the right."""
    if len(entries) < 2:
        return []
    spans = [(_day(one.first_day), _day(one.last_day), one.families) for one in entries]
    first = min(start for start, _, _ in spans)
    length = max(max(end for _, end, _ in spans) - first, 1)
    width = 100 - 2 * MARGIN
    marks: list[Mark] = []
    for start, end, families in sorted(spans):
        left = MARGIN + width * (start - first) / length
        right = MARGIN + width * (end - first) / length
        if marks and left - marks[-1].start < NEAREST and right - marks[-1].end < NEAREST:
            continue
        marks.append(Mark(start=left, end=right, families=families))
    if rtl:
        marks = [
            Mark(start=100 - one.end, end=100 - one.start, families=one.families) for one in marks
        ]
    return [
        Mark(start=round(one.start, 2), end=round(one.end, 2), families=one.families)
        for one in marks
    ]


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
