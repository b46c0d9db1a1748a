"""Whether the sentences that a timeline cites say, or imply, what it says of when.

Knows nothing of how a timeline is made: it reads the articles' own text again, by its own rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from service.records import Article, Evidence, Mention, TimelineEntry
from service.text.dates import bounds, find_dates
from service.text.normalise import fold
from service.text.passing import (
    OPENS,
    counts_from_another,
    is_background,
    is_bare,
    is_in_passing,
    is_scheduled,
    looks_back,
    tells_earlier,
    tells_past,
)
from service.text.sentences import sentences
from service.text.tokens import terms
from service.text.undated import is_feature, tells_news

# ``names``: the sentence has the date. ``implies``: it has not, nor does it tell of another, but it
# opens what its article, no feature or column, reports to have happened, and the date is the first
# that the article's first sentences tell of, or they tell of none and the article appeared on it.
# ``another``: it tells of another date. ``silent``: it looks back, tells how things stand or stands
# further down, or its article is of another day or of none. ``torn``: it does not stand where the
# evidence says.
Standing = Literal["names", "implies", "another", "silent", "torn"]

ORDER: tuple[Standing, ...] = ("names", "implies", "another", "silent", "torn")
GOOD: tuple[Standing, ...] = ("names", "implies")
# Two sentences with so many stems in common tell the same: of 245 cited sentences read beside the
# one shown, of which 173 did, 0.83 with so many did, and 0.77 of those that did have so many.
SHARED = 4
# A report tells of its day in its headline and first sentences.
OPENING = 3
# A day older than this is no report's own.
LAG = timedelta(days=3)
# A night from Friday to Saturday is a day; Friday and Saturday are none.
_NIGHT = re.compile(r"(?:ليل|ليله|the night|night|la nuit|la noche)\b")
# Until this hour "today", or a report that names no day, may be of the day before.
MORNING = 9

Days = tuple[date, date]
# A sentence's text, and its first and last offset there.
Part = tuple[str, int, int]


class EvidenceScore(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of ``entries`` in [0, 1].

    ``text_named`` and ``text_supported``: the very sentence shown names the date; names or implies
    it. ``named`` and ``supported``: it does, or one cited beside it that tells the same by its
    words; no sentence of another matter does. ``cited`` is the share of all cited sentences that
    name or imply the date, ``another`` that of those that tell of another, ``apart`` that of those
    not shown which have few words in common with what is shown in their language. ``faults`` are
    ids of entries whose sentence shown neither names nor implies the date, or whose evidence is
    torn.
    """

    entries: int
    named: float
    supported: float
    text_named: float
    text_supported: float
    cited: float
    another: float
    apart: float
    faults: tuple[str, ...]


def score_evidence(
    entries: Sequence[TimelineEntry], articles: Mapping[str, Article], zones: Mapping[str, str]
) -> EvidenceScore:
    """Every cited sentence of every entry read again; ``zones`` maps an outlet to its IANA zone."""
    counts: Counter[str] = Counter()
    cited: Counter[Standing] = Counter()
    faults = []
    for entry in entries:
        found = [standing(entry, one, articles[one.article], zones) for one in entry.evidence]
        stands = list(zip(found, entry.evidence, strict=True))
        shown = [each for each, one in stands if one.sentence in entry.texts.values()]
        beside = [pair for pair in stands if pair[1].sentence not in entry.texts.values()]
        readable = [pair for pair in beside if pair[1].language in entry.texts]
        alike = [each for each, one in readable if _tells_the_same(one, entry)]
        cited.update(found)
        worst = max(shown, key=ORDER.index, default="torn")
        counts["named"] += "names" in (*shown, *alike)
        counts["supported"] += any(each in GOOD for each in (*shown, *alike))
        counts["text_named"] += "names" in shown
        counts["text_supported"] += worst in GOOD
        counts["readable"] += len(readable)
        counts["apart"] += len(readable) - len(alike)
        if worst not in GOOD or "torn" in found:
            faults.append(entry.id)
    total, lines = max(1, len(entries)), max(1, cited.total())
    return EvidenceScore(
        entries=len(entries),
        named=counts["named"] / total,
        supported=counts["supported"] / total,
        text_named=counts["text_named"] / total,
        text_supported=counts["text_supported"] / total,
        cited=sum(cited[each] for each in GOOD) / lines,
        another=cited["another"] / lines,
        apart=counts["apart"] / max(1, counts["readable"]),
        faults=tuple(faults),
    )


def _tells_the_same(cited: Evidence, entry: TimelineEntry) -> bool:
    """Whether a sentence has some stems in common with the one shown in its language."""
    found, shown = set(terms(cited.sentence)), set(terms(entry.texts[cited.language]))
    return len(found & shown) >= max(1, min(SHARED, len(found), len(shown)))


def mean_evidence(scores: Sequence[EvidenceScore]) -> EvidenceScore:
    """The mean over stories, each counting alike, of all their ``entries`` and ``faults``."""
    many = max(1, len(scores))
    return EvidenceScore(
        entries=sum(one.entries for one in scores),
        named=sum(one.named for one in scores) / many,
        supported=sum(one.supported for one in scores) / many,
        text_named=sum(one.text_named for one in scores) / many,
        text_supported=sum(one.text_supported for one in scores) / many,
        cited=sum(one.cited for one in scores) / many,
        another=sum(one.another for one in scores) / many,
        apart=sum(one.apart for one in scores) / many,
        faults=tuple(fault for one in scores for fault in one.faults),
    )


