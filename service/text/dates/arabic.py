"""The grammar of Arabic date expressions: tokens in, expressions out.

Knows nothing of the reference; what an expression comes to is ``resolve``'s to say.
"""

from __future__ import annotations

from service.text.calendars import hijri_month
from service.text.dates.arabic_months import month, narrow, turn
from service.text.dates.arabic_units import Found, UnitGrammar
from service.text.dates.clocks import clock, hour_and_minute
from service.text.dates.cues import NAME_HEADS, WEEKDAY_HEADS, WEEKDAY_TAILS, is_next_year
from service.text.dates.expression import Expression
from service.text.dates.numerals import ordinal
from service.text.dates.numeric import place, split
from service.text.dates.tokens import CLOCK, DATE, DECIMAL, MARK, NUMBER, WORD, Tokens
from service.text.normalise import fold

_NO_TODAY = frozenset(
    fold(
        "طوال طيلة حتى إلى كل عالم جيل وإلى وحتى مغرب مدار منتصف هذا ساعات لغاية شباب عالمنا نصف"
        " واقع وضع لهذا كامل بقية باقي حدود"
    ).split()
)
_BEFORE_CLOCK = (("في",), ("علي",), ("بدايه", "من"), ("انطلاقا", "من"), ("ابتداء", "من"),
                 ("ابتدا", "من"), ("من",), ("عند",), ("حوالي",), ("بحدود",))  # fmt: skip


