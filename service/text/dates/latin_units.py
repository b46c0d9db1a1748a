"""Months, years, whole units and counts from now in French, English and Spanish.

Knows nothing of named days or of the reference.
"""

from __future__ import annotations

from service.text.dates.expression import Expression, Turn
from service.text.dates.latin_cues import is_capital_inside, is_name
from service.text.dates.numeric import place, split
from service.text.dates.tokens import DATE, Tokens

Found = tuple[Expression, int]

_YEAR_LEADERS = """
    en depuis de a des l annee jusqu avant apres entre debut fin mi courant vers et
    in since by from to until before after between during of year early late mid through and for
    desde hasta del ano
"""
_SO_FAR = frozenset({"a", "to", "hasta"})
_BEFORE_YEAR = frozenset(_YEAR_LEADERS.split())
_LOOSE = frozenset({"de", "d", "a", "et", "y", "des", "l", "le"})
# English words that are months only with a capital: "it may", "they march".
_CAPITAL = frozenset({"may", "march", "mar", "sun", "sat", "dec", "jan"})


class LatinUnits:
    """Reads expressions of whole units at a token; what it cannot read is None."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self.tokens = tokens
        self.language = language

    def fresh(self, at: int) -> Expression:
        """An empty expression that begins at the token ``at``."""
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

    def month_at(self, at: int) -> tuple[int, int] | None:
        """(month, index after) of a month's name; short forms only beside a number."""
        tokens = self.tokens
        kind = tokens.kind(at)
        if kind not in {"month", "short_month"}:
            return None
        if self.language == "en" and tokens.word(at) in _CAPITAL and not tokens.is_capital(at):
            return None
        after = at + 1
        if kind == "short_month":
            after += tokens.word(after) == "."
            beside = tokens.number(at - 1) is not None or tokens.is_number_like(after)
            beside = beside or tokens.word(at - 1) in {"de", "er"}
            if not beside:
                return None
        return self.value(at), after  # type: ignore[return-value]

    def day_number(self, at: int) -> tuple[int, int] | None:
        """(day, index after) of 9, 1er, 5th, premier."""
        tokens = self.tokens
        number = tokens.number(at)
        if number is None:
            return self._spelled_day(at)
        if not 1 <= number <= 31 or len(tokens.word(at)) > 2:
            return None
        after = at + 1
        if tokens.touches(after) and tokens.word(after) in {"er", "st", "nd", "rd", "th", "e", "o"}:
            after += 1
        return number, after

    def _spelled_day(self, at: int) -> tuple[int, int] | None:
        """Premier, primero; diez de octubre, quince mars."""
        tokens = self.tokens
        if self.language not in {"fr", "es"}:
            return None
        if tokens.word(at) in {"premier", "primero"}:
            return 1, at + 1
        number = self.value(at) if tokens.kind(at) == "cardinal" else None
        month = at + 1 + (tokens.kind(at + 1) == "of")
        if not isinstance(number, int) or not 2 <= number <= 31 or tokens.kind(month) != "month":
            return None
        return number, at + 1

    def year_after(self, one: Expression, at: int) -> int:
        """Read the year or the turn that follows a month; the index after it."""
        tokens = self.tokens
        step = at + (tokens.kind(at) == "of" or tokens.word(at) in {"/", "-"})
        number = tokens.number(step)
        if number is not None and 1000 <= number <= 2200:
            one.year = number
            return step + 1
        comma = tokens.word(at) == "," and self.language in {"en", "es"}
        number = tokens.number(at + 1) if comma else None
        if number is not None and 1900 <= number <= 2100:
            one.year = number
            return at + 2
        if tokens.kind(at) == "turn":
            one.turn = self.value(at)  # type: ignore[assignment]
            return at + 1
        return self._year_of_turn(one, max(at, step))

    def _year_of_turn(self, one: Expression, at: int) -> int:
        tokens = self.tokens
        if tokens.kind(at) == "this" and self.value(at + 1) == "year":
            one.year_turn = "this"
            return at + 2
        step = at + (tokens.kind(at) == "the") + (tokens.word(at + 1) == "'")
        turned = self._turned_at(step)
        if turned and turned[0] == "year":
            one.year_turn = turned[1]
            return turned[2]
        return at - (tokens.kind(at - 1) == "of") if at else at

    def month_alone(self, at: int) -> Found | None:
        """décembre 2018, juillet dernier, last May; a month alone after a word for in."""
        tokens = self.tokens
        one = self.fresh(at)
        step = self._month_head(one, at)
        found = self.month_at(step)
        if found is None:
            return None
        one.month = found[0]
        after = self.year_after(one, found[1])
        if after == found[1] and one.turn is None and not self._is_month(at):
            return None
        # A day's number before it was refused: "stade du 5-Juillet".
        numbered = tokens.number(at - 1 - (tokens.word(at - 1) == "-")) is not None
        if one.year is None and (numbered or is_name(tokens, at)):
            return None
        return self.close(one, after)

    def named_month(self, at: int) -> Found | None:
        """El pasado mes de junio, read before el pasado mes alone is."""
        step = at + (self.tokens.kind(at) == "the")
        led = self.tokens.kind(step) == "turn" and self.tokens.kind(step + 1) == "unit"
        return self.month_alone(at) if led else None

    def _month_head(self, one: Expression, at: int) -> int:
        """The index of the name in last May, el pasado mes de junio; its turn goes to ``one``."""
        tokens = self.tokens
        step = at + (tokens.kind(at) == "the")
        if tokens.kind(step) != "turn":
            return at
        name = step + 1
        if tokens.kind(name) == "unit" and self.value(name) == "month":
            name += 1 + (tokens.kind(name + 1) == "of")
        elif step > at:
            return at
        if tokens.kind(name) != "month":
            return at
        one.turn = self.value(step)  # type: ignore[assignment]
        return name

    def _is_month(self, at: int) -> bool:
        tokens = self.tokens
        if tokens.kind(at) != "month":
            return False
        before = tokens.word(at - 1)
        if self.language == "en":
            if before in {"and", "for", "of"} and is_capital_inside(tokens, at + 1):
                return False  # May Ziadeh and June Carter
            return tokens.is_capital(at) and before in _BEFORE_YEAR | {"this"}
        # "la sonde approche de Mars": months are written small, and a name may be one.
        if before in _LOOSE and is_capital_inside(tokens, at):
            return False
        return before in _BEFORE_YEAR | {"mois", "mes", "d", "le", "-"}

    def _turned_at(self, at: int) -> tuple[str, Turn, int] | None:
        """(unit, turn, index after) of semaine dernière, last week, próximo mes."""
        tokens = self.tokens
        if tokens.kind(at) == "unit" and tokens.word(at + 1) == "que":
            coming = tokens.word(at + 2) in {"viene", "vient"}
            return (self.value(at), "next", at + 3) if coming else None  # type: ignore[return-value]
        unit, turn = (at, at + 1) if tokens.kind(at) == "unit" else (at + 1, at)
        if tokens.kind(unit) != "unit" or tokens.kind(turn) not in {"turn", "this"}:
            return None
        if tokens.word(unit).endswith("s") and tokens.word(unit) not in {"mois", "mes"}:
            return None
        value = "this" if tokens.kind(turn) == "this" else self.value(turn)
        # "À ce jour", "to this day": so far, whichever day it is.
        if value == "this" and self.value(unit) == "day" and tokens.word(at - 1) in _SO_FAR:
            return None
        return self.value(unit), value, at + 2  # type: ignore[return-value]

    def turned(self, at: int) -> Found | None:
        """La semaine dernière, l'année prochaine, cette semaine, last year, el mes pasado."""
        tokens = self.tokens
        step = at
        if tokens.kind(step) == "the":
            step += 1 + (tokens.word(step + 1) == "'")
        found = self._turned_at(step)
        if found is None or (tokens.kind(step) == "turn" and self.language == "fr"):
            return None
        unit, turn, after = found
        if unit == "decade":
            return None
        one = self.fresh(at)
        one.unit, one.turn = unit, turn  # type: ignore[assignment]
        return self.close(one, after)

    def counted(self, at: int) -> Found | None:
        """Il y a trois ans, two weeks ago, hace dos años, une semaine auparavant."""
        tokens = self.tokens
        led = self._counted_from(at)
        if led is not None:
            return self._count(at, led[0], sign=led[1])
        if tokens.kind(at) != "cardinal" and tokens.number(at) is None:
            return None
        found = self._count(at, at, sign=-1)
        if found is None:
            return None
        after = found[1]
        ago = tokens.kind(after) == "ago" and self.language == "en"
        sooner = [tokens.word(after), tokens.word(after + 1)] == ["plus", "tot"]
        if not (ago or sooner or tokens.kind(after) == "earlier"):
            return None
        return self.close(found[0], after + 1 + sooner)

    def _counted_from(self, at: int) -> tuple[int, int] | None:
        """(index of the number, sign) behind il y a, hace, dans, dentro de.

        English "in two years" is left: it may be how long something took.
        """
        tokens = self.tokens
        if [tokens.word(at + n) for n in range(3)] == ["il", "y", "a"]:
            return at + 3, -1
        if self.language == "es" and tokens.kind(at) == "ago":
            return at + 1, -1
        if tokens.word(at) == "dans" or (tokens.word(at) == "dentro" and self.language == "es"):
            return at + 1 + (tokens.kind(at + 1) == "of"), 1
        return None

    def _count(self, start: int, at: int, *, sign: int) -> Found | None:
        tokens = self.tokens
        at += tokens.word(at) in {"environ", "pres", "about", "unos", "casi"}
        at += tokens.word(at - 1) == "pres" and tokens.word(at) == "de"
        number = tokens.number(at)
        if number is None and tokens.kind(at) == "cardinal":
            number = self.value(at)  # type: ignore[assignment]
        if number is None or not 1 <= number <= 3000 or tokens.kind(at + 1) != "unit":
            return None
        one = self.fresh(start)
        one.unit, one.ago = self.value(at + 1), sign * number  # type: ignore[assignment]
        return self.close(one, at + 2)

    def year_alone(self, at: int) -> Found | None:
        """Four digits after a word that years follow, or alone in brackets."""
        tokens = self.tokens
        number = tokens.number(at)
        if number is None or len(tokens.word(at)) != 4 or not 1800 <= number <= 2100:
            return None
        before, after = tokens.word(at - 1), tokens.word(at + 1)
        bracketed = before == "(" and after in {")", "-", ","}
        if not bracketed and before not in _BEFORE_YEAR:
            return None
        if after in {"%", "$", "euros", "dirhams", "people", "personnes", "personas", "dollars"}:
            return None
        loose = before in {"de", "a", "of", "et", "and", "for", "l"}
        if loose and (number % 50 == 0 or (tokens.kind(at + 1) == "" and after[:1].isalpha())):
            return None
        one = self.fresh(at)
        one.year = number
        return self.close(one, at + 1)

    def numeric(self, at: int) -> Found | None:
        """12/07/2018, 2018-07-12; month first only where the day cannot be second."""
        tokens = self.tokens
        if tokens.kinds[at] != DATE:
            return None
        placed = place(split(tokens.word(at)))
        if placed is None:
            return None
        one = self.fresh(at)
        one.year, one.month, one.day = placed
        return self.close(one, at + 1)