def standing(
    entry: TimelineEntry, cited: Evidence, article: Article, zones: Mapping[str, str]
) -> Standing:
    """How the sentence ``cited`` stands to the date of ``entry``."""
    text = {"title": article.title, "lead": article.lead or "", "body": article.body}[cited.field]
    if text[cited.start : cited.end] != cited.sentence:
        return "torn"
    wanted = (date.fromisoformat(entry.first_day), date.fromisoformat(entry.last_day))
    references = _references(article, zones)
    where = (text, cited.start, cited.end)
    if any(_is_within(one, wanted) for one in _said(where, article.language, references)):
        return "names"
    if not references or tells_earlier(cited.sentence):
        return "silent"
    if all(_told(where, article.language, (one,), wanted) for one in references):
        return "another"
    if not _reports(article, where, references, wanted):
        return "silent"
    return "implies" if _is_implied(article, references, wanted) else "silent"


def _reports(article: Article, where: Part, references: Sequence[date], wanted: Days) -> bool:
    """Whether a sentence tells of something that happened, and opens its text, in a report.

    The next two may too where a headline or first sentence names the day.
    """
    text, start, end = where
    if not tells_news(text[start:end]) or is_feature(article.title, article.body):
        return False
    place = next((row for row, one in enumerate(sentences(text)) if start < one.end), 0)
    if text == article.title or place == 0:
        return True
    return place < OPENING and any(
        _is_within(one, wanted)
        for first in _firsts(article)
        for one in _said(first, article.language, references)
    )


def _firsts(article: Article) -> Iterable[Part]:
    """The headline and the first sentence of lead and body."""
    yield article.title, 0, len(article.title)
    for text in (article.lead or "", article.body):
        for one in sentences(text)[:1]:
            yield text, one.start, one.end


def _references(article: Article, zones: Mapping[str, str]) -> list[date]:
    """The days on which the article may have been written: its day, in the small hours two."""
    published = article.published
    if published is None or published.source == "estimate":
        return []
    if published.precision == "day":
        return [published.at.astimezone(UTC).date()]
    local = published.at.astimezone(ZoneInfo(zones.get(article.outlet, "UTC")))
    day = local.date()
    return [day, day - timedelta(days=1)] if local.hour < MORNING else [day]


def _said(where: Part, language: str, references: Sequence[date | None]) -> list[Mention]:
    """The dates of a sentence, as seen from any of ``references``."""
    text, start, end = where
    return [
        one
        for reference in references or (None,)
        for one in _dates(text, language, reference)
        if start <= one.start < end
    ]


@lru_cache(maxsize=512)
def _dates(text: str, language: str, reference: date | None) -> tuple[Mention, ...]:
    found = find_dates(text, reference=reference, language=language)
    return tuple(one for one in found if not counts_from_another(text, one))


def _is_within(one: Mention, wanted: Days) -> bool:
    """Whether a mention is the wanted date, a time of it, or a night that begins on it."""
    span = bounds(one.value) if one.value else None
    if span is None:
        return False
    if wanted[0] == wanted[1] and one.grain == "interval":
        return span[0] == wanted[0] and span[1] - span[0] <= timedelta(days=1)
    return wanted[0] <= span[0] and span[1] <= wanted[1]


def _told(where: Part, language: str, references: Sequence[date], wanted: Days) -> list[Mention]:
    """The dates that a sentence names otherwise than in passing beside ``wanted``."""
    text, start, end = where
    return [
        one
        for one in _said(where, language, references)
        if not is_bare(one) and not is_in_passing(text[start:end], one.start - start, one, wanted)
    ]


def _is_implied(article: Article, references: Sequence[date], wanted: Days) -> bool:
    """Whether the article reports the wanted day as its own: the first that it tells of."""
    for text, start, end in _opening(article):
        if tells_earlier(text[start:end]):
            continue
        behind = start > 0 and (
            looks_back(text[start:end])
            or _is_past((text, start, end), article.language, references)
        )
        if behind:
            continue
        told = [
            one
            for reference in references
            for one in _said((text, start, end), article.language, (reference,))
            if (one.grain in {"day", "time"} or _NIGHT.match(fold(one.surface)))
            and _is_within(one, (max(references) - LAG, reference))
            and not is_bare(one)
            and not _is_background(one, (text, start, end), reference)
            and not _is_due(one, (text, start, end), references)
        ]
        if told:
            return any(_is_within(one, wanted) for one in told)
    return wanted[0] == wanted[1] and wanted[0] in references


def _is_past(where: Part, language: str, references: Sequence[date]) -> bool:
    """Whether a sentence opens by a month, year or week gone: its weekdays are of then."""
    text, start, end = where
    return any(
        tells_past(text[start:end], one.start - start, one, reference)
        for reference in references
        for one in _said(where, language, (reference,))
        if one.start - start <= OPENS
    )


def _is_background(one: Mention, where: Part, reference: date) -> bool:
    """Whether a sentence names a day as what was before; "the vote held yesterday" is news."""
    text, start, end = where
    fresh = _is_within(one, (reference - timedelta(days=1), reference))
    return is_background(text[start:end], one.start - start, first=start == 0 and not fresh)


def _is_due(one: Mention, where: Part, references: Sequence[date]) -> bool:
    """Whether a report of the early hours names the day that begins only for what is due on it."""
    text, start, end = where
    earliest = min(references)
    ahead = not _is_within(one, (earliest - LAG, earliest))
    return ahead and is_scheduled(text[start:end], one.start - start)


def _opening(article: Article) -> Iterable[Part]:
    """The headline and the first sentences of lead and body, as parts of their texts."""
    yield article.title, 0, len(article.title)
    for text in (article.lead or "", article.body):
        for one in sentences(text)[:OPENING]:
            yield text, one.start, one.end
