"""Decades, quarters, halves and weeks of a year or month, as Arabic writes them.

Knows nothing of named days; offsets and words only, no reference.
"""

from __future__ import annotations

from service.text.dates.arabic_months import turn
from service.text.dates.arabic_units import Found, UnitGrammar
from service.text.dates.numerals import ordinal
from service.text.dates.words import LEXICON
from service.text.normalise import fold

_AGE = frozenset(map(fold, ("العمر", "عمر", "عمره", "عمرها", "عمرهم")))


class PartGrammar(UnitGrammar):
    """Reads parts of a larger unit at a token; what it cannot read is None."""

    def decade(self, at: int) -> Found | None:
        """ثمانينيات القرن الماضي, الستينات; not a person's age."""
        tokens = self.tokens
        step = at + 1
        one = self.fresh(at)
        one.decade, after = self.value(at), step  # type: ignore[assignment]
        century = step + (tokens.word(step) == "من")
        if tokens.kind(century) == "century":
            number = ordinal(tokens, century + 1)
            turned = turn(tokens, century + 1)
            if number:
                one.century, after = number[0], number[1]
            elif turned:
                one.century, after = (21 if turned[0] == "this" else 20), turned[1]
        elif {tokens.word(step), tokens.word(step + 1)} & _AGE:
            return None
        return self.close(one, after)

    def part_of_year(self, at: int) -> Found | None:
        """الربع الثالث من هذا العام, النصف الثاني من 2018, الثلاثي الأول."""
        tokens = self.tokens
        length: int = self.value(at)  # type: ignore[assignment]
        number = self._which(at + 1, 12 // length)
        if number is None:
            return self._turned_quarter(at) if length == 3 else None
        scope = self.scope(number[1])
        alone = tokens.word(at).lstrip("وبل") in {"الربع", "الثلاثي", "لربع"}
        if scope is None and not (alone and tokens.word(at - 1) in {"خلال", "في", "من"}):
            return None
        one = self.fresh(at)
        one.ordinal, one.length, one.scope = number[0], length, scope[0] if scope else None
        one.unit = "quarter" if length == 3 else "half"
        return self.close(one, scope[1] if scope else number[1])

    def _which(self, at: int, last: int) -> tuple[int, int] | None:
        """(which part, index after it): الأول to the last, or الأخير for the last."""
        if self.tokens.word(at) in {"الاخير", "الاخيره"}:
            return last, at + 1
        number = ordinal(self.tokens, at)
        return number if number and 1 <= number[0] <= last else None

    def _turned_quarter(self, at: int) -> Found | None:
        """الربع الماضي, الربع المقبل."""
        tokens = self.tokens
        turned = turn(tokens, at + 1)
        if turned is None or tokens.word(at).lstrip("وبلف") not in {"الربع", "ربع"}:
            return None
        one = self.fresh(at)
        one.unit, one.turn = "quarter", turned[0]
        return self.close(one, turned[1])

    def week_of_month(self, at: int) -> Found | None:
        """الأسبوع الأول من أبريل."""
        tokens = self.tokens
        if tokens.kind(at) != "theunit" or self.value(at) != "week":
            return None
        number = ordinal(tokens, at + 1)
        last = tokens.word(at + 1) == "الاخير"
        after = at + 2 if last else number[1] if number else 0
        if not after or tokens.word(after) != "من":
            return None
        scope = self.month_scope(after + 1)
        if scope is None:
            return None
        one = self.fresh(at)
        one.unit, one.ordinal, one.scope = "week", 5 if last else number[0], scope[0]  # type: ignore[index]
        return self.close(one, scope[1])

    def first_months(self, at: int) -> Found | None:
        """الأشهر الأولى من العام الجاري; الأشهر التسعة الأولى من 2018 is nine months."""
        tokens = self.tokens
        spelled = LEXICON.get(tokens.word(at + 1).removeprefix("ال"))
        counts = spelled is not None and spelled.kind == "cardinal" and not spelled.prefix
        step = at + 1 + counts
        if tokens.word(step) not in {"الاولي", "الاخيره"}:
            return None
        scope = self.scope(step + 1)
        if scope is None:
            return None
        one = self.fresh(at)
        one.scope = scope[0]
        if counts and tokens.word(step) == "الاولي":
            one.unit, one.ordinal, one.length = "half", 1, spelled.value  # type: ignore[union-attr]
        else:
            one.unit, one.length = "year", 12
        return self.close(one, scope[1])

    def scope(self, at: int) -> Found | None:
        """The year (or the month) that a part is taken of: من عام 2018, من هذا العام, 2018."""
        tokens = self.tokens
        at += tokens.word(at) in {"من", "ل", "في"}
        kind = tokens.kind(at)
        if kind in {"this", "same"}:
            return self.pointed(at)
        if kind in {"unit", "theunit"} and self.value(at) == "year":
            return self.named_year(at) or self.this_unit(at)
        number = tokens.number(at)
        if number is not None and 1900 <= number <= 2099:
            one = self.fresh(at)
            one.year = number
            return self.close(one, at + 1)
        return self.month_scope(at)

    def this_unit(self, at: int) -> Found | None:
        """Only العام or الأسبوع after an edge or a part: the one the text was written in."""
        tokens = self.tokens
        following = tokens.word(at + 1)
        school = following.startswith(("الدراس", "الجامع", "المال"))
        if tokens.kind(at) != "theunit" or tokens.kind(at + 1) == "ordinal" or school:
            return None
        one = self.fresh(at)
        one.unit, one.turn = self.value(at), "this"  # type: ignore[assignment]
        return self.close(one, at + 1)

    def month_scope(self, at: int) -> Found | None:
        """The month that a week or a half is taken of."""
        if self.tokens.kind(at) == "theunit" and self.value(at) == "month":
            return self.turned_unit(at)
        if self.tokens.kind(at) == "this":
            return self.pointed(at)
        return self.month_alone(at)
