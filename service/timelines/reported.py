"""Which of two days a first sentence tells of: the day of a statement, or of what it states.

Knows nothing of articles or of dates' values. Arabic only: elsewhere the first day is taken.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from service.text.normalise import fold
from service.text.passing import is_background
from service.timelines.acts import is_verb

_THAT = re.compile(r"(?<!\w)[وفب]?(?:ان|انه|انها|انهم|انهما)(?!\w)")
_WORD = re.compile(r"\w+")
# Behind one of these the verb is not the statement's own: "the attack that struck on Saturday".
_CONNECTIVES = """
    الذي التي الذين اللذين اللتين ما بعدما عندما حين منذ بعد عقب اثر قبل بسبب ردا علي
"""
_ASIDE = frozenset(_CONNECTIVES.split())
# The beginnings of Arabic verbs in the present and the future.
_NOT_PAST = ("ي", "ت", "س", "ن")


# The day before yesterday is a paper's own news where no paper came out between.
_LATE_PAPERS = re.compile(r"(?:\S+ )?(?:اول امس|امس الاول|avant-hier|anteayer)")


def is_week_ahead(headline: str, told: str) -> bool:
    """Whether a headline's weekday, read as the ISO day ``headline``, is the day ``told``.

    "He plays on Sunday", over a text that says "next Sunday": of 101 weekdays in headlines of 2018
    six were a week later in the text, and there rightly so.
    """
    return date.fromisoformat(told) - date.fromisoformat(headline) == timedelta(days=7)


def is_earlier(text: str, surface: str) -> bool:
    """Whether the day ``surface`` of a first sentence is of what was before: not its news.

    "Police held ten people in the attack that struck the parade | on Saturday", printed on Monday:
    it is. Of 20 such sentences read in news of 2018 it was in 18.
    """
    if _LATE_PAPERS.match(fold(surface)):
        return False
    return is_background(text, max(0, text.find(surface)))


def states_past(between: str) -> bool:
    """Whether the text ``between`` two days of a sentence makes the second that of the happening.

    "A spokesman said on Sunday | that the minister signed | on Saturday": it does. Of ten such
    sentences read in news of 2018 nine tell what was on the second day.
    """
    parts = _THAT.split(fold(between), maxsplit=1)
    if _ASIDE.intersection(parts[0].split()[-1:]):
        return False
    words = _WORD.findall(parts[1]) if len(parts) > 1 else []
    if _ASIDE.intersection(words):
        return False
    return any(is_verb(one) and not one.startswith(_NOT_PAST) for one in words)
