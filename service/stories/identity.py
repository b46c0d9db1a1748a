"""Ids that live on: which new group takes up which old id, and where a lost id leads.

Knows nothing of why the groups changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import msgspec

from service.records import Redirect


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """``ids``: one for each group, in the groups' order. ``merged``: a lost id to the id that
    took up most of its articles. ``split``: an id to the fresh ids its other articles went to.
    """

    ids: list[str]
    merged: dict[str, str]
    split: dict[str, tuple[str, ...]]


def name_groups(
    groups: Sequence[Collection[str]],
    previous: Mapping[str, str],
    *,
    prefix: str,
    retired: Collection[str] = (),
) -> Naming:
    """Give each group of article ids an id.

    ``previous`` maps an article to the id of the group it was in. The old id and the new group
    that share most articles keep together, the next most after them, and so on; ties go to the
    lesser id. A group left over gets an id from its least article, never one of ``retired`` or
    of ``previous``. The same groups get the same ids in whatever order they come.
    """
    shared = [Counter(previous[one] for one in group if one in previous) for group in groups]
    firsts = [min(group) for group in groups]
    offers = sorted(
        (-count, old, firsts[place], place)
        for place, counts in enumerate(shared)
        for old, count in counts.items()
    )
    ids: dict[int, str] = {}
    keeper: dict[str, int] = {}
    for _, old, _, place in offers:
        if place not in ids and old not in keeper:
            ids[place] = old
            keeper[old] = place
    taken = {*retired, *previous.values()}
    for place in sorted(set(range(len(groups))) - ids.keys(), key=lambda one: firsts[one]):
        ids[place] = _fresh(prefix, firsts[place], taken)
        taken.add(ids[place])
    return Naming(
        ids=[ids[place] for place in range(len(groups))],
        merged=_merged(offers, ids, keeper),
        split=_split(shared, ids, keeper),
    )


def redirects(naming: Naming, *, at: datetime) -> list[Redirect]:
    """What the store keeps of the ids that were merged away."""
    return [
        Redirect(old=old, new=new, at=at, reason="merged")
        for old, new in sorted(naming.merged.items())
    ]


def _fresh(prefix: str, first: str, taken: Collection[str]) -> str:
    """From the least article; a second group that begins with it is told apart by a count."""
    attempt = 0
    while True:
        seed = f"{first}\n{attempt}" if attempt else first
        candidate = f"{prefix}-{hashlib.sha256(seed.encode()).hexdigest()[:16]}"
        if candidate not in taken:
            return candidate
        attempt += 1


def _merged(
    offers: list[tuple[int, str, str, int]], ids: dict[int, str], keeper: dict[str, int]
) -> dict[str, str]:
    merged: dict[str, str] = {}
    for _, old, _, place in offers:
        if old not in keeper:
            merged.setdefault(old, ids[place])
    return dict(sorted(merged.items()))


def _split(
    shared: list[Counter[str]], ids: dict[int, str], keeper: dict[str, int]
) -> dict[str, tuple[str, ...]]:
    parts: dict[str, set[str]] = {}
    for place, counts in enumerate(shared):
        for old in counts:
            if old in keeper and keeper[old] != place and ids[place] not in keeper:
                parts.setdefault(old, set()).add(ids[place])
    return {old: tuple(sorted(fresh)) for old, fresh in sorted(parts.items())}