class ArabicGrammar(UnitGrammar):
    """Reads every date expression of one text, left to right, the longest at each place."""

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
            if join is None or join[0] not in {"and", "or"} or not is_next_year(self.tokens, join[1]):
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
        reader = _READERS.get(tokens.kind(at))
        return reader(self, at) if reader else None

    # -- days ---------------------------------------------------------------------------------

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
        step = self._same_day(one, step, at)
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
        if kind in {"yesterday", "today", "tomorrow"}:
            one.offset = self.value(step)  # type: ignore[assignment]
            if kind == "yesterday" and tokens.word(step + 1) in {"الاول", "الاولي"}:
                one.offset = -2
                return step + 2
            return step + 1
        return step

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

    def _same_day(self, one: Expression, step: int, at: int) -> int:
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
        if named and self._inner(look, at) == "equals":
            look += 1
            look += tokens.word(look) in {"ل", "لـ"}
        if tokens.kinds[look] == DATE if look < tokens.size else False:
            return self._numeric_after(one, look) if named else step
        number = self._day_number(look, at)
        if number is None:
            return step
        day, after = number
        one.day = day
        found = self._month_after(one, after) or self._month_number(one, after, named=named)
        if found is not None:
            return found
        if named and tokens.kinds[look] == NUMBER and not tokens.is_number_like(after):
            return after if self._goes_on(after) else self._no_number(one, step)
        if tokens.kinds[look] == NUMBER or tokens.kind(look) in {"article", "ordinal"}:
            return after if self._goes_on(after) else self._no_number(one, step)
        return self._no_number(one, step)

    def _month_number(self, one: Expression, at: int, *, named: bool) -> int | None:
        """يوم 12/7: a month as a number, where a word has said that this is a day."""
        number = self.tokens.number(at + 1)
        if not named or self.tokens.word(at) != "/" or number is None or not 1 <= number <= 12:
            return None
        one.month = number
        return at + 2

    @staticmethod
    def _no_number(one: Expression, step: int) -> int:
        one.day = None
        return step

    def _goes_on(self, at: int) -> bool:
        """Whether a joiner and another day follow, whose month may serve this day too."""
        return self.joiner(at) is not None

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
            return narrow(tokens, one, found.after)
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

    def _is_date(
        self, one: Expression, at: int, after: int, *, dayed: bool, parted: bool
    ) -> bool:
        """Whether these words mean a day here, and not a name or nowadays."""
        tokens = self.tokens
        before = tokens.word(at - 1)
        if one.month is not None and one.day is not None:
            named = before in NAME_HEADS and one.year is None
            return not (named and one.weekday is None and one.offset is None and not dayed)
        if one.is_bare_day():
            return True
        if one.weekday is not None:
            if dayed or parted or one.offset is not None or one.turn:
                return before != "كل"
            return before not in WEEKDAY_HEADS and tokens.word(after) not in WEEKDAY_TAILS
        if one.offset == 0 and not dayed and not parted:
            return self._means_today(at, after)
        if one.offset == 1 and tokens.word(after - 1).endswith("غد") and not (dayed or parted):
            return False
        return True

    def _means_today(self, at: int, after: int) -> bool:
        """Whether اليوم is the day of writing, not "nowadays" or "the day"."""
        tokens = self.tokens
        before = tokens.word(at - 1)
        if tokens.prefix(at) in {"و", "ل", "ول", "ف", "ب"} or before in _NO_TODAY:
            return False
        if tokens.kind(after) == "ordinal" or tokens.word(after) in {"الواحد", "الوطني", "العالمي"}:
            return False
        # "they fear today": a state that lasts, told by plural verbs of the present.
        return not (before.startswith(("ي", "ت")) and before.endswith("ون"))

    # -- joined ends, clocks ------------------------------------------------------------------

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

    def joined(self, at: int, left: Found) -> Found | None:
        """``left`` and what is joined to it as one interval, or None."""
        tokens = self.tokens
        one, after = left
        join = self.joiner(after)
        if join is None:
            return None
        kind, step = join
        if kind == "and" and tokens.prefix(step) and tokens.kind(step) == "part":
            return None
        right = self.single(step)
        if right is None and kind == "to" and tokens.kind(step) == "clock" and one.hour is not None:
            found = clock(tokens, step)
            right = self._clock(step, found) if found else None
        if right is None and is_year_only(one) and is_next_year(tokens, step):
            right = self._plain_year(step)
        if right is None:
            return None
        other, end = right
        if other.is_bare_day():
            further = self.joined(step, right)
            if further is None:
                return None
            other, end = further
        if not self._fit(at, one, other, kind):
            return None
        if other.until is not None and not one.is_bare_day():
            return None
        other = other.until or other
        other, end = self.with_clock(other, end) if not other.is_clock() else (other, end)
        return self._interval(one, other, end, kind)

    def _interval(self, one: Expression, other: Expression, end: int, kind: str) -> Found:
        interval = Expression(one.start, one.end)
        for name in one.__slots__:
            setattr(interval, name, getattr(one, name))
        interval.until = other
        if interval.is_bare_day():
            interval.month, interval.year = other.month, other.year
            interval.calendar, interval.turn = other.calendar, other.turn
            interval.month_turn, interval.year_turn = other.month_turn, other.year_turn
        if kind == "and" or interval.weekday is not None:
            more = self.joined_days(interval, end)
            if more is not None:
                return more
        if self.tokens.kind(end) == "turns":
            interval.turn = interval.until.turn = self.value(end)  # type: ignore[assignment]
            end += 1
        return self.close(interval, end)

    def joined_days(self, interval: Expression, end: int) -> Found | None:
        """A third weekday in a row: الاثنين والثلاثاء والأربعاء."""
        join = self.joiner(end)
        if join is None or join[0] != "and" or interval.day is not None:
            return None
        right = self.single(join[1])
        if right is None or right[0].weekday is None or right[0].day is not None:
            return None
        interval.until = right[0]
        return self.close(interval, right[1])

    def _fit(self, at: int, one: Expression, other: Expression, kind: str) -> bool:
        if one.ago is not None or other.ago is not None or one.every:
            return False
        if one.is_bare_day():
            alike = (one.weekday is None) == (other.weekday is None)
            return other.day is not None and (alike or kind == "to")
        days = one.names_day() and other.names_day()
        if kind == "to":
            return days or other.is_clock() or not (one.names_day() and other.year is None)
        if kind == "and":
            if days:
                return (one.offset is None) == (other.offset is None) and one.hour is None
            return self._between(at) and not one.is_clock()
        if kind == "slash":
            return one.day is None and other.day is None and one.month is not None and other.month is not None
        return False

    def _between(self, at: int) -> bool:
        """Whether بين stands before: بين 2016 و2017, ما بين شهر مارس وأبريل."""
        return self.tokens.word(at - 1) in {"بين", "وبين"}

    def with_clock(self, one: Expression, after: int) -> Found:
        """``one`` with the clock that follows it, if one does."""
        tokens = self.tokens
        if one.hour is not None or (one.names_day() is False and one.unit != "day"):
            return one, after
        step = after + (tokens.word(after) in {",", "-", "|", "."} and tokens.word(after) != ".")
        if tokens.kind(step) == "turn":
            return one, after
        for words in _BEFORE_CLOCK:
            if tuple(tokens.word(step + n) for n in range(len(words))) == words:
                found = self._clock_at(step + len(words))
                break
        else:
            found = self._clock_at(step)
        if found is None:
            return one, after
        one.hour, one.minute = found[0], found[1]
        return self.close(one, found[2])

    def _clock_at(self, at: int) -> tuple[int, int, int] | None:
        tokens = self.tokens
        if tokens.kind(at) == "clock":
            return clock(tokens, at)
        if at < tokens.size and tokens.kinds[at] == CLOCK:
            return hour_and_minute(tokens, at)
        if tokens.word(at) == "منتصف" and tokens.word(at + 1) == "الليل":
            return 0, 0, at + 2
        return None

    def clock_alone(self, at: int) -> Found | None:
        """الساعة 10:20 where no day stands beside it; never a time-table."""
        tokens = self.tokens
        found = clock(tokens, at)
        if found is None or tokens.word(at - 1) in {"كل", "مدار", "الي", "حتي", "غايه"}:
            return None
        join = self.joiner(found[2])
        if join and join[0] == "to" and tokens.kind(join[1]) == "clock":
            return None
        return self._clock(at, found)

    def _clock(self, at: int, found: tuple[int, int, int]) -> Found:
        one = self.fresh(at)
        one.hour, one.minute = found[0], found[1]
        if self.tokens.word(found[2]) == "من":
            part = self.tokens.word(found[2] + 1)
            day = self.day(found[2] + 1)
            if day and not day[0].is_bare_day():
                late = part.startswith(("مسا", "عصر", "عشيه")) and found[0] < 12
                day[0].start, day[0].hour, day[0].minute = one.start, found[0] + 12 * late, found[1]
                return day
        return self.close(one, found[2])

    # -- other openings -----------------------------------------------------------------------

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
        return (one, at + 1) if self._goes_on(at + 1) else None

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
            return found or self._this_unit(step)
        if kind in {"this", "same"}:
            return self.pointed(step)
        return self.decade(step) if kind == "decade" else None

    def _this_unit(self, at: int) -> Found | None:
        """Only العام or الأسبوع after an edge: the one the text was written in."""
        following = self.tokens.word(at + 1)
        if self.tokens.kind(at + 1) == "ordinal" or following.startswith(("الدراس", "الجامع", "المال")):
            return None
        one = self.fresh(at)
        one.unit, one.turn = self.value(at), "this"  # type: ignore[assignment]
        return self.close(one, at + 1)

    def pair(self, at: int) -> Found | None:
        """يومي 25 و26 يونيو, عامي 2008 و2019, شهري يونيو ويوليوز."""
        tokens = self.tokens
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

    def _starting(self, found: Found, at: int) -> Found:
        found[0].start = self.tokens.start(at)
        return found

    def _plain_year(self, at: int) -> Found | None:
        number = self.tokens.number(at)
        if number is None or not 1 <= number <= 2200:
            return None
        one = self.fresh(at)
        one.year = number
        return self.close(one, at + 1)

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
        """الليلة الماضية is yesterday's."""
        turned = turn(self.tokens, at + 1)
        if turned is None or turned[0] not in {"last", "before_last", "before"}:
            return None
        return self.turned_unit(at)

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


