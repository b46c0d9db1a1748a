"""Which plural form a whole number takes, as CLDR rules have it.

Knows nothing of words. Only the interface's languages are here: their rules are three lines,
and a library that knows them all would double the time the server takes to start.
"""

from __future__ import annotations

from collections.abc import Callable


def arabic(n: int) -> str:
    """Six forms: 0, 1, 2, then by the last two digits."""
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    rest = n % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


def french(n: int) -> str:
    """Nought and one are singular."""
    return "one" if n in (0, 1) else "other"


def english(n: int) -> str:
    """Only one is singular."""
    return "one" if n == 1 else "other"


def spanish(n: int) -> str:
    """Only one is singular; whole millions stand before "de"."""
    if n == 1:
        return "one"
    return "many" if n and n % 1_000_000 == 0 else "other"


PLURALS: dict[str, Callable[[int], str]] = {
    "ar": arabic,
    "fr": french,
    "en": english,
    "es": spanish,
}
