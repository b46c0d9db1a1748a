"""Clocks beside a day in French, English and Spanish.

Knows nothing of how the day is read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from service.text.dates.expression import Expression
from service.text.dates.latin_parts import LatinParts
from service.text.dates.latin_units import Found
from service.text.dates.tokens import CLOCK, NUMBER


class LatinClocks(LatinParts, ABC):
    """Reads the clock that follows or leads a day."""

    def _with_clock(self, one: Expression, after: int) -> Found:
        """à 18h30, à 3h du matin, at 6 pm, a las 18:00."""
        tokens = self.tokens
        if not one.names_day():
            return one, after
        step = after + (tokens.word(after) in {",", "-", "|"})
        step += tokens.kind(step) in {"at", "to"} or tokens.word(step) in {"a", "vers"}
        step += tokens.kind(step) == "the"
        found = self.clock_at(step, bare=step == after)
        if found is None:
            return one, after
        one.hour, one.minute = found[0], found[1]
        return self.close(one, found[2])

    def clock_first(self, at: int) -> Found | None:
        """8 a.m. on Monday, 10:30 on 5 May."""
        found = self.clock_at(at, bare=False) if self.language == "en" else None
        if found is None or self.tokens.word(found[2]) != "on":
            return None
        day = self.day(found[2] + 1)
        if day is None or day[0].is_bare_day():
            return None
        day[0].start = self.tokens.start(at)
        day[0].hour, day[0].minute = found[0], found[1]
        return day

    @abstractmethod
    def day(self, at: int) -> Found | None:
        """A named day at ``at``; the grammar says how."""

    def clock_at(self, at: int, *, bare: bool) -> tuple[int, int, int] | None:
        """(hour, minute, index after) of 18h30, 3h du matin, 6 pm, 18:00."""
        tokens = self.tokens
        if at >= tokens.size:
            return None
        if tokens.kinds[at] == CLOCK:
            parts = tokens.words[at].replace("h", ":").split(":")
            hour, minute, after = int(parts[0]), int(parts[1]), at + 1
        elif tokens.kinds[at] == NUMBER and len(tokens.word(at)) <= 2:
            marked = tokens.word(at + 1) in {"h", "heures", "heure", "am", "pm", "a", "p"}
            if bare or not marked:
                return None
            hour, minute = int(tokens.word(at)), 0
            after = at + 1 + (tokens.word(at + 1) in {"h", "heures", "heure"})
        else:
            return None
        return self._half_of_day(hour, minute, after)

    def _half_of_day(self, hour: int, minute: int, after: int) -> tuple[int, int, int] | None:
        tokens = self.tokens
        word = tokens.word(after)
        if word in {"am", "pm"}:
            hour = hour % 12 + 12 * (word == "pm")
            after += 1
        elif word in {"a", "p"} and tokens.word(after + 1) == "." and tokens.word(after + 2) == "m":
            hour = hour % 12 + 12 * (word == "p")
            after += 3 + (tokens.word(after + 3) == ".")
        elif tokens.kind(after) == "of" and tokens.kind(after + 1) == "part":
            late = tokens.word(after + 1) in {"soir", "soiree"}
            hour += 12 if late and hour < 12 else 0
            after += 2
        return (hour, minute, after) if hour < 24 and minute < 60 else None
