"""What one article says of when: its own day, and its sentences with the dates in them.

Knows nothing of stories or of other articles, so that it is made once an article and kept.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

import msgspec

from service.records import Article, Calendar, DateEstimate, Grain, Mention, MentionKind
from service.text.dates import bounds
from service.text.normalise import fold
from service.text.passing import (
    COARSE,
    OPENS,
    is_background,
    is_in_passing,
    is_scheduled,
    looks_back,
    tells_earlier,
    tells_past,
)
from service.text.sentences import Sentence, sentences
from service.text.tokens import terms
from service.text.undated import is_feature, tells_news
from service.timelines.days import Clock, Guess, clock_of, dates_guessed, dates_in, guess_of
from service.timelines.openings import without_opening
from service.timelines.reported import is_earlier, is_week_ahead, states_past
from service.timelines.wording import (
    is_birth,
    is_clock,
    is_common,
    is_label,
    is_length,
    is_title_of_programme,
)

# Raised whenever the same article would give other mentions.
MENTIONS = "17"
# A report tells its happening in the first sentences; what follows is background.
LEAD_SENTENCES = 3
# Undated sentences past this one are not kept: they are no entry's best sentence.
KEPT_SENTENCES = 12
# Reports come within three days: an older day in a lead is what the report looks back to.
REPORT_LAG = timedelta(days=3)
# What is older than yesterday is the report's own only where its first sentence puts it first.
NEWS_LAG = timedelta(days=1)
# A span of days longer than this is a season, not a happening.
LONGEST_SPAN = timedelta(days=31)

_NIGHT = re.compile(r"(?:ليل|ليله|the night|night|la nuit|dans la nuit|la noche)\b")


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A date said in a sentence; ``first`` and ``last`` bound it (ISO days).

    ``estimated``: its value rests on an estimate of when the article was published.
    """

    value: str
    first: str
    last: str
    grain: Grain
    kind: MentionKind
    calendar: Calendar
    surface: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    estimated: bool = False


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: its place in the article's ``field``, its dates, its telling stems, sorted.

    ``elsewhen``: it opens by what was before, or tells of a past month, year or week.
    ``news``: it tells of something that happened and opens what its article reports, so that
    without a date in it it is of the article's own day.
    """

    field: Literal["title", "lead", "body"]
    start: int
    end: int
    text: str
    order: int
    dates: tuple[Dated, ...]
    terms: tuple[str, ...]
    elsewhen: bool = False
    news: bool = False


class ArticleMentions(msgspec.Struct, frozen=True, kw_only=True):
    """All that a timeline needs of one article's text.

    ``reference`` is the day of publication where the outlet is, None if unknown. ``own_day`` is
    the day of what the article reports: said in its lead (``own_surface`` holds the words) or,
    with an empty ``own_surface``, the day of publication. ``latest`` is the last day of the
    estimate by which an article without a ``reference`` was read. ``other_day`` is the day that
    one which names none may tell of instead, None where its hour leaves little doubt.
    """

    article: str
    reference: str | None
    own_day: str | None
    own_surface: str
    said: tuple[Said, ...]
    latest: str | None = None
    other_day: str | None = None


def article_mentions(
    article: Article, *, zone: str = "UTC", estimate: DateEstimate | None = None
) -> ArticleMentions:
    """The dates and sentences of ``article``, relative days resolved in the outlet's ``zone``.

    Where nothing dates the article, ``estimate`` fixes what all its days agree on.
    """
    clock = clock_of(article, zone)
    guess = guess_of(article, estimate)
    said = _with_headline(*_title(article, clock or guess), *_text(article, clock or guess))
    own_day, surface = _own_day(said, clock or guess)
    return ArticleMentions(
        article=article.id,
        reference=clock.day.isoformat() if clock else None,
        own_day=own_day,
        own_surface=surface,
        said=_with_news(article, said, own_day),
        latest=guess.last.isoformat() if guess else None,
        other_day=clock.other.isoformat() if clock and clock.other and not surface else None,
    )


def pack(found: ArticleMentions) -> bytes:
    """``found`` as bytes, for keeping."""
    return msgspec.msgpack.encode(found)


def unpack(data: bytes) -> ArticleMentions:
    """What ``pack`` made."""
    return msgspec.msgpack.decode(data, type=ArticleMentions)


def _with_news(article: Article, said: tuple[Said, ...], own_day: str | None) -> tuple[Said, ...]:
    """``said``, those marked that tell of the article's ``own_day`` without naming it.

    Behind the first sentence only where that, or the headline, names the day: of 140 undated
    sentences read in stories of 2018 none further down told of it.
    """
    if is_feature(article.title, article.body):
        return said
    last = LEAD_SENTENCES if is_named_early(said, own_day) else 1
    news = {
        id(one) for one in said if one.order <= last and not one.elsewhen and tells_news(one.text)
    }
    if not any(id(one) in news and one.field != "title" for one in said):
        return said
    return tuple(msgspec.structs.replace(one, news=id(one) in news) for one in said)


def is_named_early(said: tuple[Said, ...], day: str | None) -> bool:
    """Whether the headline or a first sentence names the ``day``."""
    opening = [each for one in said if one.order <= 1 for each in one.dates]
    return any(each.grain == "day" and each.first == day for each in opening)


def _dates(text: str, seen_from: Clock | Guess | None, language: str) -> list[Mention]:
    if isinstance(seen_from, Guess):
        return dates_guessed(text, seen_from, language)
    return dates_in(text, seen_from, language)


def _title(article: Article, clock: Clock | Guess | None) -> tuple[Said, ...]:
    whole = Sentence(0, len(article.title), article.title)
    found = _dates(article.title, clock, article.language)
    return (_said("title", whole, 0, found, _day(clock)),)


def _with_headline(title: Said, *text: Said) -> tuple[Said, ...]:
    """All that is said, the days of the headline as the first sentences name them."""
    named = [each for one in text if one.order <= LEAD_SENTENCES for each in one.dates]

    def told(one: Dated) -> Dated:
        if any(each.first == one.first for each in named):
            return one
        ahead = next((each for each in named if is_week_ahead(one.first, each.first)), None)
        if one.kind != "relative" or one.grain != "day" or ahead is None:
            return one
        return msgspec.structs.replace(one, value=ahead.first, first=ahead.first, last=ahead.first)

    dates = tuple(told(one) for one in title.dates)
    return (msgspec.structs.replace(title, dates=dates), *text)


def _text(article: Article, clock: Clock | Guess | None) -> tuple[Said, ...]:
    """The body's sentences, after the lead's where the body does not begin with it."""
    parts: list[tuple[Literal["lead", "body"], str]] = [("body", article.body)]
    if article.lead and fold(article.lead)[:40] not in fold(article.body)[:400]:
        parts.insert(0, ("lead", article.lead))
    kept: list[Said] = []
    for field, text in parts:
        found = _dates(text, clock, article.language)
        for order, one in enumerate(sentences(text), start=1):
            within = [each for each in found if one.start <= each.start < one.end]
            if within or order <= KEPT_SENTENCES:
                kept.append(_said(field, one, order, within, _day(clock)))
    return tuple(kept)


def _day(seen_from: Clock | Guess | None) -> date | None:
    if isinstance(seen_from, Guess):
        return seen_from.last
    return seen_from.day if seen_from else None


def _said(
    field: Literal["title", "lead", "body"],
    one: Sentence,
    order: int,
    found: list[Mention],
    day: date | None,
) -> Said:
    one = without_opening(one)
    dates = [_dated(each, one) for each in found if each.start >= one.start]
    return Said(
        field=field,
        start=one.start,
        end=one.end,
        text=one.text,
        order=order,
        dates=tuple(each for each in dates if each is not None),
        terms=tuple(sorted({each for each in terms(one.text) if not is_common(each)})),
        elsewhen=tells_earlier(one.text) or any(_tells_past(one, each, day) for each in found),
    )


def _tells_past(one: Sentence, found: Mention, day: date | None) -> bool:
    """Whether a sentence tells of a month, year or week before ``day``, or of a birth."""
    if day is None or found.start < one.start:
        return False
    start = found.start - one.start
    if is_birth(one.text[:start]):
        return not is_in_passing(one.text, start, found, (day, day))
    return tells_past(one.text, start, found, day)


def _dated(found: Mention, one: Sentence) -> Dated | None:
    """The mention as a day, month, year or short span, if it can date a happening."""
    span = bounds(found.value) if found.value else None
    if found.value is None or span is None or found.grain in {"week", "quarter", "decade"}:
        return None
    if found.grain == "interval" and span[1] - span[0] > LONGEST_SPAN:
        return None
    before = one.text[: max(0, found.start - one.start)]
    if is_birth(before) or is_label(before, found.surface, found.grain):
        return None
    if is_length(found.surface, found.kind, found.grain):
        return None
    if is_title_of_programme(before, found.surface) or is_clock(found.surface, found.kind):
        return None
    value = found.value.split("T")[0]
    grain: Grain = "day" if found.grain == "time" else found.grain
    if grain == "interval" and (span[0] == span[1] or _is_night(found, span)):
        span, grain, value = (span[0], span[0]), "day", span[0].isoformat()
    return Dated(
        value=value,
        first=span[0].isoformat(),
        last=span[1].isoformat(),
        grain=grain,
        kind=found.kind,
        calendar=found.calendar,
        surface=found.surface,
        confidence=found.confidence,
        alternatives=found.alternatives,
        estimated="/" in (found.reference or ""),
    )


def _is_night(found: Mention, span: tuple[date, date]) -> bool:
    """Whether a span is one night, Friday to Saturday: it is dated by its evening."""
    return span[1] - span[0] == timedelta(days=1) and bool(_NIGHT.match(fold(found.surface)))


def _stated(text: str, recent: list[Dated]) -> Dated:
    """The first day, or that of what was stated on it: "said on Sunday that it fell on Friday"."""
    first = recent[0]
    at = text.find(first.surface) + len(first.surface)
    for each in recent[1:]:
        if each.first < first.first and states_past(text[at : text.find(each.surface, at)]):
            return each
    return first


def _is_old(one: Said, each: Dated, stale: str, old: str) -> bool:
    """Whether an opening sentence names a day only as what was before its news.

    From ``stale`` on the first sentence's day is its news, before ``old`` it may be looked back
    to in any way; between them, in the early hours, "held on Tuesday evening" is news.
    """
    if one.order <= 1:
        if each.first >= stale:
            return False
        if each.first < old:
            return is_earlier(one.text, each.surface)
    return is_background(one.text, one.text.find(each.surface), first=False)


def _is_due(one: Said, each: Dated, told: str) -> bool:
    """Whether a report of the early hours names the day that begins only for what is due on it."""
    return each.first > told and is_scheduled(one.text, max(0, one.text.find(each.surface)))


def _opens_by_past(one: Said) -> bool:
    """Whether a sentence opens by a month gone, so that its weekdays are of then."""
    return one.elsewhen and any(
        each.grain in COARSE and one.text.find(each.surface) <= OPENS for each in one.dates
    )


def _own_day(said: tuple[Said, ...], clock: Clock | Guess | None) -> tuple[str | None, str]:
    """The first day that the first sentences name within the lag of a report."""
    if clock is None:
        return None, ""
    first, last = (clock.first, clock.last) if isinstance(clock, Guess) else (clock.day, clock.day)
    told = first if isinstance(clock, Guess) else clock.told
    # whichever of the days it was: of a guess of four days none is left
    earliest, latest = (last - REPORT_LAG).isoformat(), first.isoformat()
    stale, old = (first - NEWS_LAG).isoformat(), (told - NEWS_LAG).isoformat()
    for one in said:
        if one.order > LEAD_SENTENCES or tells_earlier(one.text):
            continue
        if one.order > 1 and (looks_back(one.text) or _opens_by_past(one)):
            continue
        recent = [
            each
            for each in one.dates
            if each.grain == "day"
            and earliest <= each.first <= latest
            and not _is_old(one, each, stale, old)
            and not _is_due(one, each, told.isoformat())
        ]
        if recent:
            named = _stated(one.text, recent) if one.order == 1 else recent[0]
            return named.first, named.surface
    # an estimate dates nothing by itself
    return (None if isinstance(clock, Guess) else told.isoformat()), ""
