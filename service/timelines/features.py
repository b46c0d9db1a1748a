"""What tells that a happening of a story deserves an entry, as numbers of about 0 to 2.

Knows nothing of how they are weighed, nor of wording.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.timelines.acts import sense
from service.timelines.happenings import (
    Affair,
    Happening,
    Source,
    Support,
    day_after,
    overlap,
    profile,
)
from service.timelines.retelling import Retellings, ranks
from service.timelines.wording import decides, kind_of

# Of a happening that articles report as theirs.
REPORTED = (
    "burst",
    "crest",
    "after",
    "undated",
    "lead_affair",
    "title_decides",
    "acts",
    "plans",
    "statement",
    "echo",
    "retold",
    "aftermath",
    "later",
    "later_families",
    "mentions",
    "cited_affair",
)
# Of one that articles only look back or ahead to.
REMEMBERED = (
    "later_families",
    "mentions",
    "cited_affair",
    "coarse",
    "prelude",
)
# Words of a day are echoed if they stand in what is published this many days after or later.
_ECHO_AFTER = 2
# A stem in this share of the story's leads is the affair's own: it echoes nothing.
_AFFAIRS_OWN = 0.6
_ECHOES = 5


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """What a happening is weighed against: reports a day, the story's voices, its words' days,
    its sentences.

    ``days`` are the own days of all voices, in order; ``spoken`` maps a stem to those of the
    voices that have it, in order.
    """

    reports: dict[str, int]
    families: int
    first: str
    days: list[str]
    spoken: dict[str, list[str]]
    retellings: Retellings


def crowd_of(sources: Sequence[Source]) -> Crowd:
    """The counts of a story's ``sources``, reprints left out."""
    reports: Counter[str] = Counter()
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    voices = [one for one in sources if one.article.reprint_of is None]
    for one in voices:
        if one.found.own_day:
            reports[one.found.own_day] += 1
            for term in {term for said in one.found.said for term in said.terms}:
                spoken[term].append(one.found.own_day)
    return Crowd(
        reports=dict(reports),
        families=max(1, len({one.family for one in voices})),
        first=min(reports, default=""),
        days=sorted(reports.elements()),
        spoken={term: sorted(days) for term, days in spoken.items()},
        retellings=Retellings(voices),
    )


def measured(
    happenings: Sequence[Happening], affair: Affair, crowd: Crowd
) -> list[dict[str, float]]:
    """The features of each happening: ``REPORTED`` of one with reports, else ``REMEMBERED``."""
    reported = [one for one in happenings if one.own]
    strengths = [crowd.retellings.strength(first_hand(one.own), one.first) for one in reported]
    retold = dict(zip(map(id, reported), ranks(strengths), strict=True))
    after = _aftermaths(reported, affair)
    return [
        _reported(one, affair, crowd) | {"retold": retold[id(one)], "aftermath": after[id(one)]}
        if one.own
        else _remembered(one, affair, crowd)
        for one in happenings
    ]


def _aftermaths(reported: Sequence[Happening], affair: Affair) -> dict[int, float]:
    """By identity, how much more a day says what the day before said than what the next will.

    Of 23 pairs of neighbouring days with like words, one of them in an editor's timeline, it was
    the first in 18.
    """
    days: defaultdict[str, list[Mapping[str, float]]] = defaultdict(list)
    profiles = {id(one): profile(one, affair) for one in reported if one.grain == "day"}
    for one in reported:
        if id(one) in profiles:
            days[one.first].append(profiles[id(one)])

    def alike(one: Happening, step: int) -> float:
        beside = days.get(day_after(one.first, step), ())
        return max((overlap(profiles[id(one)], other) for other in beside), default=0.0)

    return {id(one): alike(one, -1) - alike(one, 1) for one in reported}


