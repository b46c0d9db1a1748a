"""The visible publication line of a page: "نشر في: 31 مارس 2021", "Publié le 12 juillet 2018".

Knows nothing of where on the page the line stood, nor of time zones.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from service.text.dates.arabic import ArabicGrammar
from service.text.dates.expression import Expression
from service.text.dates.latin import LatinGrammar
from service.text.dates.latin_words import LATIN
from service.text.dates.nearest import within
from service.text.dates.tokens import CLOCK, Tokens
from service.text.dates.words import LEXICON

Precision = Literal["day", "minute"]

LANGUAGES = ("ar", "fr", "en", "es")
# A line that dates a page is short; what is longer is prose.
LONGEST = 400
# A clock may stand some words after its date ("آخر تحديث", a weekday, a time zone) or before it.
_CLOCK_REACH = 24


def read_stamp(
    text: str, *, languages: tuple[str, ...] = LANGUAGES
) -> tuple[datetime, Precision] | None:
    """The day or minute that a publication line prints, as a naive wall-clock datetime.

    The first date with a day, a month and a year counts; with precision ``day`` the clock is
    midnight. None where the line holds no such date. ``languages`` are tried in order.
    """
    line = text[:LONGEST]
    for language in languages:
        read = _read(line, language)
        if read is not None:
            return read
    return None


def _read(line: str, language: str) -> tuple[datetime, Precision] | None:
    lexicon = LEXICON if language == "ar" else LATIN.get(language)
    if lexicon is None:
        return None
    tokens = Tokens(line, lexicon)
    grammar = ArabicGrammar(tokens) if language == "ar" else LatinGrammar(tokens, language)
    for one in grammar.read():
        day = _full_day(one)
        if day is None:
            continue
        clock = (one.hour, one.minute) if one.hour is not None else _clock_near(tokens, one)
        if clock is None:
            return datetime(day.year, day.month, day.day), "day"  # noqa: DTZ001 - a wall clock
        return datetime(day.year, day.month, day.day, *clock), "minute"  # noqa: DTZ001
    return None


def _full_day(one: Expression) -> date | None:
    if one.until is not None or one.day is None or one.month is None or one.year is None:
        return None
    found = within(one.calendar, one.year, one.month, one.day)
    return found[0] if found else None


def _clock_near(tokens: Tokens, one: Expression) -> tuple[int, int] | None:
    """The clock printed beside a date: 14:30 after it, or just before it."""
    for at in range(tokens.size):
        if tokens.kinds[at] != CLOCK:
            continue
        after = tokens.starts[at] - one.end
        before = one.start - tokens.ends[at]
        if 0 <= after <= _CLOCK_REACH or 0 <= before <= _CLOCK_REACH // 2:
            return _read_clock(tokens, at)
    return None


def _read_clock(tokens: Tokens, at: int) -> tuple[int, int] | None:
    hour, minute = (int(part) for part in tokens.words[at].replace("h", ":").split(":")[:2])
    following = tokens.word(at + 1)
    if following in {"pm", "م", "مسا"} and hour < 12:
        hour += 12
    if following in {"am", "ص", "صباحا"} and hour == 12:
        hour = 0
    return (hour, minute) if hour < 24 and minute < 60 else None
