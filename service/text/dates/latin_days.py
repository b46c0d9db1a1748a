"""Days in French, English and Spanish: by weekday, number and month, or relative to now.

Knows nothing of what may be joined to a day.
"""

from __future__ import annotations

from service.text.dates.expression import Expression
from service.text.dates.latin_clocks import LatinClocks
from service.text.dates.latin_cues import is_capital_inside, is_name, is_of_attack
from service.text.dates.latin_units import Found
from service.text.dates.tokens import DATE


class LatinDays(LatinClocks):
    """Reads one named day at a token; what it cannot read is None."""

    def day(self, at: int) -> Found | None:
        """Le vendredi 9 août 2019, ce mardi, hier, demain, jeudi 17 mai, May 5, 2018."""
        tokens = self.tokens
        one = self.fresh(at)
        step = at + (tokens.kind(at) == "the")
        if tokens.kind(step) == "this" and step == at:
            return self._this_day(at)
        if tokens.kind(step) == "turn" and tokens.kind(step + 1) == "weekday":
            one.turn = self.value(step)  # type: ignore[assignment]
            step += 1
        step = self._relative(one, step)
        step = self._weekday(one, step)
        step = self._turn_after(one, step)
        step = self._part_after(one, step)
        step = self._number(one, step)
        if not one.names_day():
            return None
        if one.day is None and step == at + (tokens.kind(at) == "the"):
            return None
        if one.weekday is not None and one.day is None and self._is_habit(at, step):
            return None
        bare = one.day is not None and one.year is None and one.weekday is None
        if bare and is_name(tokens, at):
            return None
        one.of_attack = bare and is_of_attack(tokens, at, step)
        return self.close(one, step)

    def _is_habit(self, at: int, after: int) -> bool:
        """Le mardi, every Sunday: a weekday that recurs."""
        tokens = self.tokens
        if tokens.word(at - 1) in {"chaque", "tous", "every", "each", "cada", "todos"}:
            return True
        if self.language == "es" and is_capital_inside(tokens, after):
            return tokens.is_capital(after - 1)  # Domingo Pérez
        plural = tokens.word(after - 1) in {"lundis", "mardis", "sundays"}
        return plural or (self.language == "fr" and tokens.kind(at) == "the" and after == at + 2)

    def _this_day(self, at: int) -> Found | None:
        tokens = self.tokens
        one = self.fresh(at)
        step = at + 1
        if tokens.kind(step) == "weekday":
            one.weekday, one.turn = self.value(step), "this"  # type: ignore[assignment]
            after = self._part_after(one, step + 1)
            return self.close(one, self._number(one, after))
        if tokens.kind(step) == "part" or tokens.word(step) in {"apres", "manana"}:
            one.offset = 0
            after = step + 1
            if tokens.word(step) == "apres":
                if tokens.word(step + 2) != "midi":
                    return None
                after = step + 3
            return self.close(one, after)
        return None

    def _relative(self, one: Expression, at: int) -> int:
        tokens = self.tokens
        if tokens.word(at) == "aujourd" and tokens.word(at + 2) == "hui":
            one.offset = 0
            return at + 3
        if tokens.word(at) == "pasado" and tokens.word(at + 1) == "manana":
            one.offset = 2
            return at + 2
        aside = {"before_day": -1, "after_day": 1}.get(tokens.kind(at), 0)
        step = at + (1 + (tokens.word(at + 1) in {"-", "de"}) if aside else 0)
        if tokens.kind(step) == "relative":
            value: int = self.value(step)  # type: ignore[assignment]
            if aside and (value > 0) == (aside > 0):
                one.offset = value + aside
                return step + 1
            if not aside and not self._is_morning(step):
                one.offset = value
                return step + 1
        return at

    def _is_morning(self, at: int) -> bool:
        """Spanish mañana is the morning after an article."""
        return self.tokens.word(at) == "manana" and self.tokens.word(at - 1) in {
            "la",
            "esta",
            "por",
        }

    def _weekday(self, one: Expression, at: int) -> int:
        tokens = self.tokens
        step = at + (one.offset is not None and tokens.word(at) in {",", "("})
        kind = tokens.kind(step)
        short = kind == "short_weekday" and (
            tokens.word(step + 1) == "." or tokens.number(step + 1) is not None
        )
        if kind != "weekday" and not short:
            return at
        one.weekday = self.value(step)  # type: ignore[assignment]
        after = step + 1 + (short and tokens.word(step + 1) == ".")
        return after + (tokens.word(step - 1) == "(" and tokens.word(after) == ")")

    def _turn_after(self, one: Expression, at: int) -> int:
        if one.weekday is not None and self.tokens.kind(at) == "turn":
            one.turn = self.value(at)  # type: ignore[assignment]
            return at + 1
        return at

    def _part_after(self, one: Expression, at: int) -> int:
        """Mardi matin, vendredi après-midi, Sunday evening."""
        tokens = self.tokens
        if not one.names_day():
            return at
        if tokens.kind(at) == "part":
            return at + 1
        if tokens.word(at) == "apres" and tokens.word(at + 2) == "midi":
            return at + 3
        if self.language == "es" and tokens.word(at) == "por" and tokens.kind(at + 2) == "part":
            return at + 3
        return at

    def _number(self, one: Expression, at: int) -> int:
        """9 août 2019, 1er mai, 5 de mayo de 2018, May 5th, 2018."""
        tokens = self.tokens
        named = one.names_day()
        step = at + (named and tokens.word(at) in {",", "."})
        step += named and tokens.kind(step) == "the"
        if named and step < tokens.size and tokens.kinds[step] == DATE:
            read = self.numeric(step)
            if read is not None:
                one.day, one.month, one.year = read[0].day, read[0].month, read[0].year
                return read[1]
        if self.month_at(step) is not None:
            return self._month_first(one, step) or at
        day = self.day_number(step)
        if day is None:
            return at
        one.day, after = day
        after += tokens.kind(after) == "of" or tokens.word(after) in {"/", "-"}
        found = self.month_at(after)
        if found is not None:
            one.month = found[0]
            return self.year_after(one, found[1])
        if not named and self.joiner(day[1]) is not None:
            return day[1]
        one.day = None
        return at

    def _month_first(self, one: Expression, at: int) -> int | None:
        found = self.month_at(at)
        if self.language != "en" or found is None:
            return None
        tokens = self.tokens
        day = self.day_number(found[1])
        joined = None
        if day is None:
            joined = self._day_and_year(found[1])
            if joined is None:
                return None
        one.month = found[0]
        if joined is not None:
            one.day, one.year = joined
            return found[1] + 1
        assert day is not None  # noqa: S101 - the branch above
        one.day = day[0]
        last = self.day_number(day[1] + 1) if tokens.word(day[1]) in {"-", "to"} else None
        if last is not None and last[0] > day[0]:
            return self._through(one, last)
        return self.year_after(
            one, day[1] + (tokens.word(day[1]) == "," and self.is_year(day[1] + 1))
        )

    def _through(self, one: Expression, last: tuple[int, int]) -> int:
        """March 3-5, 2020: the other end, and the year that belongs to both."""
        comma = self.tokens.word(last[1]) == "," and self.is_year(last[1] + 1)
        after = self.year_after(one, last[1] + comma)
        other = Expression(one.start, one.end)
        other.day, other.month, other.year, other.turn = last[0], one.month, one.year, one.turn
        one.until = other
        return after

    def is_year(self, at: int) -> bool:
        """Whether a number that can be a year stands at ``at``."""
        number = self.tokens.number(at)
        return number is not None and 1000 <= number <= 2200

    def _day_and_year(self, at: int) -> tuple[int, int] | None:
        """5,2018 as one token."""
        parts = self.tokens.word(at).split(",")
        if len(parts) == 2 and all(part.isdigit() for part in parts) and len(parts[1]) == 4:
            day, year = int(parts[0]), int(parts[1])
            return (day, year) if 1 <= day <= 31 and 1900 <= year <= 2100 else None
        return None

    def night(self, at: int) -> Found | None:
        """La nuit de jeudi à vendredi; la matinée de vendredi."""
        tokens = self.tokens
        step = at + (tokens.kind(at) == "the")
        if tokens.kind(step) != "part" or tokens.kind(step + 1) != "of":
            return None
        one = self.fresh(at)
        look = step + 2
        look += tokens.kind(look) == "the"
        if tokens.kind(look) == "weekday":
            one.weekday = self.value(look)  # type: ignore[assignment]
            after = look + 1
            other = after + 1 + (tokens.kind(after + 1) == "the")
            if tokens.kind(after) == "to" and tokens.kind(other) == "weekday":
                one.second_weekday = self.value(other)  # type: ignore[assignment]
                return self.close(one, other + 1)
            return self.close(one, self._number(one, after))
        found = self.day(step + 2)
        if found is None or found[0].is_bare_day():
            return None
        found[0].start = tokens.start(at)
        return found

    def joiner(self, at: int) -> tuple[str, int] | None:
        """(kind, index of the other end) of what may join two ends at ``at``."""
        tokens = self.tokens
        word, kind = tokens.word(at), tokens.kind(at)
        if kind == "to" or word == "-":
            return "to", at + 1
        if kind == "and":
            return "and", at + 1
        if word == ",":
            return "list", at + 1
        return None