def is_year_only(one: Expression) -> bool:
    """Whether nothing but a Gregorian year is written."""
    bare = one.month is None and one.day is None and one.until is None
    return bare and one.year is not None and one.calendar == "gregorian" and one.unit is None


def is_four(tokens: Tokens, at: int) -> bool:
    """Whether four digits of a likely year stand at ``at``."""
    number = tokens.number(at)
    return number is not None and len(tokens.word(at)) == 4 and 1000 <= number <= 2200


_READERS = {
    "article": ArabicGrammar.day,
    "ordinal": ArabicGrammar.day,
    "tens": ArabicGrammar.day,
    "opening": ArabicGrammar.day,
    "first": ArabicGrammar.first,
    "weekday": ArabicGrammar.day,
    "yesterday": ArabicGrammar.day,
    "tomorrow": ArabicGrammar.day,
    "dayword": ArabicGrammar.day,
    "part": ArabicGrammar.day,
    "daysof": ArabicGrammar.day,
    "today": ArabicGrammar.today,
    "tonight": ArabicGrammar.tonight,
    "month": ArabicGrammar.month_alone,
    "month_head": ArabicGrammar.month_alone,
    "edge": ArabicGrammar.edge,
    "unit": ArabicGrammar.unit,
    "theunit": ArabicGrammar.the_unit,
    "dualof": ArabicGrammar.pair,
    "yearsof": ArabicGrammar.years,
    "this": ArabicGrammar.pointed,
    "same": ArabicGrammar.pointed,
    "ago": ArabicGrammar.counted,
    "later": ArabicGrammar.later,
    "quarter": ArabicGrammar.part_of_year,
    "decade": ArabicGrammar.decade,
    "clock": ArabicGrammar.clock_alone,
    "months_of": ArabicGrammar.first_months,
}