def _reported(one: Happening, affair: Affair, crowd: Crowd) -> dict[str, float]:
    own = first_hand(one.own)
    leads = [each for each in one.support if each.own and each.said.order <= 2]
    opening = [each.said.text for each in leads if each.said.order == 1]
    senses = [sense(each.article.title, each.article.language) for each in own]
    heads = [*senses, *(sense(each.said.text, _language(each)) for each in leads)]
    around = [crowd.reports.get(day_after(one.first, step), 0) for step in range(-7, 8) if step]
    before = around[4:7]
    return {
        "burst": min(2.0, len(own) / (1.0 + sum(before) / 3)) / 2,
        "crest": len(own) / max(len(own), *around),
        "after": math.log1p(sum(around[7:12])) / 3,
        "undated": _share(
            not each.found.own_surface and each.found.own_day == each.found.reference
            for each in own
        ),
        "lead_affair": _mean(
            affair.share(each.said) for each in one.support if each.own and each.said.order == 1
        ),
        "title_decides": _share(decides(each.article.title) for each in own),
        "acts": (_share(each == "act" for each in senses) + _share(each == "act" for each in heads))
        / 2,
        "plans": _share(each == "plan" for each in heads),
        "statement": _share(kind_of(text) == "statement" for text in opening),
        "echo": _echo(own, one.first, affair, crowd),
        **_cited(one, affair, crowd),
    }


def _remembered(one: Happening, affair: Affair, crowd: Crowd) -> dict[str, float]:
    return {
        "coarse": float(one.grain != "day"),
        "prelude": float(one.first < crowd.first),
        **_cited(one, affair, crowd),
    }


def _cited(one: Happening, affair: Affair, crowd: Crowd) -> dict[str, float]:
    """How those who report another day speak of this one."""
    later = first_hand(one.later)
    shares = sorted(affair.share(each.said) for each in one.support if each.dated and not each.own)
    named = sum(1 for each in one.support if each.dated)
    return {
        "later": math.log1p(len(later)) / math.log(10),
        "later_families": len({each.family for each in later}) / min(4, crowd.families),
        "mentions": math.log1p(named) / math.log(20),
        "cited_affair": _mean(shares[-3:]),
    }


def _echo(own: Sequence[Source], day: str, affair: Affair, crowd: Crowd) -> float:
    """How much the new words of a day's headlines and first sentences are spoken of later."""
    counts: Counter[str] = Counter()
    for one in own:
        said = [each for each in one.found.said if each.field == "title" or each.order == 1]
        counts.update({term for each in said for term in each.terms})
    past, later = _before(crowd.days, day), _since(crowd.days, day)
    strength = []
    for term in sorted(counts):
        if affair.weights.get(term, 0.0) >= _AFFAIRS_OWN:
            continue
        days = crowd.spoken.get(term, [])
        known = _before(days, day) / past if past else 0.0
        taken_up = _since(days, day) / max(8, later)
        strength.append(counts[term] / len(own) * taken_up * (1.0 - known) ** 4)
    return sum(sorted(strength)[-_ECHOES:])


def _before(days: Sequence[str], day: str) -> int:
    return bisect_left(days, day)


def _since(days: Sequence[str], day: str) -> int:
    return len(days) - bisect_left(days, day_after(day, _ECHO_AFTER))


def is_feature_piece(one: Happening) -> bool:
    """Whether a day is but a feature piece: one owner's papers report it, no sentence names it,
    and neither headline nor first sentence has a verb that tells.

    Of 20 such days of eight long stories an editor took one, of the other 368 every third.
    """
    own = first_hand(one.own) if one.own else []
    if not own or len({each.family for each in own}) > 1:
        return False
    if any(each.dated for each in one.support):
        return False
    opening = [each for each in one.support if each.own and each.said.order == 1]
    heads = [
        *(sense(each.article.title, each.article.language) for each in own),
        *(sense(each.said.text, _language(each)) for each in opening),
    ]
    return all(each in {"", "ask"} for each in heads)


def first_hand(sources: Sequence[Source]) -> list[Source]:
    """The sources that are no reprints, or the first where all are."""
    return [one for one in sources if one.article.reprint_of is None] or list(sources[:1])


def _language(support: Support) -> str:
    return support.source.article.language


def _share(flags: Iterable[bool]) -> float:
    return _mean(float(one) for one in flags)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
