"""How well articles were taken out of pages: text by words in common, title and day exact.

Knows nothing of how a page is read; it holds what was read against what should have been.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from service.text.normalise import fold, tidy

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PageGold(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds. ``published`` is an ISO 8601 day or instant, None where none is judged."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()


class PageRead(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a page; ``day`` is the publication's day by the outlet's clock."""

    title: str
    text: str
    published_at: datetime | None = None
    day: str | None = None


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """Means over pages of the precision, recall and F1 of words."""

    precision: float
    recall: float
    f1: float


class PageScores(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of a set of pages, each share in [0, 1].

    ``title_exact`` and ``date_exact`` are over the pages whose gold has a title or date;
    ``dates_invented`` counts dates read where the gold has none. ``contained`` and ``kept_out``
    are the shares of phrases that had to be, or not to be, in the text.
    """

    text: Overlap
    title_exact: float | None
    date_exact: float | None
    dates_invented: int
    contained: float | None
    kept_out: float | None
    rejected: int
    pages: int


def score_pages(golds: Sequence[PageGold], reads: Sequence[PageRead | None]) -> PageScores:
    """Hold ``reads`` (None: rejected) against ``golds``, page by page in the same order.

    Raises ValueError where their numbers differ. No pages give zeros.
    """
    pairs = list(zip(golds, reads, strict=True))
    overlaps = [overlap(read.text if read else "", gold.text) for gold, read in pairs]
    return PageScores(
        text=Overlap(
            precision=_mean([one.precision for one in overlaps]) or 0.0,
            recall=_mean([one.recall for one in overlaps]) or 0.0,
            f1=_mean([one.f1 for one in overlaps]) or 0.0,
        ),
        title_exact=_mean(
            [float(read is not None and same_title(read.title, gold.title))
             for gold, read in pairs if gold.title]
        ),
        date_exact=_mean(
            [float(read is not None and same_day(read, gold.published))
             for gold, read in pairs if gold.published]
        ),
        dates_invented=sum(
            read is not None and read.day is not None and not gold.published
            for gold, read in pairs
        ),
        contained=_mean(
            [float(phrase in tidy(read.text if read else ""))
             for gold, read in pairs for phrase in map(tidy, gold.must_contain)]
        ),
        kept_out=_mean(
            [float(phrase not in tidy(read.text if read else ""))
             for gold, read in pairs for phrase in map(tidy, gold.must_not_contain)]
        ),
        rejected=sum(read is None for read in reads),
        pages=len(pairs),
    )  # fmt: skip


def overlap(found: str, gold: str) -> Overlap:
    """Precision, recall and F1 of the bag of folded words of ``found`` against ``gold``'s."""
    ours, theirs = (Counter(_WORD.findall(fold(text))) for text in (found, gold))
    shared = sum((ours & theirs).values())
    precision = shared / sum(ours.values()) if ours else 0.0
    recall = shared / sum(theirs.values()) if theirs else 0.0
    total = precision + recall
    return Overlap(
        precision=precision, recall=recall, f1=2 * precision * recall / total if total else 0.0
    )


def same_title(found: str, gold: str | None) -> bool:
    """Whether two headlines are letter for letter the same, but for spaces and invisible signs."""
    return " ".join(tidy(found).split()) == " ".join(tidy(gold or "").split())


def same_day(read: PageRead, gold: str | None) -> bool:
    """Whether the day read is the gold's: in the gold's own zone where it names one."""
    if read.day is None or read.published_at is None or not gold:
        return False
    if _DAY.fullmatch(gold):
        return gold == read.day
    try:
        instant = datetime.fromisoformat(gold)
    except ValueError:
        return False
    days = {read.day}
    if instant.tzinfo is not None:
        days.add(read.published_at.astimezone(instant.tzinfo).date().isoformat())
    return instant.date().isoformat() in days


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
