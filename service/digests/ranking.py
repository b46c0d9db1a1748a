"""Which of a window's stories the digest tells, in which order, and what of each.

Knows nothing of how a digest looks, and of no story before the digest that went out last.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from service.records import (
    Article,
    Digest,
    DigestItem,
    Event,
    Evidence,
    Story,
    Timeline,
    TimelineEntry,
)
from service.text.tokens import terms


class DigestParams(msgspec.Struct, frozen=True, kw_only=True):
    """How long a digest may be.

    ``items`` stories at most, each with at most ``entries`` happenings and ``headlines``
    outlets' titles. A story needs ``least_articles`` in the window, reprints left out.
    """

    items: int = 12
    entries: int = 4
    headlines: int = 3
    least_articles: int = 2


DEFAULTS = DigestParams()


def rank_week(
    stories: Sequence[Story],
    timelines: Mapping[str, Timeline],
    articles_by_story: Mapping[str, Sequence[Article]],
    *,
    first_day: str,
    last_day: str,
    made_at: datetime,
    previous: Digest | None = None,
    params: DigestParams = DEFAULTS,
    families: Mapping[str, str] | None = None,
    events: Mapping[str, Sequence[Event]] | None = None,
) -> Digest:
    """The digest of ``first_day`` to ``last_day`` (ISO days, both in).

    Stories are ranked by independent voices, then size, then how new they are. One that stood
    in ``previous`` comes again only as ``updated``, with the articles since its last day and
    the happenings it did not tell; if there are too few, it is left out. ``families`` maps an
    outlet to its owner (itself by default). ``events`` are those of each story: an item is headed
    by the one that most owners tell in the window, by the story where none is known. The order of
    input does not matter. Where few stories reach ``least_articles``, single articles do not fill
    up: the page says so.
    """
    window = (first_day, last_day)
    owners = families or {}
    before = {item.story: item for item in previous.items} if previous else {}
    items = []
    articles = 0
    active = 0
    for story in sorted(stories, key=lambda one: one.id):
        fresh = _in_window(articles_by_story.get(story.id, ()), window)
        articles += len(fresh)
        active += bool(fresh)
        if previous and story.id in before:
            fresh = [one for one in fresh if _day(one) > previous.last_day]
        item = _item(
            story,
            timelines.get(story.id) or Timeline(story=story.id, entries=()),
            fresh,
            window,
            owners,
            before.get(story.id),
            params,
            (events or {}).get(story.id, ()),
        )
        if item is not None:
            items.append(item)
    items.sort(key=lambda one: (-one.score, one.story))
    return Digest(
        id=hashlib.sha256(f"digest\t{first_day}\t{last_day}".encode()).hexdigest()[:16],
        first_day=first_day,
        last_day=last_day,
        items=tuple(items[: params.items]),
        articles=articles,
        stories=active,
        made_at=made_at,
    )


def _item(
    story: Story,
    timeline: Timeline,
    fresh: Sequence[Article],
    window: tuple[str, str],
    families: Mapping[str, str],
    before: DigestItem | None,
    params: DigestParams,
    events: Sequence[Event],
) -> DigestItem | None:
    """The story's item, or None if it has too little in the window or nothing new."""
    originals = [one for one in fresh if one.reprint_of is None] or list(fresh[:1])
    entries = [one for one in timeline.entries if _new_in(one, window)]
    if before is not None:
        entries = _unsaid(entries, before)
    if len(originals) < params.least_articles:
        return None
    voices = {families.get(one.outlet, one.outlet) for one in originals}
    change: Literal["new", "updated"] = "updated" if before else "new"
    return DigestItem(
        story=story.id,
        title=story.title,
        titles=story.titles,
        news=_news(story, events, originals, families),
        language=story.language,
        articles=len(fresh),
        families=len(voices),
        outlets=dict(sorted(Counter(one.outlet for one in fresh).items())),
        entries=_best(entries, params.entries),
        headlines=_headlines(originals, families, params.headlines, before),
        score=round(_score(story, originals, len(voices), len(entries)), 4),
        change=change,
    )


