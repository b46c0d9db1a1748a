"""The sentences that an entry cites, in the order a reader should check them.

Knows nothing of which happenings are chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from service.records import Evidence, TimelineEntry, Turn
from service.timelines.bearing import best_first, first_of_each
from service.timelines.happenings import Happening, Support
from service.timelines.turns import Turned


def evidence_of(shown: Sequence[Support], happening: Happening, most: int) -> tuple[Evidence, ...]:
    """The sentences ``shown``, then the best one of each further article, titles last.

    Where one shown does not name its date, those that do come before those that do not.
    """
    lines = [each.said for each in shown]
    further = [each for each in first_of_each(best_first(happening)) if each.said not in lines]
    if any(each.dated is None for each in shown):
        further.sort(key=lambda each: each.dated is None)
    return tuple(cite(each) for each in [*shown, *further][: max(most, len(shown))])


def cite(support: Support) -> Evidence:
    """The sentence of ``support`` with its place in its article."""
    article, said = support.source.article, support.said
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        language=article.language,
        sentence=said.text,
        start=said.start,
        end=said.end,
        field=said.field,
        published_at=article.published.at if article.published else None,
        mention=support.dated.surface if support.dated else None,
        estimated=_is_estimated(support),
    )


def _is_estimated(support: Support) -> bool:
    """Whether what a sentence says of when rests on an estimate of its article's day."""
    if support.dated is not None:
        return support.dated.estimated
    return support.source.found.latest is not None


def with_turns(
    entries: Sequence[TimelineEntry], turned: Sequence[Sequence[Turned]]
) -> list[TimelineEntry]:
    """The ``entries``, each with what became of it, linked to the entries that tell so."""
    linked = [
        _turned(entry, turns) if turns else entry
        for entry, turns in (
            (entry, tuple(_turn(each, entry, entries) for each in found))
            for entry, found in zip(entries, turned, strict=True)
        )
    ]
    bears_on = {
        turn.entry: entry.id
        for entry in reversed(linked)
        for turn in entry.turns
        if turn.entry and turn.kind in {"moved", "cancelled"}
    }
    return [
        msgspec.structs.replace(one, bears_on=bears_on[one.id]) if one.id in bears_on else one
        for one in linked
    ]


def _turned(entry: TimelineEntry, turns: tuple[Turn, ...]) -> TimelineEntry:
    """``entry`` with its turns; what is off stays a forecast, whoever looks back to its day."""
    status = turns[-1].kind
    kind = "forecast" if status in {"moved", "cancelled"} else entry.kind
    return msgspec.structs.replace(entry, turns=turns, status=status, kind=kind)


def _turn(found: Turned, about: TimelineEntry, entries: Sequence[TimelineEntry]) -> Turn:
    """``found`` as a record; its entry is the one of its day that cites its article, or any."""
    article = found.support.source.article.id
    same_day = [
        one for one in entries if one.id != about.id and one.first_day == one.last_day == found.day
    ]
    telling = min(
        same_day,
        key=lambda one: (all(each.article != article for each in one.evidence), one.id),
        default=None,
    )
    return Turn(
        kind=found.kind,
        day=found.day,
        evidence=cite(found.support),
        entry=telling.id if telling and found.kind != "held" else None,
        to=found.to,
    )
