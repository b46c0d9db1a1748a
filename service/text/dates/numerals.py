"""Numbers that a date is counted in, as digits or as Arabic words.

Knows nothing of dates.
"""

from __future__ import annotations

from service.text.dates.tokens import Tokens


def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """(number, index after it) of an ordinal such as الثالث, الحادي عشر, الخامس والعشرين."""
    kind = tokens.kind(at)
    if kind == "tens":
        return tokens.entries[at].value, at + 1  # type: ignore[union-attr]
    if kind != "ordinal":
        return _definite_cardinal(tokens, at)
    number: int = tokens.entries[at].value  # type: ignore[union-attr]
    after = at + 1
    if tokens.kind(after) == "cardinal" and tokens.word(after) in {"عشر", "عشره"}:
        return (number % 10 + 10, after + 1) if number < 10 else None
    if tokens.kind(after) == "tens" and "و" in tokens.prefix(after):
        return number + tokens.entries[after].value, after + 1  # type: ignore[union-attr]
    if tokens.word(after) == "و" and tokens.kind(after + 1) == "tens":
        return number + tokens.entries[after + 1].value, after + 2  # type: ignore[union-attr]
    return number, after


def _definite_cardinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ال before digits or a cardinal: ال13, الـ 13."""
    if tokens.kind(at) != "article":
        return None
    number = tokens.number(at + 1)
    return (number, at + 2) if number is not None else None


def cardinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """(number, index after it) of a count in digits or words, up to 9,999."""
    number = tokens.number(at)
    if number is not None:
        return number, at + 1
    total, after, joined = 0, at, False
    while tokens.kind(after) == "cardinal":
        entry = tokens.entries[after]
        if entry is None or (after > at and not joined and not _runs_on(entry.value, total)):
            break
        if entry.prefix and not (after > at and entry.prefix == "و"):
            if after == at and entry.prefix in {"و", "ب", "ل", "ف"}:
                pass
            else:
                break
        value: int = entry.value
        total = total * value if value == 1000 and 0 < total < 10 else total + value
        after += 1
        joined = tokens.word(after) == "و" and tokens.kind(after + 1) == "cardinal"
        if joined:
            after += 1
        else:
            joined = tokens.prefix(after) == "و" and tokens.kind(after) == "cardinal"
    return (total, after) if after > at and 0 < total < 10_000 else None


def _runs_on(value: int, total: int) -> bool:
    """Whether ``value`` goes on a number without و: ثلاث عشرة, ثلاثة آلاف."""
    return (value == 10 and 0 < total % 100 < 10) or value == 1000
