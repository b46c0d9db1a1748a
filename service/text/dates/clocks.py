"""Clocks as Arabic news writes them: الساعة الرابعة والنصف عصرا, 18:30, على الساعة 8 صباحا.

Knows nothing of the day they belong to.
"""

from __future__ import annotations

from service.text.dates.numerals import ordinal
from service.text.dates.tokens import CLOCK, DECIMAL, Tokens

_MORNING = frozenset({"صباحا", "فجرا", "ضحي", "ص", "صباح", "الصباح", "فجر", "am"})
_EVENING = frozenset({"مسا", "مساا", "عصرا", "زوالا", "م", "المسا", "عصر", "عشيه", "pm"})
_NOON = frozenset({"ظهرا", "ظهر", "الظهر", "نهارا"})
_NIGHT = frozenset({"ليلا", "ليل"})
_DAYS = frozenset({"weekday", "dayword", "today", "yesterday", "tomorrow"})
_HALVES = _MORNING | _EVENING | _NOON | _NIGHT
_FRACTIONS = {"النصف": 30, "نصف": 30, "الربع": 15, "ربع": 15, "الثلث": 20, "ثلث": 20}


def clock(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """(hour, minute, index after) of a clock that begins with الساعة at ``at``."""
    if tokens.kind(at) != "clock":
        return None
    return hour_and_minute(tokens, at + 1)


def hour_and_minute(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """(hour, minute, index after) of what follows الساعة, or of digits such as 18:30."""
    if 0 <= at < tokens.size and tokens.kinds[at] == CLOCK:
        parts = tokens.words[at].replace("h", ":").split(":")
        hour, minute, after = int(parts[0]), int(parts[1]), at + 1
    elif 0 <= at < tokens.size and tokens.kinds[at] == DECIMAL and tokens.kind(at - 1) == "clock":
        parts = tokens.words[at].replace(",", ".").split(".")
        if len(parts) != 2 or len(parts[1]) != 2 or int(parts[1]) > 59:
            return None
        hour, minute, after = int(parts[0]), int(parts[1]), at + 1
    else:
        read = _spoken(tokens, at)
        if read is None:
            return None
        hour, minute, after = read
    hour, after = _half_of_day(tokens, hour, after)
    return (hour, minute, after) if hour < 24 else _midnight(hour, minute, after)


def hour_of_day(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """The clock in السابعة مساء, with no word for clock: only where the part of day is said."""
    found = hour_and_minute(tokens, at) if tokens.kind(at) == "ordinal" else None
    return found if found and tokens.word(found[2] - 1) in _HALVES else None


def _midnight(hour: int, minute: int, after: int) -> tuple[int, int, int] | None:
    return (0, 0, after) if (hour, minute) == (24, 0) else None


def _spoken(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    number = tokens.number(at)
    found = (number, at + 1) if number is not None else ordinal(tokens, at)
    if found is None and tokens.word(at) in {"الواحده", "واحده"}:
        found = (1, at + 1)
    if number is not None and len(tokens.word(at)) == 4:
        return (number // 100, number % 100, at + 1) if number % 100 < 60 else None
    if found is None or found[0] > 24:
        return None
    hour, after = found
    minute, after = _minutes(tokens, after)
    if minute < 0:
        hour, minute = (hour - 1) % 24, minute + 60
    return hour, minute, after


def _minutes(tokens: Tokens, at: int) -> tuple[int, int]:
    """(minutes past the hour, index after); negative before the hour."""
    word = tokens.word(at)
    if word[:1] == "و" and word[1:] in _FRACTIONS:
        return _FRACTIONS[word[1:]], at + 1
    if word == "و":
        if tokens.word(at + 1) in _FRACTIONS:
            return _FRACTIONS[tokens.word(at + 1)], at + 2
        number = tokens.number(at + 1)
        if number is not None and number < 60 and tokens.kind(at + 2) == "minutes":
            return number, at + 3
    if tokens.kind(at) == "except" and tokens.word(at + 1) in _FRACTIONS:
        return -_FRACTIONS[tokens.word(at + 1)], at + 2
    return 0, at


def _half_of_day(tokens: Tokens, hour: int, at: int) -> tuple[int, int]:
    """The hour on the dial of 24, by the word after it."""
    word = tokens.word(at)
    if word == "من" and tokens.kind(at + 2) in _DAYS:
        return hour, at
    if word in {"بعد", "قبل"} and tokens.kind(at + 1) == "noon":
        later = hour + 12 if word == "بعد" and hour < 12 else hour
        return later, at + 2
    if word == "من" and tokens.word(at + 1) in _HALVES:
        return _half_of_day(tokens, hour, at + 1)
    return (_on_dial(hour, word), at + 1) if word in _HALVES else (hour, at)


def _on_dial(hour: int, word: str) -> int:
    """The hour of 24 that an hour of 12 and a part of the day make."""
    if word in _EVENING:
        return hour + 12 if hour < 12 else hour
    if word in _NOON:
        return hour + 12 if hour < 7 else hour
    if hour == 12:
        return 0
    return hour + 12 if word in _NIGHT and 6 <= hour < 12 else hour