def _news(
    story: Story,
    events: Sequence[Event],
    originals: Sequence[Article],
    families: Mapping[str, str],
) -> dict[str, str]:
    """The titles of the event that most voices tell in the window.

    None if the story is called after it; of events with as many voices, that of more articles,
    then the one told last.
    """
    told: dict[str, list[Article]] = {}
    place = {article: one.id for one in events for article in one.articles}
    for one in originals:
        if one.id in place:
            told.setdefault(place[one.id], []).append(one)

    def weight(event: Event) -> tuple[int, int, str, str]:
        articles = told[event.id]
        voices = {families.get(one.outlet, one.outlet) for one in articles}
        return len(voices), len(articles), max(_day(one) for one in articles), event.id

    chosen = max((one for one in events if one.id in told), key=weight, default=None)
    if chosen is None or not story.titles.items().isdisjoint(chosen.titles.items()):
        return {}
    return dict(sorted(chosen.titles.items()))


def _score(story: Story, originals: Sequence[Article], voices: int, entries: int) -> float:
    """Voices weigh most, for reprints and one outlet's zeal say little; then size; then newness.

    Newness is the share of the story's articles that are of this window: an affair that began
    in it counts half as much again as one that goes on.
    """
    newness = min(1.0, len(originals) / max(1, story.articles))
    size = math.log2(1 + voices) * 2 + math.log2(1 + len(originals)) + 0.5 * min(entries, 4)
    return size * (1.0 + 0.5 * newness)


def _in_window(articles: Sequence[Article], window: tuple[str, str]) -> list[Article]:
    """The articles published in the window (UTC days), by time."""
    found = [one for one in articles if one.published and _day(one) >= window[0]]
    return sorted(
        (one for one in found if _day(one) <= window[1]),
        key=lambda one: (one.published.at.isoformat() if one.published else "", one.id),
    )


def _day(article: Article) -> str:
    return article.published.at.date().isoformat() if article.published else ""


def _new_in(entry: TimelineEntry, window: tuple[str, str]) -> bool:
    """Whether a happening is of the window, and not a season that merely contains it."""
    first, last = date.fromisoformat(entry.first_day), date.fromisoformat(entry.last_day)
    return window[0] <= entry.first_day <= window[1] and (last - first).days <= 7


def _unsaid(entries: Sequence[TimelineEntry], before: DigestItem) -> list[TimelineEntry]:
    ids = {one.id for one in before.entries}
    texts = {text for one in before.entries for text in one.texts.values()}
    return [one for one in entries if one.id not in ids and texts.isdisjoint(one.texts.values())]


def _best(entries: Sequence[TimelineEntry], most: int) -> tuple[TimelineEntry, ...]:
    """The most salient, in order of happening."""
    chosen = sorted(entries, key=lambda one: (-one.salience, one.first_day, one.id))[:most]
    return tuple(sorted(chosen, key=lambda one: (one.first_day, one.last_day, one.id)))


def _headlines(
    originals: Sequence[Article],
    families: Mapping[str, str],
    most: int,
    before: DigestItem | None,
) -> tuple[Evidence, ...]:
    """Each voice's title nearest to what the others say, the voices with most articles first."""
    said = {one.sentence for one in before.headlines} if before else set()
    shared = Counter(term for one in originals for term in sorted(set(terms(one.title))))
    counts: Counter[str] = Counter()
    best: dict[str, tuple[float, Article]] = {}
    for one in originals:
        voice = families.get(one.outlet, one.outlet)
        counts[voice] += 1
        central = _centrality(one.title, shared)
        if one.title not in said and (voice not in best or central > best[voice][0]):
            best[voice] = (central, one)
    chosen: list[Article] = []
    for voice in sorted(best, key=lambda voice: (-counts[voice], voice)):
        if all(one.title != best[voice][1].title for one in chosen):
            chosen.append(best[voice][1])
    return tuple(_quote(one) for one in chosen[:most])


def _centrality(title: str, shared: Mapping[str, int]) -> float:
    """How many titles, on average, share a term with ``title``; long ones gain nothing."""
    found = sorted(set(terms(title)))
    return sum(shared[term] for term in found) / (len(found) + 3)


def _quote(article: Article) -> Evidence:
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        language=article.language,
        sentence=article.title,
        start=0,
        end=len(article.title),
        field="title",
        published_at=article.published.at if article.published else None,
    )
