"""Figures in one article, each bound to what it counts: the dead, the arrested, votes, sums.

Knows nothing of stories or of other articles, so that it is made once an article and kept.
Better no figure than one bound to the wrong thing.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from service.records import Article, ClaimBound, ClaimSlot
from service.text.normalise import fold
from service.text.numbers import Number, find_numbers
from service.text.sentences import Sentence, sentences
from service.text.spans import Spans
from service.text.tokens import terms
from service.timelines.binding import bound_of, find_twos, slot_of
from service.timelines.sourcing import attribution

# Raised whenever the same article would give other figures.
FIGURES = "5"
# A report tells its happening in its first sentences; figures further down are background.
SENTENCES = 4
_AROUND = 7
Field = Literal["title", "lead", "body"]


class Figure(msgspec.Struct, frozen=True, array_like=True):
    """A number and what it counts. Offsets are in the article's ``field``, ends exclusive.

    ``topic`` holds the stems around a sum, a share or a count of members; it is empty for tolls.
    """

    slot: ClaimSlot
    unit: str
    value: float
    bound: ClaimBound
    field: Field
    start: int
    end: int
    first: int
    last: int
    order: int
    attribution: str | None
    topic: tuple[str, ...]


def figures_in(article: Article) -> list[Figure]:
    """The figures of the title, and of the first sentences of the lead and of the body."""
    found: list[Figure] = []
    year = article.published.at.year if article.published else None
    for field, text in _fields(article):
        parts = [Sentence(0, len(text), text)] if field == "title" else sentences(text)
        for order, part in enumerate(parts[:SENTENCES]):
            if not _looks_back(part.text, year):
                found += _in_sentence(part, field, order)
    return found


def _fields(article: Article) -> list[tuple[Field, str]]:
    fields: list[tuple[Field, str]] = [("title", article.title)]
    if article.lead and fold(article.lead)[:40] not in fold(article.body)[:400]:
        fields.append(("lead", article.lead))
    return [*fields, ("body", article.body)]


def _looks_back(text: str, year: int | None) -> bool:
    """Whether the sentence names another year than the article's: its figures are history."""
    named = {int(one) for one in re.findall(r"(?<!\d)((?:19|20)\d\d)(?![.,]?\d)", fold(text))}
    return bool(named) and year not in named


def _in_sentence(part: Sentence, field: Field, order: int) -> list[Figure]:
    spans = Spans(part.text)
    numbers = [*find_numbers(spans), *find_twos(spans)]
    found = []
    for one in sorted(numbers, key=lambda each: each.first):
        bound = slot_of(spans, one)
        if bound is None:
            continue
        slot, unit = bound
        start, end = spans.start[one.first], spans.end(one.last - 1)
        found.append(
            Figure(
                slot=slot,
                unit=unit,
                value=one.value,
                bound=bound_of(spans, one),
                field=field,
                start=part.start + start,
                end=part.start + end,
                first=part.start,
                last=part.end,
                order=order,
                attribution=attribution(spans),
                topic=_topic(spans, one) if slot in {"money", "percent", "members"} else (),
            )
        )
    return found


def _topic(spans: Spans, one: Number) -> tuple[str, ...]:
    """The stems beside the number, by which two sums are known to be of one thing."""
    first, last = max(0, one.first - _AROUND), min(len(spans), one.last + _AROUND)
    words = [*spans.folded[first : one.first], *spans.folded[one.last + 1 : last]]
    return tuple(sorted({each for each in terms(" ".join(words)) if not each[0].isdigit()}))
