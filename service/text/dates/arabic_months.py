"""Months and years in Arabic: double names, Hijri months, eras, and what narrows them.

Knows nothing of days or of the reference.
"""

from __future__ import annotations

from typing import NamedTuple

from service.records import Calendar
from service.text.dates.expression import Expression, Turn
from service.text.dates.numerals import cardinal
from service.text.dates.tokens import Tokens
from service.text.normalise import fold

_HONOURS = frozenset(fold("المبارك الحرام المعظم الفضيل الأبرك الكريم الخير").split())
_ERAS = frozenset({"م", "ه", "هـ"})


class Month(NamedTuple):
    """A month's calendar and number, and the index after its name."""

    calendar: Calendar
    number: int
    after: int


class Year(NamedTuple):
    """A year, the calendar its era letter names, and the index after it."""

    year: int
    calendar: Calendar | None
    after: int
    before_christ: bool = False


def month(tokens: Tokens, at: int) -> Month | None:
    """The month named at ``at``, both names of a double month taken together."""
    found = _one_month(tokens, at)
    if found is None:
        return None
    return found._replace(after=_second_name(tokens, found))


def _one_month(tokens: Tokens, at: int) -> Month | None:
    kind = tokens.kind(at)
    if kind == "month":
        calendar, number = tokens.entries[at].value  # type: ignore[union-attr]
        after = at + 1
        if calendar == "hijri" and tokens.word(after) in _HONOURS:
            after += 1
        return Month(calendar, number, after)
    if kind == "month_head":
        pair = tokens.entries[at].value.get(tokens.word(at + 1))  # type: ignore[union-attr]
        return Month(pair[0], pair[1], at + 2) if pair else None
    return None


def _second_name(tokens: Tokens, found: Month) -> int:
    """The index after the same month's other name: آب/أغسطس, شباط (فبراير), أبريل نيسان."""
    if found.calendar == "hijri":
        return found.after
    mark = tokens.word(found.after)
    other_at = found.after + (mark in {"/", "(", "-", "\\"})
    if tokens.prefix(other_at):
        return found.after
    other = _one_month(tokens, other_at)
    if other is None or other[:2] != found[:2]:
        return found.after
    if mark == "(":
        return other.after + 1 if tokens.word(other.after) == ")" else found.after
    return other.after


def year(tokens: Tokens, at: int, *, hijri: bool = False, leading: bool = False) -> Year | None:
    """A year written after a month or after a word for year, its era letter included.

    Digits alone must look like a year; after عام or سنة any number is one. ``leading`` allows
    any clitic on that word, which otherwise would begin something new.
    """
    at += tokens.word(at) in {"من", "لل", "ل"}
    named = tokens.kind(at) in {"unit", "theunit"} and tokens.entries[at].value == "year"  # type: ignore[union-attr]
    if named and not leading and tokens.prefix(at) not in {"", "ل"}:
        return None
    number_at = at + 1 if named else at
    # Some desks set the comma before the number: "عام ،2009".
    number_at += tokens.word(number_at) == "," and tokens.touches(number_at + 1)
    number = tokens.number(number_at)
    if number is None:
        return _spelled_year(tokens, number_at) if named else None
    return _checked(tokens, number_at, number, named=named, hijri=hijri)


def _checked(tokens: Tokens, at: int, number: int, *, named: bool, hijri: bool) -> Year | None:
    era, after = _era(tokens, at + 1)
    if tokens.word(at + 1) == "%" or number > 2500:
        return None
    likely = 1000 <= number <= 2200
    if hijri:
        likely = 1300 <= number <= 1500 or 1950 <= number <= 2050
    if not (named or era or likely) or number < 1:
        return None
    christ = tokens.word(after) == "قبل" and tokens.kind(after + 1) == "christ"
    calendar: Calendar | None = era or ("hijri" if hijri and number < 1600 else None)
    return Year(number, calendar, after + 2 if christ else after, christ)


def _spelled_year(tokens: Tokens, at: int) -> Year | None:
    found = cardinal(tokens, at)
    if found is None or not 1000 <= found[0] <= 2100:
        return None
    return Year(found[0], None, found[1])


def _era(tokens: Tokens, at: int) -> tuple[Calendar | None, int]:
    """The calendar of an era letter or word at ``at``, and the index after it."""
    if tokens.kind(at) != "era":
        return None, at
    calendar: Calendar = tokens.entries[at].value  # type: ignore[union-attr]
    after = at + 1
    # A lone letter with a point after it may be an agency's mark: و.م.ع
    if tokens.word(at) in _ERAS and tokens.word(after) == "." and tokens.touches(after + 1):
        return None, at
    return calendar, after


def narrow(tokens: Tokens, into: Expression, at: int) -> int:
    """Read what follows a month into ``into`` and return the index after it.

    الماضي, الجاري, من الشهر الجاري, 2018, من عام 2018, العام الماضي, من كل عام.
    """
    at = _turn_of_month(tokens, into, at)
    found = _year_after(tokens, at, into.calendar == "hijri")
    if found is not None:
        into.year, into.before_christ = found.year, found.before_christ
        if found.calendar and found.calendar != into.calendar and found.calendar == "hijri":
            return at
        at = found.after
        if tokens.kind(at) == "turn" and not tokens.prefix(at):
            at += 1
        return at
    return _turn_of_year(tokens, into, at)


def _year_after(tokens: Tokens, at: int, hijri: bool) -> Year | None:
    mark = tokens.word(at) in {"/", ",", "-"}
    found = year(tokens, at + mark, hijri=hijri)
    if found is None or (mark and found.year < 1000):
        return None
    # "في مايو، 2000 شخص" counts people; a comma before a year has no noun behind it.
    if tokens.word(at) == "," and tokens.number(at + 1) is not None and found.year % 50 == 0:
        return None
    return found


def _turn_of_month(tokens: Tokens, into: Expression, at: int) -> int:
    if tokens.bare(at) == "turn":
        into.turn = tokens.entries[at].value  # type: ignore[union-attr]
        return at + 1
    step = at + (tokens.word(at) == "من")
    if tokens.kind(step) == "theunit" and tokens.entries[step].value == "month":  # type: ignore[union-attr]
        turned = turn(tokens, step + 1)
        if turned:
            into.turn = turned[0]
            return turned[1]
    if tokens.word(at) == "من" and tokens.kind(at + 1) == "each":
        into.every = True
        return at + 3
    return at


def _turn_of_year(tokens: Tokens, into: Expression, at: int) -> int:
    step = at + (tokens.word(at) == "من")
    if tokens.kind(step) in {"this", "same"}:
        following = tokens.entries[step + 1] if step + 1 < tokens.size else None
        if following and following.value == "year":
            into.year_turn = "this" if tokens.kind(step) == "this" else "same"
            return step + 2
    if tokens.kind(step) == "theunit" and tokens.entries[step].value == "year":  # type: ignore[union-attr]
        turned = turn(tokens, step + 1)
        if turned:
            into.year_turn = turned[0]
            return turned[1]
    return at


def turn(tokens: Tokens, at: int) -> tuple[Turn, int] | None:
    """(turn, index after) of الماضي, المقبل, ما قبل الماضي, نفسه and their like."""
    if tokens.bare(at) == "turn":
        return tokens.entries[at].value, at + 1  # type: ignore[union-attr]
    if tokens.kind(at) == "self":
        return "same", at + 1
    step = at + (tokens.word(at) == "ما")
    word = tokens.word(step)
    if word in {"قبل", "بعد"} and tokens.bare(step + 1) == "turn":
        return ("before_last" if word == "قبل" else "after_next"), step + 2
    return None
