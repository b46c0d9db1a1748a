"""What day it is where an article is written, and the dates its text names, seen from there.

Knows nothing of sentences, stories or of which date matters.
"""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import msgspec

from service.records import Article, DateEstimate, Mention
from service.text.dates import find_dates
from service.text.normalise import fold
from service.text.passing import counts_from_another, has_future_verb, is_beginning

# A paper's day ends in the small hours: till four, "today, Saturday" is the day that has gone in
# 44 of 67 reports of five outlets of 2018; from four to eight, in 12 of 84.
DAY_TURNS = 4
# A report that stands on a page before nine and names no day tells of the day before: of those
# that name one, seven in ten do before six, half at nine, one in ten at four in the afternoon.
NEWS_TURNS = 9
# From six to two in the afternoon the other of the two days is that of one report in four or more:
# of 4,757 of five outlets that name theirs, 26 % at six, 39 % at eight, 48 % at ten, 27 % at one.
UNSURE = range(6, 14)

_DAY = timedelta(days=1)
_TODAY = re.compile(
    r"(?:^|\s)(?:اليوم|الليله|الليل|المسا|today|tonight|aujourd'hui|ce soir|hoy|esta noche)$"
)
_DAYTIME = frozenset({"اليوم", "today", "aujourd'hui", "hoy"})
_SENTENCE_END = re.compile(r"[.؟!\n]")

# An estimate wider than this fixes hardly any word of an article, and is read as none.
WIDEST = timedelta(days=31)
# Of 2,719 expressions in articles of the labelled weeks whose date was hidden, the value on which
# all days of the estimate agreed was the true one for all but 14; an estimate of one day errs most.
AGREED = 0.97


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The day of publication (``day``), "today" in its text, and what it tells of by default.

    ``other`` is what it tells of instead as likely as one time in four, None if less.
    """

    day: date
    today: date
    told: date
    other: date | None = None


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """The days between which an article that nothing dates was probably published."""

    first: date
    last: date


def guess_of(article: Article, estimate: DateEstimate | None) -> Guess | None:
    """The ``estimate`` as bounds, where the article has no date and they are near each other."""
    if estimate is None or article.published is not None:
        return None
    first, last = (date.fromisoformat(one) for one in (estimate.first_day, estimate.last_day))
    if last - first > WIDEST:
        return None
    return Guess(first=first, last=last)


def clock_of(article: Article, zone: str) -> Clock | None:
    """The clock of an article in its outlet's ``zone``; None if publication is unknown."""
    published = article.published
    if published is None or published.source == "estimate":
        return None
    if published.precision == "day":
        day = published.at.astimezone(UTC).date()
        return Clock(day=day, today=day, told=day)
    local = published.at.astimezone(ZoneInfo(zone))
    day, before = local.date(), local.date() - _DAY
    told, other = (before, day) if local.hour < NEWS_TURNS else (day, before)
    return Clock(
        day=day,
        today=before if local.hour < DAY_TURNS else day,
        told=told,
        other=other if local.hour in UNSURE else None,
    )


def dates_in(text: str, clock: Clock | None, language: str) -> list[Mention]:
    """The dates ``text`` names, seen from ``clock``, but for those that count from another date."""
    if clock is None:
        return find_dates(text, reference=None, language=language)
    found = find_dates(text, reference=clock.day, language=language)
    if clock.today != clock.day and found:
        before = {
            one.start: one for one in find_dates(text, reference=clock.today, language=language)
        }
        found = [_in_small_hours(text, one, before.get(one.start, one), clock) for one in found]
    return [one for one in found if not counts_from_another(text, one)]


def _in_small_hours(text: str, one: Mention, before: Mention, clock: Clock) -> Mention:
    """``one`` or what it is ``before`` midnight: "today", and a weekday that is then yesterday.

    Not where its sentence has a verb of the future before it: "whom they will name on Friday"; nor
    where a first sentence says of "today" what is only beginning: "the polls open today".
    """
    if is_today(one):
        said = fold(one.surface).split()[-1]
        return one if said in _DAYTIME and is_beginning(text, one.start) else before
    yesterday = (clock.today - _DAY).isoformat()
    is_gone = (before.value or "").split("T")[0] == yesterday
    is_ahead = (one.value or "").split("T")[0] > clock.day.isoformat()
    if not (is_gone and is_ahead):
        return one
    opening = _SENTENCE_END.split(text[: one.start])[-1]
    return one if has_future_verb(opening) else before


def dates_guessed(text: str, guess: Guess, language: str) -> list[Mention]:
    """The dates ``text`` names, if all days of ``guess`` agree on them.

    Those that hang on the day of publication are less sure, have the bounds of ``guess`` as
    their ``reference`` (``A/B``), and no value where two of its days give two.
    """
    days = [guess.first + _DAY * step for step in range((guess.last - guess.first).days + 1)]
    readings = [find_dates(text, reference=day, language=language) for day in days]
    return [
        _agreed(said, guess)
        for said in zip(*readings, strict=True)
        if not counts_from_another(text, said[0])
    ]


def _agreed(readings: tuple[Mention, ...], guess: Guess) -> Mention:
    """One expression as read from each day of ``guess``."""
    one = readings[0]
    if all(each.reference is None for each in readings):
        return one
    fixed = one.value is not None and len({each.value for each in readings}) == 1
    return msgspec.structs.replace(
        one,
        value=one.value if fixed else None,
        reference=f"{guess.first}/{guess.last}" if fixed else None,
        confidence=round(one.confidence * AGREED, 2) if fixed else 0.0,
        alternatives=one.alternatives if fixed else (),
    )


def is_today(one: Mention) -> bool:
    """Whether a mention names the day of writing by no other name than "today"."""
    return one.kind == "relative" and bool(_TODAY.search(fold(one.surface)))
