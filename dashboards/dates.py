"""Dates in words: days, months, spans and everything a timeline entry's value can be.

Knows nothing of reading dates in texts. Instants are told in UTC; digits are Latin, as the
Moroccan press writes them, and Arabic months are the Moroccan ones (from the locale file).
"""

from __future__ import annotations

from datetime import date, datetime

from dashboards.phrases import Phrases
from service.records import Published, TimelineEntry


def day(say: Phrases, value: date) -> str:
    """``12 يوليوز 2018``."""
    number = "1er" if say.language == "fr" and value.day == 1 else str(value.day)
    return say("date.day", day=number, month=_month(say, value.month), year=value.year)


def instant(say: Phrases, value: datetime) -> str:
    """The day and the minute, with the zone said: an instant is told in UTC."""
    return say("date.utc", date=day(say, value.date()), time=f"{value:%H:%M}")


def published(say: Phrases, value: Published | None) -> str:
    """When an article appeared, as exactly as is known."""
    if value is None:
        return say("date.unknown")
    return instant(say, value.at) if value.precision == "minute" else day(say, value.at.date())


def span(say: Phrases, first: date | None, last: date | None) -> str:
    """From a first day to a last, without repeating the year or month they share."""
    if first is None or last is None:
        return say("date.unknown") if first is last else day(say, first or last or date.min)
    if first == last:
        return day(say, first)
    if first.year != last.year:
        start = day(say, first)
    elif first.month != last.month:
        start = say("date.day_month", day=_first(say, first), month=_month(say, first.month))
    else:
        start = _first(say, first)
    return say("date.span", first=start, last=day(say, last))


def value(say: Phrases, text: str) -> str:
    """A mention's ISO 8601 value in words: ``2018-06``, ``2018-W08``, ``199``, ``A/B``."""
    if "/" in text:
        first, last = text.split("/", 1)
        key = "date.span" if len(first) >= len("2018-06-01") else "date.months_span"
        return say(key, first=value(say, first), last=value(say, last))
    if "T" in text:
        on, at = text.split("T", 1)
        return say("date.time", date=value(say, on), time=at[:5])
    if "-W" in text:
        year, week = text.split("-W", 1)
        return say("date.week", date=day(say, date.fromisocalendar(int(year), int(week), 1)))
    if "-Q" in text:
        year, quarter = text.split("-Q", 1)
        return str(say.raw("date.quarter")[int(quarter) - 1]).format(year=year)
    return _plain(say, text)


def entry_date(say: Phrases, entry: TimelineEntry) -> str:
    """When the happening of ``entry`` was, as exactly as its sentence says.

    Falls back on the entry's bounds where the value is of a kind unknown here.
    """
    try:
        return value(say, entry.date)
    except (ValueError, IndexError):
        return span(say, date.fromisoformat(entry.first_day), date.fromisoformat(entry.last_day))


def _plain(say: Phrases, text: str) -> str:
    """A year, a decade, a month or a day."""
    parts = text.split("-")
    if len(parts) == 3:
        return day(say, date.fromisoformat(text))
    if len(parts) == 2:
        return say("date.month", month=_month(say, int(parts[1])), year=parts[0])
    if len(text) == 3:
        return say("date.decade", year=int(text) * 10)
    return say("date.year", year=int(text))


def _first(say: Phrases, value: date) -> str:
    return "1er" if say.language == "fr" and value.day == 1 else str(value.day)


def _month(say: Phrases, number: int) -> str:
    return str(say.raw("date.months")[date(2000, number, 1).month - 1])
