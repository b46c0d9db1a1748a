"""Date expressions in running text, found and resolved.

Knows nothing of pages, articles or where the text came from.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from service.records import Grain, Mention
from service.text.dates import arabic_tense, cues, latin_cues
from service.text.dates.arabic import ArabicGrammar
from service.text.dates.expression import Expression
from service.text.dates.hijri_days import as_announced
from service.text.dates.latin import LatinGrammar
from service.text.dates.latin_words import LATIN
from service.text.dates.named_days import is_named_day
from service.text.dates.resolve import Resolver, kind_of
from service.text.dates.tokens import Tokens
from service.text.dates.units import Point
from service.text.dates.words import LEXICON
from service.text.language import UNKNOWN, detect

_ARABIC = re.compile(r"[\u0620-\u064a]{2}")


def find_dates(text: str, *, reference: date | None, language: str | None = None) -> list[Mention]:
    """The dates named in ``text``, in order, none overlapping another.

    ``reference`` is the day of writing: relative and yearless dates are resolved against it and
    have no value where it is None and the text itself does not fix them. ``language`` is an ISO
    639-1 code (``ar fr en es`` are read); None finds it out. Offsets count in ``text`` as given.
    """
    language = language or _language(text)
    if language in LATIN:
        return _latin(text, reference, language)
    if language in {"ar", "ary", "arz", UNKNOWN} or _ARABIC.search(text):
        return _arabic(text, reference)
    return []


def _language(text: str) -> str:
    return "ar" if _ARABIC.search(text, 0, 200) else detect(text)


def _arabic(text: str, reference: date | None) -> list[Mention]:
    tokens = Tokens(text, LEXICON)
    expressions = ArabicGrammar(tokens).read()
    return _resolved(
        text, tokens, expressions, reference, arabic_tense.future, arabic_tense.weekday_tense
    )


def _latin(text: str, reference: date | None, language: str) -> list[Mention]:
    tokens = Tokens(text, LATIN[language])
    expressions = LatinGrammar(tokens, language).read()
    tense = partial(latin_cues.future, language=language)
    weekday_tense = partial(latin_cues.weekday_tense, language=language)
    return _resolved(text, tokens, expressions, reference, tense, weekday_tense)


def _resolved(
    text: str,
    tokens: Tokens,
    expressions: list[Expression],
    reference: date | None,
    tense: arabic_tense.Tense,
    weekday_tense: arabic_tense.WeekdayTense,
) -> list[Mention]:
    _share_years(text, expressions)
    resolver = Resolver(reference, expressions, _hint(tokens) if reference is None else None)
    found = []
    at = 0
    told: bool | None = None
    last = last_end = 0
    for one in expressions:
        while at < tokens.size and tokens.ends[at] <= one.start:
            at += 1
        after = at
        while after < tokens.size and tokens.starts[after] < one.end:
            after += 1
        future = tense(tokens, at, after) if _needs_tense(one) else None
        if future is None and _same_sentence(tokens, last, at):
            future = told
        alone = one.weekday is not None and after - at == tokens.size
        if future is None and alone:
            future = False  # nothing is told beside the weekday: the last one
        told, last = future, after
        if reference and one.is_bare_weekday() and not alone:
            back = (reference.weekday() - (one.weekday or 0)) % 7
            future = weekday_tense(future, tokens, at, after, back)
        if one.of_attack and is_named_day(one.month, one.day, reference):
            continue
        if one.year_turn == "same" and (year := _year_before(tokens, at, last_end)):
            resolver.year = year
        last_end = one.end
        point = resolver.resolve(one, future=future)
        found.append(_mention(text, one, point))
    return as_announced(found)


_LISTED = frozenset({"و", "،", ",", "et", "and", "y", "e", "، و", "أو", "ou", "or", "o"})

# What a number of four digits in a sentence may mean as a year.
_FIRST_YEAR, _LAST_YEAR = 1980, 2060


def _share_years(text: str, expressions: list[Expression]) -> None:
    """Give each date of a list the year that only its last one prints: يناير وفبراير 2024."""
    for one, after in zip(expressions[-2::-1], expressions[:0:-1], strict=True):
        if one.month is None or after.month is None or after.year is None or one.until:
            continue
        free = one.year is None and one.turn is None and one.year_turn is None
        listed = text[one.end : after.start].strip() in _LISTED
        if free and listed and one.calendar == after.calendar:
            one.year = after.year - (one.month > after.month)


def _same_sentence(tokens: Tokens, start: int, end: int) -> bool:
    """Whether no sentence ends between two tokens: a tense told before still holds."""
    return 0 < start <= end and not any(tokens.words[at] in cues.ENDS for at in range(start, end))


def _year_before(tokens: Tokens, at: int, after: int) -> int | None:
    """The year that a sentence prints before ``at``, past the offset ``after``: its title of 2018,
    won on 2 December of the same year.
    """
    for row in range(at - 1, -1, -1):
        if tokens.words[row] in cues.ENDS or tokens.starts[row] < after:
            return None
        number = tokens.number(row)
        if number is not None and _FIRST_YEAR <= number <= _LAST_YEAR:
            return number
    return None


def _hint(tokens: Tokens) -> int | None:
    """The one year that a text prints, be it only in a tournament's name; None if several."""
    numbers = (tokens.number(at) for at in range(tokens.size))
    years = {one for one in numbers if one is not None and _FIRST_YEAR <= one <= _LAST_YEAR}
    return years.pop() if len(years) == 1 else None


def _needs_tense(one: Expression) -> bool:
    """Whether the value depends on the sentence's tense: yearless months, bare weekdays."""
    ends = (one, one.until) if one.until else (one,)
    return any(
        end.year is None and end.offset is None and (end.month or end.weekday is not None)
        for end in ends
    )


def _mention(text: str, one: Expression, point: Point) -> Mention:
    grain: Grain = "interval" if one.until else point.grain
    return Mention(
        start=one.start,
        end=one.end,
        surface=text[one.start : one.end],
        value=point.value,
        grain=grain,
        kind=kind_of(one, point),
        calendar=one.calendar,
        reference=point.leaned if point.value else None,
        confidence=round(point.confidence, 2) if point.value else 0.0,
        alternatives=point.alternatives,
    )
