"""When an article appeared: the first rung of the ladder that holds, with its provenance.

Knows nothing of where a stamp was found beyond its name, and no clock: what is too late is
judged against an instant it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.articles.draft import Stamp
from service.records import DatePrecision, Published
from service.text.dates import read_stamp

# A printed day has begun in Kiribati 14 hours before it begins at Greenwich.
SLACK = timedelta(hours=14)
# No page of the web is older; systems write 1970 or 1900 where they know nothing.
EARLIEST = date(1990, 1, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BASIC = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=\D|$)")
_CLOCK = re.compile(r"\d[T ]\d{1,2}:\d{2}")


def decide(stamps: Iterable[Stamp], *, zone: str, latest: datetime) -> Published | None:
    """The publication by the first of ``stamps`` that can be read and is possible.

    ``zone`` (IANA) is the outlet's: clocks printed without a zone are read in it. A date later
    than ``latest`` (the fetch) or before 1990 is passed over, whatever its provenance.
    """
    for stamp in stamps:
        read = read_date(stamp.text, zone=zone)
        if read is None or not possible(read[0], latest):
            continue
        at, precision = read
        return Published(
            at=at, precision=precision, source=stamp.source, confidence=round(stamp.confidence, 2)
        )
    return None


def possible(at: datetime, latest: datetime) -> bool:
    """Whether an article that was had at ``latest`` can have appeared at ``at``."""
    return at.date() >= EARLIEST and at <= latest + SLACK


def read_date(text: str, *, zone: str) -> tuple[datetime, DatePrecision] | None:
    """(UTC instant, precision) of a date in ISO 8601, as in mail and feeds, or as printed.

    A day alone is midnight UTC of that day whatever the zone.
    """
    text = text.strip()
    if not text or len(text) > 300:
        return None
    if _DAY.fullmatch(text):
        return _day(text)
    for reader in (_iso, _mail):
        at = reader(text)
        if at is not None:
            return _instant(at, zone), "minute"
    read = read_stamp(text)
    if read is None:
        return None
    at, precision = read
    if precision == "day":
        return datetime.combine(at.date(), time(), UTC), "day"
    return _instant(at, zone), "minute"


def _day(text: str) -> tuple[datetime, DatePrecision] | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC), "day"
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    if not _CLOCK.search(text):
        return None
    try:
        return datetime.fromisoformat(_BASIC.sub(_dashed, text, count=1).removesuffix(" UTC"))
    except ValueError:
        return None


def _dashed(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _instant(at: datetime, zone: str) -> datetime:
    """The UTC instant of a clock: its own zone's, else ``zone``'s."""
    try:
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo(zone))
        return at.astimezone(UTC)
    except (OverflowError, ZoneInfoNotFoundError, ValueError):
        return at.replace(tzinfo=UTC)
