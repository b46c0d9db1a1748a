"""Figures and spans of time in words: sums, shares, how long after.

Knows nothing of what is counted.
"""

from __future__ import annotations

from dashboards.phrases import Phrases

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MILLION, BILLION = 1e6, 1e9
DECIMAL_COMMA = frozenset({"fr", "es"})


def amount(say: Phrases, value: float) -> str:
    """``1 500``, ``3.5 million``: a number as the language writes it."""
    for size, key in ((BILLION, "claims.billion"), (MILLION, "claims.million")):
        if value >= size:
            # Spanish has no word for a thousand million: it tells them in millions.
            told = value / (MILLION if say.language == "es" else size)
            return say(f"{key}_one" if _is_one(say, told) else key, value=_plain(say, told))
    return _plain(say, value)


def _is_one(say: Phrases, value: float) -> bool:
    """Whether ``value`` of something is singular: in French all that is less than two."""
    return value < 2 if say.language == "fr" else round(value, 2) == 1


def _plain(say: Phrases, value: float) -> str:
    if value == int(value):
        return say.number(int(value))
    whole, _, part = f"{value:.2f}".rstrip("0").partition(".")
    told = say.number(int(whole))
    return told + ("," if say.language in DECIMAL_COMMA else ".") + part if part else told


def lag(say: Phrases, seconds: float) -> str:
    """How long after, in its largest unit: minutes to an hour, hours to two days, then days."""
    if seconds < HOUR:
        return say.count("minutes", max(1, round(seconds / MINUTE)))
    if seconds < 2 * DAY:
        return say.count("hours", round(seconds / HOUR))
    return say.count("days", round(seconds / DAY))
