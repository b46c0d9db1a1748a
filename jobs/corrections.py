"""What editors asked, as a build needs it: the rules in force, and why groups part or meet.

Knows nothing of how rules are obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from service.records import Correction, Redirect, Rule, Split
from service.store import corrections
from service.store.engine import Store
from service.stories.identity import Naming, redirects


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """``asked``: the corrections in force with rules about groups; ``waiting``: those, undos
    among them, that no build has taken up yet. Both oldest first.
    """

    asked: tuple[Correction, ...] = ()
    waiting: tuple[Correction, ...] = ()

    @property
    def rules(self) -> list[Rule]:
        """Every rule in force, oldest first: what ``cluster`` takes as its constraints."""
        return [rule for one in self.asked for rule in one.rules]

    @property
    def named(self) -> tuple[set[str], set[str]]:
        """The articles that waiting corrections speak of, and those that waiting undos do."""
        ruled: set[str] = set()
        undone: set[str] = set()
        for one in self.waiting:
            for rule in one.rules:
                ruled |= articles_of(rule)
                undone |= articles_of(rule) if one.kind == "undo" else set()
        return ruled, undone

    def reason(self, some: set[str], others: set[str]) -> str | None:
        """The words of the latest waiting correction that speaks of articles of both sets."""
        for one in reversed(self.waiting):
            for rule in one.rules:
                named = articles_of(rule)
                if named & some and named & others:
                    return f"{one.reason} ({one.id})"
        return None


def articles_of(rule: Rule) -> set[str]:
    """Every article that ``rule`` speaks of."""
    return {*rule.apart, *(article for part in rule.together for article in part)}


def read_ledger(store: Store) -> Ledger:
    """The corrections as they stand now."""
    with store.read() as connection:
        asked = tuple(one for one in corrections.in_force(connection) if one.rules)
        return Ledger(asked=asked, waiting=tuple(corrections.waiting(connection)))


def lineage(
    naming: Naming,
    before: Mapping[str, str],
    after: Mapping[str, str],
    ledger: Ledger,
    *,
    at: datetime,
) -> tuple[list[Redirect], list[Split]]:
    """The ids merged away and the ids split, each with its reason.

    ``before`` and ``after`` map an article to the id it stood, and stands, under.
    """
    touched = {*naming.merged, *naming.merged.values(), *naming.split}
    held: dict[str, set[str]] = {one: set() for one in touched}
    for article, old in before.items():
        if old in held:
            held[old].add(article)
    merging = {
        old: why
        for old, new in naming.merged.items()
        if (why := ledger.reason(held[old], held[new])) is not None
    }
    splits = [
        Split(old=old, into=into, reason=_parting(held[old], into, after, ledger) or "split")
        for old, into in naming.split.items()
    ]
    return redirects(naming, before, at=at, reasons=merging), splits


def _parting(
    held: set[str], into: Sequence[str], after: Mapping[str, str], ledger: Ledger
) -> str | None:
    gone = {article for article in held if after.get(article) in into}
    return ledger.reason(gone, held - gone)
