"""Figures and spans of time in words: sums, shares, how long after.

Knows nothing of what is counted.
"""

from __future__ import annotations

from dashboards.phrases import Phrases

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def amount(say: Phrases, value: float) -> str:
    """``1 500``, ``3.5 million``: a number as the language writes it."""
    for size, key in ((1e9, "claims.billion"), (1e6, "claims.million")):
        if value >= size:
            return say(key, value=_plain(say, value / size))
    return _plain(say, value)


def _plain(say: Phrases, value: float) -> str:
    if value == int(value):
        return say.number(int(value))
    text = f"{value:.2f}".rstrip("0")
    return text.replace(".", ",") if say.language == "fr" else text


def lag(say: Phrases, seconds: float) -> str:
    """How long after, in its largest unit: minutes to an hour, hours to two days, then days."""
    if seconds < HOUR:
        return say.count("minutes", max(1, round(seconds / MINUTE)))
    if seconds < 2 * DAY:
        return say.count("hours", round(seconds / HOUR))
    return say.count("days", round(seconds / DAY))
