"""Editors' corrections as constraints: which articles must be together, which must not.

Knows nothing of clusterings; ``enforce`` makes one obey. A rule speaks of articles, so it holds
whatever the groups are called. Two articles of one event are of one story; two that may not
share a story may not share an event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from service.records import Level, Rule

LEVELS: tuple[Level, ...] = ("event", "story")


class Bonds:
    """Articles in sets that are joined, and sets that are kept apart (union-find with foes)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._foes: dict[str, set[str]] = {}

    def __contains__(self, one: str) -> bool:
        return one in self._above

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._above))

    def find(self, one: str) -> str:
        """The article that stands for the set of ``one``."""
        if one not in self._above:
            self._above[one] = one
            self._size[one] = 1
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def foes(self, one: str) -> set[str]:
        """The sets (by their article) that the set of ``one`` is kept apart from."""
        return self._foes.get(self.find(one), set())

    def join(self, one: str, other: str) -> None:
        """Make one set of two, which takes over the foes of both."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        if (self._size[a], b) < (self._size[b], a):
            a, b = b, a
        self._above[b] = a
        self._size[a] += self._size[b]
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self.part(a, foe)

    def part(self, one: str, other: str) -> None:
        """Keep two sets apart from now on."""
        a, b = self.find(one), self.find(other)
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)


class Settled(msgspec.Struct, kw_only=True):
    """Rules without contradiction, as bonds at both levels.

    ``parts``: per level the rules' parts, as far as they hold. ``overruled``: the corrections
    that a later one overrules in whole or in part, oldest first.
    """

    bonds: dict[Level, Bonds]
    parts: dict[Level, list[tuple[tuple[str, ...], ...]]]
    overruled: tuple[str, ...] = ()

    def clash(self, level: Level, one: str, other: str) -> bool:
        """Whether two articles may not share a group of ``level``."""
        return any(
            self.bonds[each].find(other) in self.bonds[each].foes(one) for each in _within(level)
        )

    def join(self, level: Level, one: str, other: str) -> None:
        """Put two articles that do not clash into one group of ``level``."""
        for each in _within(level):
            self.bonds[each].join(one, other)

    def part(self, level: Level, one: str, other: str) -> None:
        """Keep two articles out of one group of ``level``."""
        for each in ("event", "story") if level == "story" else ("event",):
            self.bonds[each].part(one, other)


def settle(rules: Sequence[Rule], known: Collection[str] | None = None) -> Settled:
    """Take ``rules`` (oldest first) from the latest back, leaving out what a later one forbids.

    Of an earlier rule's articles the fewest are left out that a later rule forbids to be with
    the others; a rule that loses a whole part is void, so is one of which a whole part is not
    ``known``.
    """
    settled = Settled(
        bonds={level: Bonds() for level in LEVELS}, parts={level: [] for level in LEVELS}
    )
    overruled: set[str] = set()
    for rule in reversed(rules):
        if not _accept(settled, _of_known(rule, known)):
            overruled.add(rule.correction)
    order = list(dict.fromkeys(rule.correction for rule in rules))
    settled.overruled = tuple(one for one in order if one in overruled)
    return settled


def _within(level: Level) -> tuple[Level, ...]:
    """The levels at which two articles of one group of ``level`` are together."""
    return LEVELS if level == "event" else ("story",)


def _of_known(rule: Rule, known: Collection[str] | None) -> Rule:
    if known is None:
        return rule
    parts = tuple(tuple(one for one in part if one in known) for part in rule.together)
    apart = tuple(one for one in rule.apart if one in known)
    return msgspec.structs.replace(rule, together=parts if all(parts) else (), apart=apart)


def _accept(settled: Settled, rule: Rule) -> bool:
    """Add what of ``rule`` can be added; whether that was all."""
    articles = list(dict.fromkeys(one for part in rule.together for one in part))
    kept = _agreeing(settled, rule.level, articles)
    parts = tuple(tuple(one for one in part if one in kept) for part in rule.together)
    if not all(parts) or not kept:
        return not articles
    first = next(one for one in articles if one in kept)
    for one in articles:
        if one in kept:
            settled.join(rule.level, first, one)
    for level in _within(rule.level):
        settled.parts[level].append(parts)
    whole = len(kept) == len(articles)
    bonds = settled.bonds[rule.level]
    for one in rule.apart:
        if bonds.find(one) == bonds.find(first):
            whole = False
        else:
            settled.part(rule.level, first, one)
    return whole


def _agreeing(settled: Settled, level: Level, articles: Sequence[str]) -> set[str]:
    """Those of ``articles`` that may all be together, the fewest left out that clash."""
    bonds = settled.bonds[level]
    sets: dict[str, list[str]] = {}
    for one in articles:
        sets.setdefault(bonds.find(one), []).append(one)
    against = {root: _against(settled, level, root, sets) for root in sets}
    order = sorted(sets, key=lambda root: (against[root] - len(sets[root]), min(sets[root])))
    kept: list[str] = []
    for root in order:
        if not against[root] or not any(settled.clash(level, root, other) for other in kept):
            kept.append(root)
    return {one for root in kept for one in sets[root]}


def _against(settled: Settled, level: Level, root: str, sets: dict[str, list[str]]) -> int:
    """How many of the articles in ``sets`` clash with the set of ``root``."""
    if not any(settled.bonds[each].foes(root) for each in _within(level)):
        return 0
    return sum(len(sets[other]) for other in sets if settled.clash(level, root, other))
