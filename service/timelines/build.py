"""A story's articles laid out as dated happenings, each with the sentences that say so.

Knows nothing of stores, clusters or outlets: families and time zones are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import msgspec

from service.records import (
    Article,
    DateEstimate,
    Event,
    Story,
    Timeline,
)
from service.text.passing import is_bound, is_planned
from service.timelines.bearing import borne_out
from service.timelines.belonging import Belonging
from service.timelines.citing import with_turns
from service.timelines.entries import entry_of, rivals_of
from service.timelines.features import crowd_of, is_feature_piece, measured
from service.timelines.folding import fold_coarse, fold_retold
from service.timelines.founding import tells_founding
from service.timelines.happenings import (
    Affair,
    Happening,
    Source,
    Support,
    affair_of,
    day_after,
    group,
    is_ahead,
    part_by_event,
    tells,
)
from service.timelines.meanings import Meanings
from service.timelines.mentions import ArticleMentions, article_mentions
from service.timelines.ranking import SHIPPED, Weighing, log_odds, ordered, probability
from service.timelines.repeats import fold_alike
from service.timelines.summary import Wording, by_time, voices, worded
from service.timelines.turns import notices_of, turns_of
from service.timelines.wording import soundness


class TimelineParams(msgspec.Struct, frozen=True, kw_only=True):
    """How long a timeline may be.

    ``limit`` entries at most; beyond the best ``always``, only those with a salience (0 to 1) of
    ``least_salience`` or more; ``evidence`` sentences an entry at most. ``least_affair`` is the
    share of the story's own stems, 0 to 1, that a sentence must name for its date to count
    where no article reports that day as its own.
    """

    limit: int = 25
    always: int = 5
    # Of the eight long stories this keeps 10 to 25 entries where an editor wrote 11 to 25: date F1
    # is the same from 0.15 to 0.35, and the lower bound shows more of no weight.
    least_salience: float = 0.25
    evidence: int = 12
    least_affair: float = 0.3


# What belongs to the story less surely than this beside most of it is not shown for want of better:
# in 34 stories read, six that this left out were of another affair or told twice, none was wanted.
DOUBTED = 0.9

# Days before a report beyond which what its own sentence names is background.
LONG_PAST = 31

DEFAULTS = TimelineParams()


def build_timeline(
    story: Story,
    events: Sequence[Event],
    articles: Sequence[Article],
    *,
    params: TimelineParams = DEFAULTS,
    families: Mapping[str, str] | None = None,
    zones: Mapping[str, str] | None = None,
    mentions: Mapping[str, ArticleMentions] | None = None,
    estimates: Mapping[str, DateEstimate] | None = None,
    weighing: Weighing = SHIPPED,
    meanings: Meanings | None = None,
) -> Timeline:
    """The timeline of ``story``: at most ``params.limit`` entries in order of happening.

    ``families`` maps an outlet to its owner, by which voices are counted (itself by default);
    ``zones`` maps an outlet to the IANA zone in which its "today" is resolved (UTC by default);
    ``mentions`` are those already found, by article id; the others are found here, those of
    undated articles by their ``estimates``. ``meanings`` tell what is of another affair, what two
    sentences tell the same; without them words alone do.
    An entry whose ``surface`` is empty is dated by its report, not by a word in it. Articles of
    unknown date count by the full dates in them, and by those that an estimate leaves no doubt
    of. The order of input does not matter.
    """
    sources = gather(
        events, articles, families=families, zones=zones, mentions=mentions, estimates=estimates
    )
    affair = affair_of(sources)
    found = candidates(sources, affair, params=params)
    crowd = crowd_of(sources)
    meanings = meanings or Meanings()
    belonging = Belonging(sources, meanings)
    rows = measured(found, affair, crowd)
    shares = [belonging(one) for one in found]
    chances = [probability(weighing(row)) * share for row, share in zip(rows, shares, strict=True)]
    odds = [log_odds(each) for each in chances]
    best = [
        one
        for one in ordered(found, odds, affair)
        if not is_lone_year(one) and any(tells(each) for each in one.support)
    ]
    undated = sum(1 for one in sources if one.found.own_day is None)
    best = without_excess(sorted(best, key=comes_last), crowd.first, affair, undated)
    salience = {id(one): each for each, one in zip(chances, found, strict=True)}
    doubted = {id(one) for one, share in zip(found, shares, strict=True) if share < DOUBTED}
    chosen = _chosen(best, salience, doubted, affair, params, meanings)
    told = [borne_out(one, meanings) for one in chosen]
    entries = [
        entry_of(
            story.id,
            one,
            resting,
            salience=salience[id(one.happening)],
            rivals=rivals_of(one.happening, found, affair),
            evidence=params.evidence,
        )
        for one, resting in zip(chosen, told, strict=True)
    ]
    shown = [(one, list(each.chosen.values())) for one, each in zip(told, chosen, strict=True)]
    entries = with_turns(entries, turns_of(shown, found, notices_of(sources), affair))
    return Timeline(
        story=story.id,
        entries=tuple(sorted(entries, key=lambda one: (one.first_day, one.last_day, one.id))),
        undated=sum(1 for one in sources if one.found.reference is None),
    )


def gather(
    events: Sequence[Event],
    articles: Sequence[Article],
    *,
    families: Mapping[str, str] | None = None,
    zones: Mapping[str, str] | None = None,
    mentions: Mapping[str, ArticleMentions] | None = None,
    estimates: Mapping[str, DateEstimate] | None = None,
) -> list[Source]:
    """The articles by time, each with its voice, its event and its mentions."""
    event_of = {article: event.id for event in events for article in event.articles}
    families, zones, mentions = families or {}, zones or {}, mentions or {}
    estimates = estimates or {}
    return [
        Source(
            article=one,
            family=families.get(one.outlet, one.outlet),
            event=event_of.get(one.id),
            found=mentions.get(one.id)
            or article_mentions(
                one, zone=zones.get(one.outlet, "UTC"), estimate=estimates.get(one.id)
            ),
        )
        for one in sorted(articles, key=by_time)
    ]


def candidates(
    sources: Sequence[Source], affair: Affair, *, params: TimelineParams = DEFAULTS
) -> list[Happening]:
    """Every happening of the story that could have an entry, by day."""
    return [
        part
        for one in fold_retold(fold_coarse(group(sources), affair), affair)
        for part in part_by_event(one, affair)
        if belongs(part, affair, params.least_affair)
    ]


def belongs(one: Happening, affair: Affair, least: float) -> bool:
    """Whether a happening is the story's: some article reports it, or a sentence names both."""
    if one.own or tells_founding(one, affair):
        return True
    told = [each for each in one.support if each.dated and not _is_aside(each)]
    shares = [affair.share(each.said) for each in told if soundness(each.said.text) > 0.2]
    return max(shares, default=0.0) >= least


