"""How well date expressions were found and valued, against marked text.

Knows nothing of how they were found: marks on both sides come in, figures go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One expression, found or gold: offsets (end exclusive), value or None, kind."""

    start: int
    end: int
    value: str | None = None
    kind: str = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One text's gold marks beside those that were found, and its language."""

    language: str
    gold: tuple[Mark, ...]
    found: tuple[Mark, ...]


class Counts(msgspec.Struct, kw_only=True):
    """Gold, found and matched, from which precision, recall and F1 follow (0 of 0 is 1)."""

    gold: int = 0
    found: int = 0
    matched: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, rounded to four places."""
        precision = self.matched / self.found if self.found else float(not self.gold)
        recall = self.matched / self.gold if self.gold else float(not self.found)
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


Test = Callable[[Mark, Mark], bool]


def exact(gold: Mark, found: Mark) -> bool:
    """Same start and end."""
    return (gold.start, gold.end) == (found.start, found.end)


def overlap(gold: Mark, found: Mark) -> bool:
    """At least one sign in common."""
    return gold.start < found.end and found.start < gold.end


def same_value(gold: Mark, found: Mark) -> bool:
    """Overlapping, and the value equal; a Hijri one may lie a day off, as sightings do."""
    if not overlap(gold, found) or gold.value is None or found.value is None:
        return False
    return gold.value == found.value or (
        gold.kind == "hijri" and _within_a_day(gold.value, found.value)
    )


def _within_a_day(one: str, other: str) -> bool:
    left, right = one.split("/"), other.split("/")
    try:
        return len(left) == len(right) and all(
            abs(date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])) <= timedelta(days=1)
            for a, b in zip(left, right, strict=True)
        )
    except ValueError:
        return False


def pair(gold: Sequence[Mark], found: Sequence[Mark], test: Test) -> list[tuple[int, int]]:
    """The most one-to-one pairs (gold index, found index) that pass ``test``."""
    partner: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for other, mark in enumerate(found):
            if other in tried or not test(gold[index], mark):
                continue
            tried.add(other)
            if other not in partner or place(partner[other], tried):
                partner[other] = index
                return True
        return False

    for index in range(len(gold)):
        place(index, set())
    return sorted((index, other) for other, index in partner.items())


def score(passages: Iterable[Passage]) -> dict[str, Any]:
    """Span (exact, overlap) and value figures, over all and by kind and language.

    Values count over gold marks that have one. A found mark counts against the value's
    precision unless it overlaps a gold mark without a value. By kind, precision is over the
    found marks of that kind, matched or not.
    """
    all_of = list(passages)
    kinds = sorted({mark.kind for one in all_of for mark in one.gold if mark.kind})
    languages = sorted({one.language for one in all_of})
    return {
        "span": {
            "exact": _count(all_of, exact).figures(),
            "overlap": _count(all_of, overlap).figures(),
        },
        "value": _count_values(all_of).figures(),
        "by_kind": {kind: _section([_of_kind(one, kind) for one in all_of]) for kind in kinds},
        "by_language": {
            language: _section([one for one in all_of if one.language == language])
            for language in languages
        },
    }


def _section(passages: Sequence[Passage]) -> dict[str, Any]:
    return {
        "gold": sum(len(one.gold) for one in passages),
        "span": _count(passages, overlap).figures(),
        "value": _count_values(passages).figures(),
    }


def _of_kind(passage: Passage, kind: str) -> Passage:
    """Gold of one kind, and the found marks that overlap it or claim the kind themselves."""
    gold = tuple(mark for mark in passage.gold if mark.kind == kind)
    others = [mark for mark in passage.gold if mark.kind != kind]

    def belongs(mark: Mark) -> bool:
        if any(overlap(one, mark) for one in gold):
            return True
        return mark.kind == kind and not any(overlap(one, mark) for one in others)

    found = tuple(mark for mark in passage.found if belongs(mark))
    return Passage(language=passage.language, gold=gold, found=found)


def _count(passages: Iterable[Passage], test: Test) -> Counts:
    counts = Counts()
    for one in passages:
        counts.gold += len(one.gold)
        counts.found += len(one.found)
        counts.matched += len(pair(one.gold, one.found, test))
    return counts


def _count_values(passages: Iterable[Passage]) -> Counts:
    counts = Counts()
    for one in passages:
        valued = [mark for mark in one.gold if mark.value is not None]
        unvalued = [mark for mark in one.gold if mark.value is None]
        found = [
            mark
            for mark in one.found
            if any(overlap(gold, mark) for gold in valued)
            or not any(overlap(gold, mark) for gold in unvalued)
        ]
        counts.gold += len(valued)
        counts.found += len(found)
        counts.matched += len(pair(valued, found, same_value))
    return counts
