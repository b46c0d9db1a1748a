"""Who reported first and who followed whom, after how long, by independent owner.

Knows nothing of what was reported. An article known by its day alone has no order within the
day: it follows, but after an unknown time. Reprints are told apart, each with its original.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from service.records import Article, Event


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """An owner's first article on an event.

    ``follows`` is the owner whose first report came last before it, ``after_s`` seconds earlier
    and ``behind_s`` behind the very first; None where an order within a day is not known.
    """

    family: str
    outlet: str
    article: str
    at: datetime
    timed: bool
    follows: str | None
    after_s: float | None
    behind_s: float | None


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A reprint, the article it repeats, and how many seconds later it came, if known."""

    article: str
    outlet: str
    original: str
    source: str | None
    after_s: float | None


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How one event spread: owners in order of their first report, then the reprints."""

    event: str
    reports: tuple[Report, ...]
    copies: tuple[Copy, ...]


def spread_of(
    events: Sequence[Event], articles: Sequence[Article], *, families: Mapping[str, str]
) -> list[Spread]:
    """How each event spread that at least two owners report or one reprints, by first report."""
    by_id = {one.id: one for one in articles}
    found = []
    for event in events:
        own = [by_id[one] for one in event.articles if one in by_id]
        spread = Spread(
            event=event.id,
            reports=_reports([one for one in own if one.reprint_of is None], families),
            copies=_copies(own, by_id),
        )
        if len(spread.reports) > 1 or spread.copies:
            found.append(spread)
    return found


def _reports(articles: Sequence[Article], families: Mapping[str, str]) -> tuple[Report, ...]:
    first: dict[str, Article] = {}
    for one in sorted(articles, key=_order):
        if one.published is not None:
            first.setdefault(families.get(one.outlet, one.outlet), one)
    told: list[Report] = []
    for family, one in first.items():
        if one.published is None:
            continue
        before, opening = (told[-1], told[0]) if told else (None, None)
        told.append(
            Report(
                family=family,
                outlet=one.outlet,
                article=one.id,
                at=one.published.at,
                timed=one.published.precision == "minute",
                follows=before.family if before and _lag(before, one) is not None else None,
                after_s=_lag(before, one) if before else None,
                behind_s=_lag(opening, one) if opening else None,
            )
        )
    return tuple(told)


def _lag(before: Report, one: Article) -> float | None:
    """Seconds from a report to an article; None where both are of one day and one has no hour."""
    if one.published is None:
        return None
    timed = before.timed and one.published.precision == "minute"
    if not timed and before.at.date() == one.published.at.date():
        return None
    return (one.published.at - before.at).total_seconds()


def _copies(own: Sequence[Article], by_id: Mapping[str, Article]) -> tuple[Copy, ...]:
    found = []
    for one in sorted(own, key=_order):
        if one.reprint_of is None:
            continue
        original = by_id.get(one.reprint_of)
        found.append(
            Copy(
                article=one.id,
                outlet=one.outlet,
                original=one.reprint_of,
                source=original.outlet if original else None,
                after_s=_exact(original, one) if original else None,
            )
        )
    return tuple(found)


def _exact(original: Article, one: Article) -> float | None:
    """Seconds between two articles whose minutes are both known."""
    first, then = original.published, one.published
    if first is None or then is None or {first.precision, then.precision} != {"minute"}:
        return None
    return (then.at - first.at).total_seconds()


def _order(one: Article) -> tuple[bool, float, bool, str]:
    """By time, undated last; of one instant, those with an hour first."""
    at = one.published
    return at is None, at.at.timestamp() if at else 0.0, bool(at and at.precision == "day"), one.id
