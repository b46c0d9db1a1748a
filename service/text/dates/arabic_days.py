"""Days in Arabic: by part, weekday, number and month, or relative to now.

Knows nothing of what may be joined to a day.
"""

from __future__ import annotations

from collections.abc import Callable

from service.text.calendars import hijri_month
from service.text.dates.arabic_months import month, narrow, turn
from service.text.dates.arabic_parts import PartGrammar
from service.text.dates.arabic_units import Found
from service.text.dates.cues import QUOTES, is_name, is_weekday_of_writing, means_today
from service.text.dates.expression import Expression
from service.text.dates.numerals import ordinal
from service.text.dates.numeric import place, split
from service.text.dates.tokens import CLOCK, DATE, DECIMAL, NUMBER, Tokens


class DayGrammar(PartGrammar):
    """Reads one date at a token; ``readers`` maps a word's kind to what reads from it."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.readers: dict[str, Callable[[int], Found | None]] = {}

    def single(self, at: int) -> Found | None:
        """One date at ``at``, without what may be joined to it."""
        tokens = self.tokens
        if at >= tokens.size:
            return None
        kind = tokens.kinds[at]
        if kind == DATE:
            return self.numeric(at)
        if kind == NUMBER:
            return self.day(at) or self.year_alone(at)
        if kind == DECIMAL:
            return self.listed_days(at)
        if kind == CLOCK or tokens.entries[at] is None:
            return None
        reader = self.readers.get(tokens.kind(at))
        return reader(at) if reader else None

    def day(self, at: int) -> Found | None:
        """A day by any of its names: part, weekday, number and month, relative word."""
        tokens = self.tokens
        one = self.fresh(at)
        step = self._part(at)
        parted = step > at
        if self._inner(step, at) in {"dayword", "daysof"}:
            step += 1
        dayed = step > at + parted
        step = self._relative(one, step, at)
        step = self._weekday(one, step, at)
        if one.names_day() and turn(tokens, step) and one.weekday is not None:
            one.turn, step = turn(tokens, step)  # type: ignore[misc]
        step = self._same_day(one, step)
        step = self._number(one, step, at, dayed=dayed or parted)
        if not (one.names_day() or one.unit):
            return None
        if step <= at or not self._is_date(one, at, step, dayed=dayed, parted=parted):
            return None
        return self.close(one, step)

    def _inner(self, step: int, at: int) -> str:
        """The kind of a word; within an expression a word must carry no clitic."""
        return self.tokens.kind(step) if step == at else self.tokens.bare(step)

    def _part(self, at: int) -> int:
        tokens = self.tokens
        step = at
        if tokens.kind(at) == "edge" and tokens.word(at).endswith("منتصف"):
            if tokens.bare(at + 1) != "part":
                return at
            step = at + 1
        if self._inner(step, at) == "part":
            return step + 1
        return at

    def _relative(self, one: Expression, step: int, at: int) -> int:
        tokens = self.tokens
        kind = self._inner(step, at)
        if kind == "first":
            after = step + 1 + (tokens.word(step + 1) == "من")
            if tokens.bare(after) == "yesterday":
                one.offset = -2
                return after + 1
        if kind == "later":
            after = step + 1 + (tokens.kind(step + 1) == "dayword")
            if tokens.bare(after) == "tomorrow":
                one.offset = 2
                return after + 1
        if kind in {"yesterday", "today", "tomorrow"} and not self._is_other_word(step, kind):
            one.offset = self.value(step)  # type: ignore[assignment]
            if kind == "yesterday" and tokens.word(step + 1) in {"الاول", "الاولي"}:
                one.offset = -2
                return step + 2
            return step + 1
        return step

    def _is_other_word(self, at: int, kind: str) -> bool:
        """Whether غداء (a lunch, folded to "tomorrow") or الأمس القريب ("of late") is at ``at``."""
        tokens = self.tokens
        if kind == "tomorrow":
            return "ء" in tokens.text[tokens.starts[at] : tokens.ends[at]]
        return kind == "yesterday" and tokens.word(at + 1) in {"القريب", "البعيد"}

    def _weekday(self, one: Expression, step: int, at: int) -> int:
        tokens = self.tokens
        mark = tokens.word(step) if step > at and one.offset is not None else ""
        skipped = step + (mark in {"(", ","})
        if self._inner(skipped, at) != "weekday":
            return step
        one.weekday = self.value(skipped)  # type: ignore[assignment]
        after = skipped + 1
        if mark == "(":
            return after + 1 if tokens.word(after) == ")" else self._unsaid(one, step)
        night = tokens.word(at).endswith(("ليل", "ليله")) or tokens.word(at + 1) in {"ليل", "ليله"}
        if night and one.offset is None:
            return self._second_weekday(one, after)
        return after

    @staticmethod
    def _unsaid(one: Expression, step: int) -> int:
        one.weekday = None
        return step

    def _second_weekday(self, one: Expression, at: int) -> int:
        """The other end of a night: ليل السبت الأحد, ليلة الإثنين-الثلاثاء."""
        tokens = self.tokens
        step = at + (tokens.word(at) in {"-", "/", "الي", "علي"})
        if tokens.kind(step) == "weekday" and tokens.prefix(step) in {"", "و"}:
            other = self.value(step)
            if one.weekday is not None and other == (one.weekday + 1) % 7:
                one.second_weekday = (one.weekday + 1) % 7
                return step + 1
        return at

    def _same_day(self, one: Expression, step: int) -> int:
        """اليوم نفسه, اليوم التالي after a part of the day."""
        tokens = self.tokens
        if one.offset == 0 and one.weekday is None:
            turned = turn(tokens, step)
            if turned and turned[0] in {"same", "before", "after"}:
                one.offset, one.unit, one.turn = None, "day", turned[0]
                return turned[1]
        return step

    def _number(self, one: Expression, step: int, at: int, *, dayed: bool) -> int:
        """The day's number and month: 12 يوليوز, السادس من فبراير, فاتح يناير."""
        tokens = self.tokens
        named = one.names_day() or dayed
        look = step + (named and step > at and tokens.word(step) == ",")
        found = self._beside(one, look) if one.weekday is not None else None
        if found is not None:
            return found
        if named and self._inner(look, at) == "equals":
            look += 1
            look += tokens.word(look) in {"ل", "لـ"}
        if named and look < tokens.size and tokens.kinds[look] == DATE:
            return self._numeric_after(one, look)
        number = self._day_number(look, at)
        if number is None:
            return step
        one.day, after = number
        found = self._month_after(one, after) or self._month_number(one, after, named=named)
        if found is not None:
            return found
        # A day whose month stands behind a joiner: 25 و26 يونيو.
        counted = tokens.kinds[look] == NUMBER or tokens.kind(look) in {"article", "ordinal"}
        if counted and self.joiner(after) is not None:
            return after
        one.day = None
        return step

    def _beside(self, one: Expression, at: int) -> int | None:
        """The date that "in" or a bracket ties to a weekday: الثلاثاء في 6 مارس."""
        tokens = self.tokens
        tie = tokens.word(at)
        number = self._day_number(at + 1, at) if tie in {"في", "("} else None
        if number is None:
            return None
        one.day = number[0]
        after = self._month_after(one, number[1])
        if after is None or (tie == "(" and tokens.word(after) != ")"):
            one.day = one.month = one.year = None
            return None
        return after + (tie == "(")

    def _month_number(self, one: Expression, at: int, *, named: bool) -> int | None:
        """يوم 12/7: a month as a number, where a word has said that this is a day."""
        number = self.tokens.number(at + 1)
        if not named or self.tokens.word(at) != "/" or number is None or not 1 <= number <= 12:
            return None
        one.month = number
        return at + 2

    def _day_number(self, at: int, start: int) -> tuple[int, int] | None:
        tokens = self.tokens
        number = tokens.number(at)
        if number is not None:
            fits = 1 <= number <= 31 and len(tokens.word(at)) <= 2
            return (number, at + 1) if fits else None
        kind = self._inner(at, start)
        if kind == "opening":
            return 1, at + 1
        if kind == "first":
            after = at + 1
            if tokens.word(after) == "يوم" or tokens.kind(after) == "daysof":
                after += 1
            return 1, after
        if kind in {"ordinal", "tens", "article"}:
            found = ordinal(tokens, at)
            return found if found and 1 <= found[0] <= 31 else None
        return None

    def _month_after(self, one: Expression, at: int) -> int | None:
        """The index after the month of a day's number, or None where no month follows."""
        tokens = self.tokens
        step = at + (tokens.word(at) in {"من", "/", "-"})
        step += tokens.bare(step) == "unit" and self.value(step) == "month"
        found = month(tokens, step)
        if found is not None and not tokens.prefix(step):
            one.calendar, one.month = found.calendar, found.number
            after = narrow(tokens, one, found.after)
            # صفر is nil too: "3-صفر" is a score unless a year or an era follows.
            if tokens.word(found.after - 1) == "صفر" and after == found.after:
                one.month = None
                return None
            return after
        if tokens.kind(step) == "theunit" and self.value(step) == "month":
            turned = turn(tokens, step + 1)
            if turned:
                one.month_turn = turned[0]
                return turned[1]
        if tokens.bare(at) == "turn" and self.value(at) in {"this", "last", "next"}:
            before = tokens.word(at - 2)
            if before in {"يوم", "يومي", "يومه"} or one.weekday is not None:
                one.month_turn = self.value(at)  # type: ignore[assignment]
                return at + 1
        return None

    def _numeric_after(self, one: Expression, at: int) -> int:
        read = self.numeric(at)
        if read is None:
            return at
        other = read[0]
        one.day, one.month, one.year = other.day, other.month, other.year
        one.calendar = other.calendar
        return read[1]

    def _is_date(self, one: Expression, at: int, after: int, *, dayed: bool, parted: bool) -> bool:
        """Whether these words mean a day here, and not a name or nowadays."""
        tokens = self.tokens
        if one.month is not None and one.day is not None:
            told = one.weekday is not None or one.offset is not None or dayed
            return told or not is_name(tokens, at, with_year=one.year is not None)
        recurs = tokens.kind(at) == "daysof" and one.weekday is not None
        if recurs and one.day is None and tokens.kind(after) != "weekday":
            return False
        if one.weekday is not None and not one.is_bare_day():
            if dayed or parted or one.offset is not None or one.turn:
                return tokens.word(at - 1) != "كل"
            return is_weekday_of_writing(tokens, at, after)
        if one.offset == 0 and not dayed:
            # "on the morning of the second day" is none
            return not _ranks(tokens, after) if parted else means_today(tokens, at, after)
        # "a bright morrow": غد alone is the future, not tomorrow; "Tomorrow" may be a name.
        named = tokens.word(at - 1) in QUOTES and tokens.word(after) in QUOTES
        vague = one.offset == 1 and (named or tokens.word(after - 1).endswith("غد"))
        return dayed or parted or not vague

    def joiner(self, at: int) -> tuple[str, int] | None:
        """(kind, index of the other end) of what may join two ends at ``at``."""
        tokens = self.tokens
        word, kind = tokens.word(at), tokens.kind(at)
        if kind == "to" and tokens.prefix(at) in {"", "و"}:
            after = at + 1
            after += tokens.word(after).endswith("غايه")
            return "to", after
        if word in {"-", "/"}:
            return "to" if word == "-" else "slash", at + 1
        if word == "و":
            step = at + 1
            return ("to", self._past_to(step)) if tokens.kind(step) == "to" else ("and", step)
        if tokens.prefix(at) == "و":
            return "and", at
        if kind == "or" or word == ",":
            return "or", at + 1
        return None

    def _past_to(self, at: int) -> int:
        return at + 1 + self.tokens.word(at + 1).endswith("غايه")

    def numeric(self, at: int) -> Found | None:
        """17-7-2012, 7/3/2018, 14/11/1436هـ, 2018-07-12."""
        tokens = self.tokens
        one = self.fresh(at)
        era = self.value(at + 1) if tokens.kind(at + 1) == "era" else None
        placed = place(split(tokens.word(at)))
        if placed is None:
            return None
        one.year, one.month, one.day = placed
        if era == "hijri" or 1300 <= one.year <= 1500:
            one.calendar = "hijri"
            if hijri_month(one.year, one.month) is None or one.day > 30:
                return None
        return self.close(one, at + 1 + (era is not None))

    def listed_days(self, at: int) -> Found | None:
        """18,17 before a joiner and a full day: a list of days with no space in it."""
        first = self.tokens.word(at).replace(".", ",").split(",")
        days = [int(one) for one in first if len(one) <= 2]
        if len(days) != len(first) or not all(1 <= day <= 31 for day in days):
            return None
        one = self.fresh(at)
        one.day = min(days)
        return (one, at + 1) if self.joiner(at + 1) is not None else None


def _ranks(tokens: Tokens, at: int) -> bool:
    """Whether a definite ordinal stands at ``at``: the second, the first."""
    ordinal_word = tokens.kind(at) == "ordinal" and tokens.word(at).startswith("ال")
    return ordinal_word or tokens.word(at) in {"الاول", "الاولي"}
