"""A happening with its sentences as an entry of the timeline: its date, kind, voices and evidence.

Knows nothing of which happenings are chosen.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from service.records import EntryKind, TimelineEntry
from service.timelines.bearing import best_first
from service.timelines.citing import evidence_of
from service.timelines.happenings import (
    Affair,
    Happening,
    Support,
    day_after,
    overlap,
    profile,
)
from service.timelines.summary import Wording, voices
from service.timelines.wording import told_kind

# The words of two days this alike (cosine) tell one happening that sources date differently.
SAME_HAPPENING = 0.75


def entry_of(
    story: str,
    wording: Wording,
    told: Happening,
    *,
    salience: float,
    rivals: Sequence[str],
    evidence: int,
) -> TimelineEntry:
    """The entry of ``story`` that ``wording`` tells, resting on ``told``.

    ``told`` is the wording's happening as far as it is what its sentences tell; ``rivals`` are the
    other dates that others give it; ``evidence`` sentences are cited at most.
    """
    one = wording.happening
    lead = next(iter(wording.chosen.values()))
    telling = best_first(told)
    dated = next((each.dated for each in (lead, *telling) if each.dated), None)
    unsure = _unsure(telling)
    known = dated.alternatives if dated else (unsure,) if unsure else ()
    return TimelineEntry(
        id=_entry_id(story, one, _event(one)),
        story=story,
        date=one.value,
        first_day=one.first,
        last_day=one.last,
        grain=one.grain,
        calendar=dated.calendar if dated else one.calendar,
        surface=dated.surface if dated else "",
        kind=_kind(told, lead),
        texts={language: each.said.text for language, each in wording.chosen.items()},
        evidence=evidence_of(list(wording.chosen.values()), told, evidence),
        families=len(voices([lead.source, *(each.source for each in told.support)])),
        salience=round(salience, 4),
        confidence=_confidence(told, 0.5 if unsure else 0.6),
        reported_at=_reported_at(told),
        event=_event(told),
        alternatives=tuple(dict.fromkeys((*known, *rivals))),
        articles=len({each.source.article.id for each in (*wording.chosen.values(), *telling)}),
    )


def rivals_of(one: Happening, found: Sequence[Happening], affair: Affair) -> tuple[str, ...]:
    """The days beside that of ``one`` to which others date the same."""
    return tuple(
        other.value
        for other in found
        if other.grain == one.grain == "day"
        and other.first in {day_after(one.first, -1), day_after(one.first)}
        and any(each.dated for each in other.support)
        and overlap(profile(one, affair), profile(other, affair)) >= SAME_HAPPENING
    )


def _entry_id(story: str, one: Happening, event: str | None) -> str:
    part = event or "" if one.parted else ""
    return hashlib.sha256(f"{story}\t{one.value}\t{part}".encode()).hexdigest()[:16]


def _kind(one: Happening, lead: Support) -> EntryKind:
    """A forecast where every article that names the day stands before it."""
    if one.earlier and not one.own and not one.later:
        return "forecast"
    return told_kind(lead.said.text, lead.source.article.language)


def _unsure(telling: Sequence[Support]) -> str | None:
    """The other day of a happening that no sentence names and no report's hour settles."""
    if any(each.dated for each in telling):
        return None
    days = {each.source.found.other_day for each in telling}
    return days.pop() if len(days) == 1 else None


def _confidence(one: Happening, implied: float) -> float:
    """How sure the date is: the surest mention, ``implied`` if none; more for each voice."""
    said = max((each.dated.confidence for each in one.support if each.dated), default=implied)
    extra = 0.02 * (len(voices([each.source for each in one.support])) - 1)
    return round(min(1.0, said + extra), 3)


def _reported_at(one: Happening) -> datetime | None:
    sources = one.own or one.later or one.earlier
    instants = [each.article.published.at for each in sources if each.article.published]
    return min(instants, default=None)


def _event(one: Happening) -> str | None:
    """The event of most of the articles that report it."""
    counts = Counter(each.event for each in (one.own or one.later) if each.event)
    return min(counts, key=lambda event: (-counts[event], event), default=None)
