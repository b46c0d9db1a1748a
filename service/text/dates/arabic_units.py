"""Months, years, whole units and counts from now, as Arabic writes them.

Knows nothing of named days; offsets and words only, no reference.
"""

from __future__ import annotations

from service.text.dates.arabic_months import month, narrow, turn, year
from service.text.dates.arabic_tense import future
from service.text.dates.cue_words import TITLES
from service.text.dates.cues import is_name, is_year_alone
from service.text.dates.expression import Expression, Unit
from service.text.dates.numerals import cardinal
from service.text.dates.tokens import Tokens
from service.text.dates.words import LEXICON, WEAK_MONTHS
from service.text.normalise import fold

Found = tuple[Expression, int]
# "On such a day", "to this day".
_UNTIL_NOW = frozenset({"مثل", "لمثل", "حتي", "وحتي", "الي", "والي"})
# "She spends the night before the wedding at an inn. He spends this night elsewhere."
_TOLD = 25
_SCHOOL = frozenset(map(fold, ("الدراسية", "الدراسي", "الجامعية", "الجامعي", "المالية", "المالي")))
_BEFORE_WEAK = frozenset(
    map(fold, ("في", "وفي", "منذ", "ومنذ", "خلال", "بين", "وبين", "حتى", "وحتى", "مند"))
)
_BEFORE_MONTH = frozenset(
    fold(
        "من ومن إلى وإلى قبل بعد وبعد وقبل بحلول عن على تسليم أشهر خلال و لغاية غاية ابتداء"
    ).split()
) | {",", "(", "\n", "-", ":", "/", "ففي", "حتي", "بين", "او"}
_COUNTS_FROM = frozenset(map(fold, ("على", "إلا", "أي", "ذلك", "وذلك", "و", "فقط", "حتى", "ما")))
# How far before a month its day begins: 11 من, الحادي عشر من.
_DAY_WORDS = (2, 3)
_NUMBER_KINDS = frozenset({"ordinal", "tens", "article", "first"})


