"""When a text was written, as far as its own words give it away: the weekday, the month.

Knows nothing of any calendar day: "the day before yesterday, Thursday" is written on a
Saturday, whichever, and "last June" in no June.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from service.text.dates.arabic import ArabicGrammar
from service.text.dates.expression import Expression
from service.text.dates.latin import LatinGrammar
from service.text.dates.latin_words import LATIN
from service.text.dates.tokens import Tokens
from service.text.dates.words import LEXICON


class Writing(msgspec.Struct, frozen=True, kw_only=True):
    """The weekday of writing (Monday is 0), its month ("12 May of this month") and its non-months.

    Each is None, or empty, where no words or no two alike tell.
    """

    weekday: int | None
    month: int | None
    other_months: frozenset[int]


def writing_of(text: str, language: str) -> Writing:
    """What the relative days and months of ``text`` agree on of when it was written."""
    said = (
        LatinGrammar(Tokens(text, LATIN[language]), language).read()
        if language in LATIN
        else ArabicGrammar(Tokens(text, LEXICON)).read()
    )
    alone = [one for one in said if one.until is None]
    month = _most(one.month for one in alone if _turned_month(one) and one.turn == "this")
    turned = {
        one.month
        for one in alone
        if _turned_month(one) and one.day is None and one.turn in {"last", "next"}
    }
    return Writing(
        weekday=_most(
            (one.weekday - one.offset) % 7
            for one in alone
            if one.weekday is not None and one.offset is not None
        ),
        month=month,
        other_months=frozenset(one for one in turned if one is not None and one != month),
    )


def _turned_month(one: Expression) -> bool:
    """Whether a month of ours is named with nothing but a turn: "last June", "12 May instant"."""
    return one.month is not None and one.year is None and one.calendar == "gregorian"


def _most(values: Iterable[int | None]) -> int | None:
    """The most frequent value; None for a tie."""
    ranked = Counter(values).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
