"""The grammar of French, English and Spanish date expressions: tokens in, expressions out.

Knows nothing of the reference.
"""

from __future__ import annotations

from service.text.dates.expression import Expression
from service.text.dates.latin_days import LatinDays
from service.text.dates.latin_units import Found
from service.text.dates.tokens import DATE


class LatinGrammar(LatinDays):
    """Reads every date expression of one text, left to right, the longest at each place."""

    def read(self) -> list[Expression]:
        """The expressions in order; none overlaps another."""
        tokens = self.tokens
        found: list[Expression] = []
        at = 0
        while at < tokens.size:
            if tokens.entries[at] is None and not tokens.is_number_like(at):
                at += 1
                continue
            one = self.whole(at)
            if one is None:
                at += 1
                continue
            found.append(one[0])
            at = max(one[1], at + 1)
        return found

    def whole(self, at: int) -> Found | None:
        """An expression at ``at`` with its other end and its clock, if any."""
        left = self.single(at)
        if left is None:
            return None
        joined = self._joined(at, left)
        if joined is not None:
            return joined
        if left[0].is_bare_day():
            return None
        return self._with_clock(*left)

    def single(self, at: int) -> Found | None:
        """One date at ``at``, without what may be joined to it."""
        tokens = self.tokens
        if at < tokens.size and tokens.kinds[at] == DATE:
            return self.numeric(at)
        for reader in (
            self.night, self.clock_first, self.day, self.counted, self.named_month, self.turned,
            self.part_of_year, self.decade,
            self.edge, self.month_alone, self.year_alone,
        ):  # fmt: skip
            found = reader(at)
            if found is not None:
                return found
        return None

    def _joined(self, at: int, left: Found) -> Found | None:
        one, after = left
        join = self.joiner(after)
        if join is None or one.ago is not None or one.until is not None:
            return None
        kind, step = join
        if kind == "list" and not one.is_bare_day():
            return None
        right = self.single(step)
        if right is None:
            right = (
                self._plain_year(step)
                if one.year is not None
                and one.month is None
                and (kind == "to" or self._between(at))
                else None
            )
        if right is None:
            return None
        other, end = right
        if other.is_bare_day():
            further = self._joined(step, right)
            if further is None:
                return None
            other, end = further[0].until or further[0], further[1]
        if not self._fit(at, one, other, kind):
            return None
        one.until = other
        if one.is_bare_day():
            one.month, one.year, one.turn = other.month, other.year, other.turn
        return self.close(one, end)

    def _plain_year(self, at: int) -> Found | None:
        if not self.is_year(at):
            return None
        one = self.fresh(at)
        one.year = self.tokens.number(at)
        return self.close(one, at + 1)

    def _fit(self, at: int, one: Expression, other: Expression, kind: str) -> bool:
        if other.ago is not None or one.offset is not None or other.offset is not None:
            return False
        if one.is_bare_day():
            return other.day is not None
        days = one.names_day() and other.names_day()
        if kind == "to":
            return days or (not one.names_day() and not other.names_day())
        return days or self._between(at)

    def _between(self, at: int) -> bool:
        return self.tokens.word(at - 1) in {"entre", "between"}