class UnitGrammar:
    """Reads expressions of whole units at a token; what it cannot read is None."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def fresh(self, at: int) -> Expression:
        """An empty expression that begins at the token ``at``, or at the text's end."""
        if at >= self.tokens.size:
            return Expression(0, 0)
        return Expression(self.tokens.start(at), self.tokens.ends[at])

    def close(self, one: Expression, after: int) -> Found:
        """The expression, ending with the token before ``after``."""
        one.end = self.tokens.ends[after - 1]
        return one, after

    def value(self, at: int) -> object:
        """The lexicon's meaning of the word at ``at``."""
        entry = self.tokens.entries[at] if 0 <= at < self.tokens.size else None
        return entry.value if entry else None

    def month_alone(self, at: int) -> Found | None:
        """[شهر] مارس [2018 | الماضي]: a month without a day, sure enough to be one."""
        tokens = self.tokens
        named = tokens.kind(at) == "unit" and self.value(at) == "month"
        found = month(tokens, at + named)
        if found is None or (named and tokens.prefix(at + 1)):
            return None
        if not named and not tokens.prefix(at) and self._is_of_a_name(at):
            return None
        one = self.fresh(at)
        one.calendar, one.month = found.calendar, found.number
        after = narrow(tokens, one, found.after)
        if not self._month_holds(one, at, found.after, after, named=named):
            return None
        return self.close(one, after)

    def _is_of_a_name(self, at: int) -> bool:
        """Whether the day's number before a month was refused: شارع 20 غشت, هجمات 11 من سبتمبر."""
        tokens = self.tokens
        if tokens.word(at - 1) == "/" and tokens.kind(at - 2) == "month":
            at -= 2
        if tokens.word(at - 1) != "من":
            return tokens.number(at - 1) is not None
        starts = [at - back for back in _DAY_WORDS if self._is_number(at - back)]
        return any(is_name(tokens, start, with_year=False) for start in starts)

    def _is_number(self, at: int) -> bool:
        return self.tokens.number(at) is not None or self.tokens.kind(at) in _NUMBER_KINDS

    def _month_holds(
        self, one: Expression, at: int, name_end: int, after: int, *, named: bool
    ) -> bool:
        narrowed = after > name_end
        if one.calendar == "hijri":
            return narrowed and (named or one.year is not None or one.turn is not None)
        if narrowed or named or name_end - at > 1:
            return True
        tokens = self.tokens
        before = tokens.word(at - 1)
        weak = tokens.word(at)[len(tokens.prefix(at)) :] in WEAK_MONTHS
        led = before in _BEFORE_WEAK or tokens.kind(at - 1) in {"edge", "dualof"}
        led = led or self.follows_month(at)
        if weak:
            return led and tokens.prefix(at) in {"", "و"}
        return led or before in _BEFORE_MONTH or bool(tokens.prefix(at)) or at == 0

    def follows_month(self, at: int) -> bool:
        """Whether a month and و stand right before: مارس وأبريل, مارس و أبريل."""
        tokens = self.tokens
        before = at - 1 - (tokens.word(at - 1) == "و")
        joined = tokens.prefix(at) == "و" or before < at - 1
        return joined and tokens.kind(before) == "month"

    def named_year(self, at: int) -> Found | None:
        """عام 2018, العام 70, سنة 1440 هـ; العام الماضي [2014], السنة نفسها."""
        tokens = self.tokens
        found = year(tokens, at, leading=True)
        one = self.fresh(at)
        if found is not None and tokens.word(at) != "من":
            one.year, one.before_christ = found.year, found.before_christ
            one.calendar = found.calendar or "gregorian"
            return self.close(one, found.after)
        return self.turned_unit(at)

    def turned_unit(self, at: int) -> Found | None:
        """العام الماضي, الأسبوع المقبل, الشهر الجاري, السنة ذاتها."""
        tokens = self.tokens
        if tokens.kind(at) not in {"theunit", "today", "tonight"}:
            return None
        turned = turn(tokens, at + 1)
        if turned is None or self._is_general(at, turned[0]) or tokens.word(turned[1]) in _SCHOOL:
            return None
        one = self.fresh(at)
        unit: Unit = "day" if tokens.kind(at) in {"today", "tonight"} else self.value(at)  # type: ignore[assignment]
        one.unit, one.turn = unit, turned[0]
        after = turned[1]
        if unit == "year":
            number = tokens.number(after)
            if number is not None and 1900 <= number <= 2099:
                one.year, after = number, after + 1
        return self.close(one, after)

    def _is_general(self, at: int, turned: str) -> bool:
        """Whether العام is "general" here: الأمين العام السابق."""
        tokens = self.tokens
        if tokens.word(at) != "العام":
            return False
        before = tokens.word(at - 1)
        known = before in TITLES or before.lstrip("وبل") in TITLES
        return known or (turned in {"before", "after"} and before.startswith("ال"))

    def pointed(self, at: int) -> Found | None:
        """هذا العام, هذه السنة, هذا اليوم, نفس الشهر, ذات اليوم."""
        tokens = self.tokens
        kind, noun = tokens.kind(at + 1), at + 1
        if tokens.prefix(noun) or kind not in {"theunit", "today", "tonight", "part", "weekday"}:
            return self._article_part(at)
        if tokens.word(noun + 1) in _SCHOOL or self._is_spoken_of(at):
            return None
        one = self.fresh(at)
        one.turn = "same" if tokens.kind(at) == "same" else "this"
        if kind == "weekday":
            one.weekday = self.value(noun)  # type: ignore[assignment]
        elif kind == "part":
            return None
        else:
            one.unit = self.value(noun) if kind == "theunit" else "day"  # type: ignore[assignment]
        return self.close(one, noun + 1)

    def _is_spoken_of(self, at: int) -> bool:
        """Whether "this day" is one of every year, "to this day", or a night just told of."""
        tokens = self.tokens
        if tokens.kind(at) != "this" or tokens.kind(at + 1) not in {"today", "tonight"}:
            return False
        told = any(tokens.word(row) == tokens.word(at + 1) for row in range(max(0, at - _TOLD), at))
        return tokens.word(at - 1) in _UNTIL_NOW or (tokens.kind(at + 1) == "tonight" and told)

    def _article_part(self, at: int) -> Found | None:
        """هذا الصباح, هذا المساء."""
        word = self.tokens.word(at + 1)
        entry = LEXICON.get(word.removeprefix("ال")) if word.startswith("ال") else None
        if entry is None or entry.kind != "part" or self.tokens.kind(at) != "this":
            return None
        if word == "العصر":
            return None  # "this age"
        one = self.fresh(at)
        one.unit, one.turn = "day", "this"
        return self.close(one, at + 2)

    def counted(self, at: int) -> Found | None:
        """منذ ثلاث سنوات, قبل يومين, قبل نحو شهر; بعد أسبوعين where the future is spoken of."""
        tokens = self.tokens
        step = at + 1
        step += tokens.kind(step) == "about"
        read = self._quantity(step)
        if read is None:
            return None
        count, unit, after = read
        later = tokens.kind(at) == "later"
        if later and not self._looks_ahead(at):
            return None
        anchored = tokens.word(after) == "من" and tokens.word(at) not in {"منذ", "مند", "ومنذ"}
        if anchored and tokens.word(after + 1) not in {"الان", "اليوم"}:
            return None
        if later and tokens.word(after) in {"من", "علي", "عن"}:
            return None
        one = self.fresh(at)
        one.unit, one.ago = unit, count if later else -count
        return self.close(one, after)

    def _looks_ahead(self, at: int) -> bool:
        """Whether بعد counts from the day of writing: a future verb stands close before it."""
        before = self.tokens.word(at - 1)
        return before not in _COUNTS_FROM and future(self.tokens, at, at, reach=6) is True

    def _quantity(self, at: int) -> tuple[int, Unit, int] | None:
        tokens = self.tokens
        kind = tokens.bare(at)
        if kind == "dual" or (kind == "yearsof" and tokens.word(at) in {"عامين", "سنتين"}):
            return 2, self._unit(at), self._and_half(at + 1)
        if kind in {"unit", "dayword"}:
            after = at + 1
            after += tokens.word(after) in {"واحد", "واحده", "كامل", "كامله"}
            if after == at + 1 and (tokens.kind(after) in _DATED or tokens.is_number_like(after)):
                return None
            return 1, self._unit(at), self._and_half(after)
        counted = cardinal(tokens, at)
        if counted is None or counted[0] > 3000 or counted[0] == 0:
            return None
        count, after = counted
        if tokens.bare(after) in {"unit", "units", "dayword", "daysof", "yearsof"}:
            return count, self._unit(after), self._and_half(after + 1)
        return None

    def _unit(self, at: int) -> Unit:
        kind = self.tokens.kind(at)
        if kind in {"dayword", "daysof"}:
            return "day"
        return "year" if kind == "yearsof" else self.value(at)  # type: ignore[return-value]

    def _and_half(self, at: int) -> int:
        if self.tokens.word(at) in {"ونصف", "ونيف"}:
            return at + 1
        return at + 2 if self.tokens.word(at) == "و" and self.tokens.word(at + 1) == "نصف" else at

    def year_alone(self, at: int) -> Found | None:
        """Four digits that the words around them make a year."""
        lifetime = self._lifetime(at)
        if lifetime is not None or not is_year_alone(self.tokens, at):
            return lifetime
        one = self.fresh(at)
        one.year = self.tokens.number(at)
        after = at + 1
        if self.tokens.kind(after) == "era" and self.value(after) == "gregorian":
            after += 1
        return self.close(one, after)

    def _lifetime(self, at: int) -> Found | None:
        """(1632-1704)."""
        tokens = self.tokens
        first, last = tokens.number(at), tokens.number(at + 2)
        closed = tokens.word(at - 1) == "(" and tokens.word(at + 3) in {")", "م"}
        if first is None or last is None or not closed or tokens.word(at + 1) != "-":
            return None
        if not 500 <= first < last <= 2100:
            return None
        one, other = self.fresh(at), self.fresh(at + 2)
        one.year, other.year, one.until = first, last, other
        return self.close(one, at + 3)


_DATED_KINDS = """
    month month_head weekday yesterday today tomorrow turn first ordinal article opening tens
    equals self
"""
_DATED = frozenset(_DATED_KINDS.split())
