"""The digest's own words in Arabic, French, English and Spanish: phrases, counts and dates.

Knows nothing of digests. Digits are Latin and Arabic months Moroccan, as that press has them.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from service.errors import InputError

LANGUAGES = ("ar", "fr", "en", "es")
# First strong isolate and its end: what is inside does not turn the text around it.
_ISOLATE, _END = "\u2068", "\u2069"


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    path = Path(__file__).parent / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Words:
    """The words of one interface language. Raises InputError for a language without any."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise InputError(f"digest language {language!r}: there are {', '.join(LANGUAGES)}")
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self._words = _catalogue()[language]

    def say(self, key: str, **parts: object) -> str:
        """The phrase ``key`` with its parts put in."""
        return str(self._words[key]).format(**parts)

    def count(self, key: str, n: int) -> str:
        """``n`` of what ``key`` counts, in the language's plural form."""
        forms: dict[str, str] = self._words[key]
        return forms.get(_form(self.language, n), forms["other"]).format(n=n)

    def day(self, value: date) -> str:
        """``12 يوليوز 2018``."""
        return self.say("date_day", day=self._number(value), month=self._month(value.month),
                        year=value.year)  # fmt: skip

    def span(self, first: date, last: date) -> str:
        """From a first day to a last, without repeating what they share."""
        if first == last:
            return self.day(first)
        start = self.day(first)
        if first.year == last.year and first.month == last.month:
            start = self._number(first)
        elif first.year == last.year:
            start = self.say(
                "date_day_month", day=self._number(first), month=self._month(first.month)
            )
        return self.say("date_span", first=start, last=self.day(last))

    def value(self, grain: str, first: date, last: date) -> str:
        """The date of an entry, as exactly as its ``grain`` allows."""
        if grain == "month":
            return self.say("date_month", month=self._month(first.month), year=first.year)
        if grain == "year":
            return str(first.year)
        return self.span(first, last)

    def _month(self, number: int) -> str:
        return str(self._words["months"][number - 1])

    def _number(self, value: date) -> str:
        return "1er" if self.language == "fr" and value.day == 1 else str(value.day)


def isolated(text: str) -> str:
    """``text`` that keeps its own direction wherever it is put."""
    return f"{_ISOLATE}{text}{_END}"


def _form(language: str, n: int) -> str:
    """The CLDR plural form of ``n``."""
    if language == "ar":
        if n in {0, 1, 2}:
            return ("zero", "one", "two")[n]
        rest = n % 100
        return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    if language == "fr":
        return "one" if n in {0, 1} else "other"
    if language == "es" and n and n % 1_000_000 == 0:
        return "many"
    return "one" if n == 1 else "other"
