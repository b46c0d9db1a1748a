"""Ids that live on: which new group takes up which old id, and where a lost id leads.

Knows nothing of why the groups changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

import msgspec

from service.records import Redirect

T = TypeVar("T", str, int)


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """``ids``: one for each group, in the groups' order. ``merged``: a lost id to the id that
    took up most of its articles. ``split``: an id to the other ids that groups got which hold
    articles of it and had no id before. ``restored``: ids among ``ids`` that had been merged away.
    """

    ids: list[str]
    merged: dict[str, str]
    split: dict[str, tuple[str, ...]]
    restored: tuple[str, ...] = ()


def name_groups(
    groups: Sequence[Collection[str]],
    previous: Mapping[str, str],
    *,
    prefix: str,
    retired: Collection[str] = (),
    former: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Naming:
    """Give each group of article ids an id.

    ``previous`` maps an article to the id of the group it was in. The old id and the new group
    that share most articles keep together, the next most after them, and so on; ties go to the
    lesser id. A group left over gets an id from its least article, never one of ``retired`` or
    of ``previous``. ``former``: the ids merged away, earliest first, with the articles each then
    held; where what was merged is parted again, each part gets its own id back. The same groups
    get the same ids in whatever order they come.
    """
    stood = previous
    previous = _parted_again(groups, stood, former)
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
    taken = {*retired, *stood.values(), *former}
    for place in sorted(set(range(len(groups))) - ids.keys(), key=lambda one: firsts[one]):
        ids[place] = _fresh(prefix, firsts[place], taken)
        taken.add(ids[place])
    return Naming(
        ids=[ids[place] for place in range(len(groups))],
        merged=_merged(offers, ids, keeper),
        split=_split(groups, stood, ids),
        restored=tuple(sorted(set(ids.values()) & (former.keys() - set(stood.values())))),
    )


def redirects(
    naming: Naming,
    previous: Mapping[str, str],
    *,
    at: datetime,
    reasons: Mapping[str, str] = MappingProxyType({}),
) -> list[Redirect]:
    """What the store keeps of the ids that were merged away, with the articles each held.

    ``previous`` as for ``name_groups``; ``reasons`` maps a lost id to why, where more is known
    than that its articles are in another group now.
    """
    held: dict[str, list[str]] = {old: [] for old in naming.merged}
    for article, old in previous.items():
        if old in held:
            held[old].append(article)
    return [
        Redirect(
            old=old,
            new=new,
            at=at,
            reason=reasons.get(old, "merged"),
            articles=tuple(sorted(held[old])),
        )
        for old, new in sorted(naming.merged.items())
        if held[old]
    ]


def _parted_again(
    groups: Sequence[Collection[str]],
    previous: Mapping[str, str],
    former: Mapping[str, Collection[str]],
) -> Mapping[str, str]:
    """``previous`` with the former id of articles that no longer stand with those they joined."""
    if not former:
        return previous
    place = {one: number for number, group in enumerate(groups) for one in group}
    now = dict(previous)
    under: dict[str, set[str]] = {}
    for one, old in previous.items():
        if one in place:
            under.setdefault(old, set()).add(one)
    for lost in reversed(list(former)):
        mine = [one for one in former[lost] if one in place and one in now]
        if not mine or lost in under:
            continue
        lead = _most(now[one] for one in mine)
        led = [one for one in mine if now[one] == lead]
        own = under[lead].difference(led)
        if own and _most(place[one] for one in led) != _most(place[one] for one in sorted(own)):
            now.update(dict.fromkeys(led, lost))
            under[lead], under[lost] = own, set(led)
    return now


def _most(values: Iterable[T]) -> T:
    """The value that comes most often; of equals the least."""
    counts = Counter(values)
    return min(counts, key=lambda one: (-counts[one], one))


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
    groups: Sequence[Collection[str]], stood: Mapping[str, str], ids: dict[int, str]
) -> dict[str, tuple[str, ...]]:
    """Each id that still is with the ids, fresh or restored, that part of its articles got."""
    before = set(stood.values())
    alive = set(ids.values())
    parts: dict[str, set[str]] = {}
    for place, group in enumerate(groups):
        if ids[place] not in before:
            for old in {stood[one] for one in group if one in stood} & alive:
                parts.setdefault(old, set()).add(ids[place])
    return {old: tuple(sorted(children)) for old, children in sorted(parts.items())}