def _is_aside(support: Support) -> bool:
    """Whether a sentence names a date only to bound what it tells, or tells of its report's own
    day and names beside it the long past or a day ahead of which it says nothing.
    """
    said, own = support.said, support.source.found.own_day
    if said.field == "title" or own is None or support.dated is None:
        return said.field == "title"
    if is_bound(said.text, support.dated.surface):
        return True
    if not any(each.first == own for each in said.dates):
        return False
    if is_ahead(support):
        return not is_planned(said.text, support.dated.surface)
    return support.dated.last < day_after(own, -LONG_PAST)


def without_excess(
    ranked: Sequence[Happening], first: str, affair: Affair, undated: int = 0
) -> list[Happening]:
    """``ranked`` without most of what was before the story's ``first`` report (ISO day).

    A story's past is told by no more entries than its news, the reports of ``undated`` articles
    among it: a biography in an obituary is none. The founding of whom the story is about is no
    such past: it is where the affair begins.
    """
    news = undated + sum(1 for one in ranked if one.own)
    past = [
        one
        for one in ranked
        if not one.own and one.first < first and not tells_founding(one, affair)
    ]
    excess = {id(one) for one in past[news:]}
    return [one for one in ranked if id(one) not in excess]


def is_lone_year(one: Happening) -> bool:
    """Whether only one voice names a bare year: mostly background ("forbidden since 2001")."""
    return one.grain == "year" and len(voices([each.source for each in one.support])) < 2


def comes_last(one: Happening) -> bool:
    """Whether a day comes after all others: one voice names it in passing, or writes a feature."""
    in_passing = not one.own and len(voices([each.source for each in one.support])) < 2
    return in_passing or is_feature_piece(one)


def _chosen(
    ranked: Sequence[Happening],
    salience: Mapping[int, float],
    doubted: Set[int],
    affair: Affair,
    params: TimelineParams,
    meanings: Meanings,
) -> list[Wording]:
    """The best ``params.limit`` of the ranked that have a sentence which no other entry tells.

    What is not salient is worded only where it is among the first ``params.always`` and not
    ``doubted``, or tells how whom the story is about came to be: else it would take a sentence
    that is another's best.
    """
    weak = [
        one
        for place, one in enumerate(ranked)
        if (place >= params.always or id(one) in doubted)
        and (salience[id(one)] < params.least_salience or is_feature_piece(one))
        and not tells_founding(one, affair)
    ]
    left_out = {id(one) for one in weak}
    kept = [one for one in ranked if id(one) not in left_out]
    size = params.limit
    while True:
        chosen = fold_alike(worded(kept[:size], affair, meanings), meanings)
        missing = params.limit - len(chosen)
        if missing <= 0 or size >= len(kept):
            return chosen[: params.limit]
        size += missing
