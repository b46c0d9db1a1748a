"""What day it is where an article is written, and the dates its text names, seen from there.

Knows nothing of sentences, stories or of which date matters.
"""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import msgspec

from service.records import Article, Mention
from service.text.dates import find_dates
from service.text.normalise import fold

# A paper's day ends in the small hours: till four, "today, Saturday" is the day that has gone in
# 44 of 67 reports of five outlets of 2018; from four to eight, in 12 of 84.
DAY_TURNS = 4
# A report that stands on a page before nine and names no day tells of the day before: of those
# that name one, seven in ten do before six, half at nine, one in ten at four in the afternoon.
NEWS_TURNS = 9

_DAY = timedelta(days=1)
_TODAY = re.compile(
    r"(?:^|\s)(?:اليوم|الليله|الليل|المسا|today|tonight|aujourd'hui|ce soir|hoy|esta noche)$"
)
# "Two days before the vote" counts from the vote, not from the paper.
_COUNTED_FROM = re.compile(r"^\s+(?:علي|عن)\s")


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The day of publication (``day``), "today" in its text, and what it tells of by default."""

    day: date
    today: date
    told: date


def clock_of(article: Article, zone: str) -> Clock | None:
    """The clock of an article in its outlet's ``zone``; None if publication is unknown."""
    published = article.published
    if published is None or published.source == "estimate":
        return None
    if published.precision == "day":
        day = published.at.astimezone(UTC).date()
        return Clock(day=day, today=day, told=day)
    local = published.at.astimezone(ZoneInfo(zone))
    day = local.date()
    return Clock(
        day=day,
        today=day - _DAY if local.hour < DAY_TURNS else day,
        told=day - _DAY if local.hour < NEWS_TURNS else day,
    )


def dates_in(text: str, clock: Clock | None, language: str) -> list[Mention]:
    """The dates ``text`` names, seen from ``clock``, but for those that count from another date."""
    if clock is None:
        return find_dates(text, reference=None, language=language)
    found = find_dates(text, reference=clock.day, language=language)
    if clock.today != clock.day and any(is_today(one) for one in found):
        before = {
            one.start: one for one in find_dates(text, reference=clock.today, language=language)
        }
        found = [before.get(one.start, one) if is_today(one) else one for one in found]
    return [one for one in found if not _counts_from_another(text, one)]


def is_today(one: Mention) -> bool:
    """Whether a mention names the day of writing by no other name than "today"."""
    return one.kind == "relative" and bool(_TODAY.search(fold(one.surface)))


def _counts_from_another(text: str, one: Mention) -> bool:
    counted = fold(one.surface).startswith("قبل ")
    return counted and bool(_COUNTED_FROM.match(fold(text[one.end : one.end + 12])))
