"""The grammar of Arabic date expressions: tokens in, expressions out.

Knows nothing of the reference; what an expression comes to is ``resolve``'s to say.
"""

from __future__ import annotations

from service.text.dates.arabic_joins import JoinGrammar, is_year_only
from service.text.dates.arabic_months import turn
from service.text.dates.arabic_tense import future
from service.text.dates.arabic_units import Found
from service.text.dates.cues import is_next_year
from service.text.dates.expression import Expression
from service.text.dates.tokens import MARK, WORD, Tokens


class ArabicGrammar(JoinGrammar):
    """Reads every date expression of one text, left to right, the longest at each place."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.readers = {
            "article": self.day,
            "ordinal": self.day,
            "tens": self.day,
            "opening": self.day,
            "first": self.first,
            "weekday": self.day,
            "yesterday": self.day,
            "tomorrow": self.day,
            "dayword": self.day,
            "part": self.part,
            "daysof": self.day,
            "today": self.today,
            "tonight": self.tonight,
            "month": self.month_alone,
            "month_head": self.month_alone,
            "edge": self.edge,
            "unit": self.unit,
            "theunit": self.the_unit,
            "dualof": self.pair,
            "yearsof": self.years,
            "this": self.pointed,
            "same": self.pointed,
            "ago": self.counted,
            "later": self.later,
            "quarter": self.part_of_year,
            "decade": self.decade,
            "clock": self.clock_alone,
            "months_of": self.first_months,
        }

    def read(self) -> list[Expression]:
        """The expressions in order; none overlaps another."""
        tokens = self.tokens
        found: list[Expression] = []
        at = 0
        while at < tokens.size:
            kind = tokens.kinds[at]
            if kind in {WORD, MARK} and tokens.entries[at] is None:
                at += 1
                continue
            one = self.whole(at)
            if one is None:
                at += 1
                continue
            found.append(one[0])
            at = self._more_years(found, max(one[1], at + 1))
        return found

    def _more_years(self, found: list[Expression], at: int) -> int:
        """Further years of a list, each an expression of its own: 2009 و2012 و2015."""
        while is_year_only(found[-1]):
            join = self.joiner(at)
            if (
                join is None
                or join[0] not in {"and", "or"}
                or not is_next_year(self.tokens, join[1])
            ):
                break
            one = self.fresh(join[1])
            one.year = self.tokens.number(join[1])
            found.append(one)
            at = join[1] + 1
        return at

    def whole(self, at: int) -> Found | None:
        """An expression at ``at`` with its other end and its clock, if any."""
        left = self.single(at)
        if left is None:
            return None
        if not left[0].is_bare_day():
            left = self.with_clock(*left)
        joined = self.joined(at, left)
        if joined is not None:
            return joined
        return None if left[0].is_bare_day() else left

    def edge(self, at: int) -> Found | None:
        """نهاية يونيو, مطلع العام الجاري, أواخر 2019, بداية التسعينيات, منتصف ليلة الخميس."""
        tokens = self.tokens
        if tokens.word(at).endswith("منتصف") and tokens.bare(at + 1) == "part":
            return self.day(at)
        step = at + 1
        if step >= tokens.size or tokens.prefix(step):
            return None
        inner = self._edged(step)
        if inner is None:
            return None
        inner[0].start = tokens.start(at)
        return inner

    def _edged(self, step: int) -> Found | None:
        tokens = self.tokens
        kind = tokens.kind(step)
        number = tokens.number(step)
        if number is not None:
            if len(tokens.word(step)) == 4 and 1900 <= number <= 2099:
                one = self.fresh(step)
                one.year = number
                after = step + 1 + (tokens.word(step + 1) == "م")
                return self.close(one, after)
            return None
        if kind in {"unit", "month", "month_head"}:
            return self.named_year(step) if self.value(step) == "year" else self.month_alone(step)
        if kind == "theunit":
            found = self.named_year(step)
            return found or self.this_unit(step)
        if kind in {"this", "same"}:
            return self.pointed(step)
        return self.decade(step) if kind == "decade" else None

    def pair(self, at: int) -> Found | None:
        """يومي 25 و26 يونيو, عامي 2008 و2019, شهري يونيو ويوليوز."""
        unit = self.value(at)
        step = at + 1
        first = self.single(step)
        if first is None and unit == "year":
            first = self._plain_year(step)
        if first is None:
            return None
        join = self.joiner(first[1])
        if join is None:
            return self._starting(first, at) if not first[0].is_bare_day() else None
        second = self.single(join[1]) or (self._plain_year(join[1]) if unit == "year" else None)
        if second is None:
            return None
        if second[0].is_bare_day():
            second = self.joined(join[1], second)
            if second is None:
                return None
        second = self.with_clock(second[0].until or second[0], second[1])
        found = self._interval(first[0], second[0], second[1], "to")
        return self._starting(found, at)

    def unit(self, at: int) -> Found | None:
        """شهر مارس, عام 2018, سنة 1440 هـ."""
        value = self.value(at)
        if value == "month":
            return self.month_alone(at)
        return self.named_year(at) if value == "year" else None

    def the_unit(self, at: int) -> Found | None:
        """العام 2018, العام الماضي, الأسبوع الأول من أبريل, الشهر الجاري."""
        if self.value(at) == "year":
            return self.named_year(at)
        return self.week_of_month(at) or self.turned_unit(at)

    def today(self, at: int) -> Found | None:
        """اليوم, اليوم الجمعة 4 نوفمبر 2016; اليوم نفسه, اليوم التالي."""
        turned = turn(self.tokens, at + 1)
        if turned and turned[0] in {"same", "before", "after"}:
            return self.turned_unit(at)
        return self.day(at)

    def tonight(self, at: int) -> Found | None:
        """الليلة الماضية is yesterday's, الليلة التي تسبق any."""
        tokens = self.tokens
        turned = turn(tokens, at + 1)
        if turned is not None:
            return self.turned_unit(at) if turned[0] in {"last", "before_last"} else None
        # "By tonight" only bounds what is told.
        if tokens.word(at + 1) == "التي" or tokens.word(at - 1) == "بحلول":
            return None
        if tokens.kind(at + 1) == "ordinal" or future(tokens, at, at + 1) is not True:
            return None
        one = self.fresh(at)
        one.offset = 0
        return self.close(one, at + 1)

    def part(self, at: int) -> Found | None:
        """مساء الجمعة, ليلة 23 نونبر; ظهر نفس اليوم, فجر هذا اليوم."""
        if self.tokens.kind(at + 1) in {"same", "this"}:
            found = self.pointed(at + 1)
            if found is not None and found[0].unit == "day":
                return self._starting(found, at)
        return self.day(at)

    def first(self, at: int) -> Found | None:
        """أول أمس, أول يناير, أول أيام شهر رمضان."""
        found = self.day(at)
        return found if found and not found[0].is_bare_day() else None

    def later(self, at: int) -> Found | None:
        """بعد غد, or a count from now."""
        found = self.day(at)
        return found if found and found[0].offset == 2 else self.counted(at)

    def years(self, at: int) -> Found | None:
        """سنوات 2016 و2017: each year stands alone, the first with its head."""
        first = self._plain_year(at + 1)
        if first is None or not is_four(self.tokens, at + 1):
            return None
        join = self.joiner(first[1])
        joins = {"to", "and"} if self._between(at) else {"to"}
        if join and join[0] in joins and (second := self._plain_year(join[1])):
            return self._starting(self._interval(first[0], second[0], second[1], "to"), at)
        return self._starting(first, at)


def is_four(tokens: Tokens, at: int) -> bool:
    """Whether four digits of a likely year stand at ``at``."""
    number = tokens.number(at)
    return number is not None and len(tokens.word(at)) == 4 and 1000 <= number <= 2200
