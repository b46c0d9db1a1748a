"""Sentences of many articles grouped into happenings, each with its day, month, year or span.

Knows nothing of which happenings deserve an entry, nor of how one is worded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from service.records import Article, Calendar, Grain
from service.text.normalise import fold
from service.text.passing import is_attributed, is_background, is_bound, tells_earlier
from service.timelines.mentions import (
    LEAD_SENTENCES,
    ArticleMentions,
    Dated,
    Said,
    is_named_early,
)
from service.timelines.reported import is_earlier

# "Today" inside a report whose lead says "yesterday": the meeting's today, not the paper's.
_TODAY = frozenset({"اليوم", "today", "aujourd'hui", "hoy", "الان"})
# An affair's own stems: those in most of its articles, at most this many.
CORE_TERMS = 40


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the story: its voice (family), its event, its mentions."""

    article: Article
    family: str
    event: str | None
    found: ArticleMentions


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence for a happening; ``dated`` is None where it only implies the day."""

    source: Source
    said: Said
    dated: Dated | None
    own: bool


def tells(support: Support) -> bool:
    """Whether a sentence may stand for its happening's day: it names it, or reports its news."""
    return support.dated is not None or support.said.news


def is_ahead(support: Support) -> bool:
    """Whether a sentence was written before the day that it names."""
    reference = support.source.found.reference or support.source.found.latest
    return support.dated is not None and reference is not None and reference < support.dated.first


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One candidate: its date and every sentence for it.

    ``own`` are the articles that report it as theirs (its day is their own day), ``later`` and
    ``earlier`` those whose own day is another and that name this date; each article once.
    ``parted`` marks the lesser of two happenings of one day.
    """

    value: str
    first: str
    last: str
    grain: Grain
    calendar: Calendar
    own: tuple[Source, ...]
    later: tuple[Source, ...]
    earlier: tuple[Source, ...]
    support: tuple[Support, ...]
    parted: bool = False


class Affair(msgspec.Struct, frozen=True, kw_only=True):
    """What the story is about: the weight in [0, 1] of each of its own stems."""

    weights: dict[str, float]

    def share(self, said: Said) -> float:
        """How much of the affair a sentence names, 0 to 1: three strong stems are all."""
        strongest = sorted((self.weights.get(term, 0.0) for term in said.terms), reverse=True)
        return min(1.0, sum(strongest[:4]) / 2.0)


def affair_of(sources: Sequence[Source]) -> Affair:
    """The stems that a story's articles share, weighed by the share of articles that have them.

    Title and lead count; a story of one article is about what its title and lead repeat.
    """
    counts: Counter[str] = Counter()
    voices = [one for one in sources if one.article.reprint_of is None] or list(sources)
    for one in voices:
        leads: Counter[str] = Counter()
        for said in one.found.said:
            leads.update(said.terms)
        least = 2 if len(voices) <= 3 and len(one.found.said) > 3 else 1
        early = {term for said in one.found.said if said.order <= 3 for term in said.terms}
        counts.update(sorted(term for term in early if leads[term] >= least))
    core = sorted(counts, key=lambda term: (-counts[term], term))[:CORE_TERMS]
    top = max((counts[term] for term in core), default=1)
    return Affair(weights={term: counts[term] / top for term in core})


def group(sources: Sequence[Source]) -> list[Happening]:
    """Every dated happening the sources speak of, by first day, then coarser grains last.

    Support of one date by one article is kept once a sentence. Input order does not matter.
    """
    by_date: dict[tuple[str, Calendar, Grain], list[Support]] = defaultdict(list)
    spans: dict[tuple[str, Calendar, Grain], tuple[str, str]] = {}
    for source in sorted(sources, key=_when):
        for key, span, support in _supports(source):
            by_date[key].append(support)
            spans[key] = span
    made = [_happening(key, spans[key], by_date[key]) for key in sorted(by_date)]
    return sorted(made, key=lambda one: (one.first, one.last, one.value))


def _when(source: Source) -> tuple[str, str]:
    published = source.article.published
    return (published.at.isoformat() if published else "9999", source.article.id)


def _supports(
    source: Source,
) -> list[tuple[tuple[str, Calendar, Grain], tuple[str, str], Support]]:
    found = source.found
    rows = []
    beside = is_beside(found)
    for said in found.said:
        days = set()
        for dated in said.dates:
            if dated.value in days or _is_blurred_today(dated, said, found):
                continue
            if _is_attribute(dated, said, found) or _is_of_teller(dated, said):
                continue
            days.add(dated.value)
            own = dated.grain == "day" and dated.first == found.own_day
            key = (
                dated.value,
                "gregorian" if dated.grain == "day" else dated.calendar,
                dated.grain,
            )
            support = Support(source=source, said=said, dated=dated, own=own)
            rows.append((key, (dated.first, dated.last), support))
        if found.own_day and not beside and _implies(said, found.own_day):
            rows.append(_implied(source, said, found.own_day))
    return rows


def _implies(said: Said, own_day: str) -> bool:
    """Whether a sentence tells of its report's own day though it does not name it.

    One that names no day does, near the top; and the first, if it names but what was before.
    """
    days = [each for each in said.dates if each.grain not in {"month", "year"}]
    if not days:
        return not said.elsewhen and (said.order <= 3 or said.field == "title")
    stale = day_after(own_day, -1)
    return (
        said.order == 1
        and not said.elsewhen
        and all(each.last < stale and is_earlier(said.text, each.surface) for each in days)
    )


def is_beside(found: ArticleMentions) -> bool:
    """Whether a report's day may be none of what names no day in it.

    It may where the report names it only behind "after" ("the minister said that the model was
    killed after gunmen shot at her on Thursday"), and where it is older than yesterday and first
    named further down: of 24 such reports of 2018 fifteen had opened by something later.
    """
    if not found.own_surface or found.own_day == found.reference:
        return False
    return _is_named_late(found) or all(
        is_background(said.text, max(0, said.text.find(each.surface)), first=False)
        for said in found.said
        if said.order <= LEAD_SENTENCES and not tells_earlier(said.text)
        for each in said.dates
        if each.grain == "day" and each.first == found.own_day
    )


def _is_named_late(found: ArticleMentions) -> bool:
    """Whether an own day older than yesterday is in neither headline nor first sentence."""
    if found.own_day is None or found.reference is None:
        return False
    late = found.own_day < day_after(found.reference, -1)
    return late and not is_named_early(found.said, found.own_day)


def _implied(
    source: Source, said: Said, day: str
) -> tuple[tuple[str, Calendar, Grain], tuple[str, str], Support]:
    """A lead's sentence that names no day: it tells what the article reports."""
    return (
        (day, "gregorian", "day"),
        (day, day),
        Support(source=source, said=said, dated=None, own=True),
    )


def _is_blurred_today(dated: Dated, said: Said, found: ArticleMentions) -> bool:
    return (
        said.order > 1
        and dated.kind == "relative"
        and dated.first == found.reference
        and found.own_day != found.reference
        and fold(dated.surface) in _TODAY
    )


def _is_attribute(dated: Dated, said: Said, found: ArticleMentions) -> bool:
    """Whether a year only tells which vote or law a report's first words are about."""
    first = said.field == "title" or said.order <= 1
    return first and dated.grain == "year" and bool(found.own_day)


def _is_of_teller(dated: Dated, said: Said) -> bool:
    """Whether a sentence tells of another day, and this is that of who says so.

    "Ten people were found dead on Sunday, as sources told | on Tuesday."
    """
    if not is_attributed(said.text, max(0, said.text.find(dated.surface))):
        return False
    return any(_is_told(each, said) for each in said.dates if each.value != dated.value)


def _is_told(dated: Dated, said: Said) -> bool:
    at = max(0, said.text.find(dated.surface))
    aside = is_attributed(said.text, at) or is_background(said.text, at)
    return dated.grain == "day" and not aside and not is_bound(said.text, dated.surface)


def _happening(
    key: tuple[str, Calendar, Grain], span: tuple[str, str], support: list[Support]
) -> Happening:
    value, calendar, grain = key
    own: dict[str, Source] = {}
    later: dict[str, Source] = {}
    earlier: dict[str, Source] = {}
    for one in support:
        source = one.source
        if one.own:
            own[source.article.id] = source
        elif _looks_ahead(source, span[0]):
            earlier[source.article.id] = source
        else:
            later[source.article.id] = source
    return Happening(
        value=value,
        first=span[0],
        last=span[1],
        grain=grain,
        calendar=calendar,
        own=tuple(own.values()),
        later=tuple(one for key_, one in later.items() if key_ not in own),
        earlier=tuple(one for key_, one in earlier.items() if key_ not in own),
        support=tuple(support),
    )


def _looks_ahead(source: Source, first: str) -> bool:
    reference = source.found.reference or source.found.latest
    return reference is not None and first > reference


# Two events of one day are two happenings if their sentences have little in common.
_APART = 0.3


def part_by_event(one: Happening, affair: Affair) -> list[Happening]:
    """The happenings of one day that are two: other events with two reports and other words.

    The event with most reports keeps what only cites the day.
    """
    reports = Counter(each.event for each in one.own if each.article.reprint_of is None)
    ranked = sorted(reports, key=lambda event: (-reports[event], event or ""))
    lesser = [event for event in ranked[1:] if event and reports[event] >= 2]
    parts, rest = [], one
    for event in lesser:
        part, remaining = _take(rest, event)
        if overlap(profile(part, affair), profile(remaining, affair)) < _APART:
            parts.append(part)
            rest = remaining
    return [rest, *parts]


def _take(one: Happening, event: str) -> tuple[Happening, Happening]:
    """The reports of ``event`` out of a happening, and what is left."""
    replace = msgspec.structs.replace
    theirs = replace(
        one,
        own=tuple(each for each in one.own if each.event == event),
        later=(),
        earlier=(),
        support=tuple(each for each in one.support if each.own and each.source.event == event),
        parted=True,
    )
    left = replace(
        one,
        own=tuple(each for each in one.own if each.event != event),
        support=tuple(
            each for each in one.support if not (each.own and each.source.event == event)
        ),
    )
    return theirs, left


def profile(one: Happening, affair: Affair) -> Mapping[str, float]:
    """What is said of a happening beyond the affair's own stems: stem to share of sentences."""
    counts: Counter[str] = Counter()
    for support in one.support:
        counts.update(support.said.terms)
    total = max(1, len(one.support))
    return {
        term: counts[term] / total * (1.0 - 0.7 * affair.weights.get(term, 0.0))
        for term in sorted(counts)
        if counts[term] > 1 or total < 4
    }


def overlap(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two profiles, 0 to 1."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    dot = sum(weight * many.get(term, 0.0) for term, weight in few.items())
    norms = sum(w * w for w in left.values()) * sum(w * w for w in right.values())
    return float(dot / norms**0.5) if norms > 0 else 0.0


def day_after(day: str, step: int = 1) -> str:
    """The ISO day ``step`` days after ``day``."""
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()
