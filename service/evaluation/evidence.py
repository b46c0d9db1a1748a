"""Whether the sentences that a timeline cites say, or imply, what it says of when.

Knows nothing of how a timeline is made: it reads the articles' own text again, by its own rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from service.records import Article, Evidence, Mention, TimelineEntry
from service.text.dates import bounds, find_dates
from service.text.sentences import sentences

# ``names``: the sentence has the date. ``implies``: it has not, but its article's first sentences
# have, or name no day at all and the article appeared on it. ``silent``: neither. ``torn``: the
# sentence does not stand where the evidence says.
Standing = Literal["names", "implies", "silent", "torn"]

ORDER: tuple[Standing, ...] = ("names", "implies", "silent", "torn")
# A report tells of its day in its headline and first sentences.
OPENING = 3
# A day older than this is no report's own.
LAG = timedelta(days=3)
# Until this hour "today", or a report that names no day, may be of the day before.
MORNING = 9

Days = tuple[date, date]


class EvidenceScore(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of ``entries`` in [0, 1].

    ``supported``: some cited sentence names or implies the date. ``text_named`` and
    ``text_supported``: the very sentence shown does. ``faults`` are ids of entries that nothing
    supports or whose evidence is torn.
    """

    entries: int
    supported: float
    text_named: float
    text_supported: float
    faults: tuple[str, ...]


def score_evidence(
    entries: Sequence[TimelineEntry], articles: Mapping[str, Article], zones: Mapping[str, str]
) -> EvidenceScore:
    """Every cited sentence of every entry read again; ``zones`` maps an outlet to its IANA zone."""
    counts: Counter[str] = Counter()
    faults = []
    for entry in entries:
        found = [standing(entry, one, articles[one.article], zones) for one in entry.evidence]
        shown = [
            each
            for each, one in zip(found, entry.evidence, strict=True)
            if one.sentence in entry.texts.values()
        ]
        best = min(shown, key=ORDER.index, default="torn")
        counts["supported"] += bool({"names", "implies"} & set(found))
        counts["named"] += best == "names"
        counts["shown"] += best in {"names", "implies"}
        if not {"names", "implies"} & set(found) or "torn" in found:
            faults.append(entry.id)
    total = max(1, len(entries))
    return EvidenceScore(
        entries=len(entries),
        supported=counts["supported"] / total,
        text_named=counts["named"] / total,
        text_supported=counts["shown"] / total,
        faults=tuple(faults),
    )


def mean_evidence(scores: Sequence[EvidenceScore]) -> EvidenceScore:
    """The mean over stories, each counting alike, of all their ``entries`` and ``faults``."""
    many = max(1, len(scores))
    return EvidenceScore(
        entries=sum(one.entries for one in scores),
        supported=sum(one.supported for one in scores) / many,
        text_named=sum(one.text_named for one in scores) / many,
        text_supported=sum(one.text_supported for one in scores) / many,
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
    if _names(text, cited.start, cited.end, article.language, references, wanted):
        return "names"
    return "implies" if _implied(article, references, wanted) else "silent"


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


def _names(
    text: str,
    start: int,
    end: int,
    language: str,
    references: Sequence[date | None],
    wanted: Days,
) -> bool:
    return any(
        start <= one.start < end and _is_within(one, wanted)
        for reference in references or (None,)
        for one in _dates(text, language, reference)
    )


@lru_cache(maxsize=512)
def _dates(text: str, language: str, reference: date | None) -> tuple[Mention, ...]:
    return tuple(find_dates(text, reference=reference, language=language))


def _is_within(one: Mention, wanted: Days) -> bool:
    """Whether a mention is the wanted date, a time of it, or a night that begins on it."""
    span = bounds(one.value) if one.value else None
    if span is None:
        return False
    if wanted[0] == wanted[1] and one.grain == "interval":
        return span[0] == wanted[0] and span[1] - span[0] <= timedelta(days=1)
    return wanted[0] <= span[0] and span[1] <= wanted[1]


def _implied(article: Article, references: Sequence[date], wanted: Days) -> bool:
    """Whether the article reports the wanted day as its own."""
    if not references:
        return False
    opening = list(_opening(article))
    if any(_names(*part, article.language, references, wanted) for part in opening):
        return True
    if wanted[0] != wanted[1] or wanted[0] not in references:
        return False
    since = (max(references) - LAG, max(references))
    first = [part for part in opening if part[1] == 0]
    return not any(
        part[1] <= one.start < part[2] and one.grain == "day" and _is_within(one, since)
        for part in first
        for one in _dates(part[0], article.language, references[0])
    )


def _opening(article: Article) -> Iterable[tuple[str, int, int]]:
    """The headline and the first sentences of lead and body, as parts of their texts."""
    yield article.title, 0, len(article.title)
    for text in (article.lead or "", article.body):
        for one in sentences(text)[:OPENING]:
            yield text, one.start, one.end
