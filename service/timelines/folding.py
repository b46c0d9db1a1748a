"""Happenings that others tell, folded into them: coarser dates, and days that no sentence names.

Knows nothing of ranking or wording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from service.timelines.happenings import Affair, Happening, Source, day_after, overlap, profile

# A finer date refines a coarser one where their words are this alike; a year is so vague that a
# date inside it refines it by less.
_REFINES = {"year": 0.2, "month": 0.4}
# A span is refined by its own first or last day sooner than by one inside it.
_REFINES_SPAN, _REFINES_ENDS = 0.5, 0.25
# A month that so few sentences name is a day of it if this share of their stems is said of the day.
_FEW, _COVERED = 3, 0.5


def fold_coarse(happenings: Sequence[Happening], affair: Affair) -> list[Happening]:
    """Leave out years, months and spans that a finer date inside them tells in like words.

    A month stays if what is said of it is not what is said of one of its days; a span whose first
    and last day are both reported is told by them.
    """
    profiles = {id(one): profile(one, affair) for one in happenings}
    reported = {one.first for one in happenings if one.grain == "day" and one.own}

    def is_told(one: Happening) -> bool:
        if one.grain == "interval" and reported >= {one.first, one.last}:
            return True
        return any(
            _is_inside(other, one)
            and (
                overlap(profiles[id(other)], profiles[id(one)]) >= _refines_from(other, one)
                or _names_again(one, other)
            )
            for other in happenings
        )

    return [one for one in happenings if one.grain == "day" or not is_told(one)]


def _names_again(coarse: Happening, fine: Happening) -> bool:
    """Whether what few sentences say of a month is said of one of its reported days.

    Of 30 such months read in stories of 2018 it was so in 21; most others were asides.
    """
    if coarse.grain != "month" or coarse.own or not fine.own or fine.grain != "day":
        return False
    told = [each.said for each in coarse.support if each.dated]
    if not 0 < len(told) <= _FEW:
        return False
    texts = {said.text for said in told}
    known = {
        term for each in fine.support if each.said.text not in texts for term in each.said.terms
    }
    shares = [len(known.intersection(said.terms)) / max(1, len(said.terms)) for said in told]
    return sum(shares) / len(shares) >= _COVERED


def _refines_from(fine: Happening, coarse: Happening) -> float:
    """From which likeness on ``fine`` tells what ``coarse`` tells."""
    if coarse.grain != "interval":
        return _REFINES.get(coarse.grain, _REFINES_SPAN)
    ends = fine.first == coarse.first or fine.last == coarse.last
    return _REFINES_ENDS if ends else _REFINES_SPAN


def _is_inside(fine: Happening, coarse: Happening) -> bool:
    """Whether the days of ``fine`` are some, not all, of the days of ``coarse``."""
    within = coarse.first <= fine.first and fine.last <= coarse.last
    return within and (fine.first, fine.last) != (coarse.first, coarse.last)


# A report that names no day, and of whose day nobody speaks, tells the happening of the day before
# if their words are this alike: it explains, sums up or repeats. Of 60 such pairs read in stories
# of 2018 it did in 22 of 30 from here on; below in 4 of 9, and of the day before that in few.
_RETOLD = 0.25
# Where nobody names the day before either, they tell one thing from here on (10 of 13 pairs read);
# so do a report of the small hours, taken for the day before, and the day that others then name.
_SAME = 0.4


def fold_retold(happenings: Sequence[Happening], affair: Affair) -> list[Happening]:
    """Give days that no sentence names to the happening beside them that tells the same.

    Their articles count as later ones of that happening; they are no evidence of its day.
    """
    days: defaultdict[str, list[Happening]] = defaultdict(list)
    for one in happenings:
        if one.grain == "day":
            days[one.first].append(one)
    profiles = {id(one): profile(one, affair) for each in days.values() for one in each}
    kept: list[Happening] = []
    into: dict[int, Happening] = {}
    retold: defaultdict[int, list[Source]] = defaultdict(list)
    for one in happenings:
        found = None if one.grain != "day" or _is_named(one) else _told_by(one, days, profiles)
        if found is None:
            kept.append(one)
            continue
        found = into[id(one)] = into.get(id(found), found)
        retold[id(found)] += [*one.own, *retold.pop(id(one), [])]
    return [_with_later(one, retold[id(one)]) for one in kept]


def _is_named(one: Happening) -> bool:
    return any(each.dated for each in one.support)


def _told_by(
    one: Happening,
    days: Mapping[str, Sequence[Happening]],
    profiles: Mapping[int, Mapping[str, float]],
) -> Happening | None:
    """The happening of a day beside ``one``, which nobody names, that tells the same, if any."""
    beside = [
        (other, _RETOLD if _is_named(other) else _SAME)
        for other in days.get(day_after(one.first, -1), ())
    ]
    if all(each.found.reference and each.found.reference > one.first for each in one.own):
        after = days.get(day_after(one.first), ())
        beside += [(other, _SAME) for other in after if _is_named(other)]
    alike = [
        (overlap(profiles[id(one)], profiles[id(other)]), other)
        for other, least in beside
        if overlap(profiles[id(one)], profiles[id(other)]) >= least
    ]
    return max(alike, key=lambda pair: pair[0], default=(0.0, None))[1]


def _with_later(one: Happening, sources: Sequence[Source]) -> Happening:
    known = {each.article.id for each in (*one.own, *one.later, *one.earlier)}
    fresh = [each for each in sources if each.article.id not in known]
    return msgspec.structs.replace(one, later=(*one.later, *fresh)) if fresh else one
