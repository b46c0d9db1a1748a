"""Edges, quarters, halves and decades in French, English and Spanish.

Knows nothing of named days or of the reference.
"""

from __future__ import annotations

from service.text.dates.latin_units import Found, LatinUnits
from service.text.dates.latin_words import TENS


class LatinParts(LatinUnits):
    """Reads parts of a larger unit at a token; what it cannot read is None."""

    def edge(self, at: int) -> Found | None:
        """début mai, la fin juillet, mi-2018, late 2017, finales de mayo, end of the year."""
        tokens = self.tokens
        step = at + (tokens.kind(at) == "the")
        if tokens.kind(step) != "edge":
            return self._first_days(at)
        step += 1
        step += tokens.word(step) == "-"
        step += tokens.kind(step) == "of"
        found = self.month_at(step)
        if found is not None:
            one = self.fresh(at)
            one.month = found[0]
            return self.close(one, self.year_after(one, found[1]))
        number = tokens.number(step)
        decade = self.decade(step) if number is not None else None
        if decade is not None:
            decade[0].start = tokens.start(at)
            return decade
        if number is not None and 1900 <= number <= 2100:
            one = self.fresh(at)
            one.year = number
            return self.close(one, step + 1)
        return self._edged(at, step)

    def _edged(self, at: int, step: int) -> Found | None:
        tokens = self.tokens
        found = self.turned(step) or self.decade(step)
        if found is not None:
            found[0].start = tokens.start(at)
            return found
        article = tokens.kind(step) == "the"
        step += article + (tokens.word(step + 1) == "'" if article else 0)
        if tokens.kind(step) != "unit" or not (article or tokens.word(step - 1) == "'"):
            return None
        if self.value(step) not in {"year", "month", "week"}:
            return None
        one = self.fresh(at)
        one.unit, one.turn = self.value(step), "this"  # type: ignore[assignment]
        return self.close(one, step + 1)

    def _first_days(self, at: int) -> Found | None:
        """Premiers jours de juillet."""
        tokens = self.tokens
        if tokens.word(at) not in {"premiers", "derniers", "primeros", "ultimos"}:
            return None
        found = self.month_at(at + 3) if self.value(at + 1) == "day" else None
        if found is None:
            return None
        one = self.fresh(at)
        one.month = found[0]
        return self.close(one, self.year_after(one, found[1]))

    def part_of_year(self, at: int) -> Found | None:
        """Premier trimestre [2020], the third quarter of 2018, primer semestre de este año."""
        tokens = self.tokens
        if tokens.kind(at) == "quarter_mark":
            return self._marked_quarter(at)
        step = at + (tokens.kind(at) == "the")
        number = self._ordinal(step)
        if number is None or tokens.kind(number[1]) != "quarter":
            return None
        length: int = self.value(number[1])  # type: ignore[assignment]
        after = number[1] + 1
        if number[0] * length > 12 or (
            tokens.word(after - 1) == "half" and tokens.kind(after) != "of"
        ):
            return None
        one = self.fresh(at if self.language != "fr" or tokens.kind(at) == "the" else step)
        one.unit, one.ordinal, one.length = (
            ("quarter" if length == 3 else "half"),
            number[0],
            length,
        )
        look = after + (tokens.kind(after) == "of")
        year = tokens.number(look)
        if year is not None and 1900 <= year <= 2100:
            one.scope = self.fresh(look)
            one.scope.year = year
            return self.close(one, look + 1)
        scope = self.turned(look)
        if scope is not None and scope[0].unit == "year":
            one.scope, after = scope
        elif tokens.word(number[1]) == "half":
            return None
        return self.close(one, after)

    def _marked_quarter(self, at: int) -> Found | None:
        """Q3 2021, T3 2021."""
        tokens = self.tokens
        which, year = tokens.number(at + 1), tokens.number(at + 2)
        if which is None or not tokens.touches(at + 1) or not tokens.is_capital(at):
            return None
        if not 1 <= which <= 4 or year is None or not 1900 <= year <= 2100:
            return None
        one = self.fresh(at)
        one.unit, one.ordinal, one.length = "quarter", which, 3
        one.scope = self.fresh(at + 2)
        one.scope.year = year
        return self.close(one, at + 3)

    def _tens(self, at: int) -> tuple[int | None, int]:
        """(the number in digits or in words, the index after it): 60, sesenta, soixante-dix."""
        tokens = self.tokens
        if tokens.number(at) is not None:
            return tokens.number(at), at + 1
        words: list[str] = []
        best: tuple[int | None, int] = (None, at + 1)
        for step in range(at, at + 5):
            if tokens.word(step) != "-":
                words.append(tokens.word(step))
            tens = TENS[self.language].get(" ".join(words))
            if tens is not None:
                best = tens, step + 1
        return best

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        tokens = self.tokens
        if tokens.kind(at) == "ordinal":
            return self.value(at), at + 1  # type: ignore[return-value]
        number = tokens.number(at)
        suffixes = {"er", "e", "eme", "nd", "st", "rd", "th", "o"}
        if number is not None and tokens.word(at + 1) in suffixes and tokens.touches(at + 1):
            return number, at + 2
        return None

    def decade(self, at: int) -> Found | None:
        """Les années 60, années 2000, the 1990s, los años 80."""
        tokens = self.tokens
        one = self.fresh(at)
        step = at + (tokens.kind(at) == "the")
        number: int | None
        if tokens.word(step) in {"annees", "anos"}:
            number, after = self._tens(step + 1)
        elif tokens.kind(step) == "tens" and step > at:
            number, after = self.value(step), step + 1  # type: ignore[assignment]
        else:
            number, after = tokens.number(step), step + 2
            plural = tokens.word(step + 1) == "s" and tokens.touches(step + 1)
            if self.language != "en" or not plural:
                return None
        if number is None or number % 10 or not (number < 100 or 1800 <= number <= 2090):
            return None
        one.decade = number // 10 % 10
        one.century = number // 100 + 1 if number >= 100 else 20
        return self.close(one, after)
