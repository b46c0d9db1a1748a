"""How fast articles are taken out of pages, and what pages broken on purpose do to it.

Knows nothing of extraction itself. Speed is told by processor time of one core, over pages
reworded in each round so that no cache of lines helps; the harm is told by the worst page's
seconds of a processor, by the peak memory, and by any error that is no refusal.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from jobs.benches.mutations import mutate, reworded
from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.errors import ServiceError, SourceError
from service.records import Page, PageKind
from service.sources.decoding import decode
from service.sources.feeds import feed_pages

# Processor seconds spent on each kind of page when its speed is taken.
_SPENT = 3.0
_KINDS: dict[str, PageKind] = {".txt": "text", ".html": "html", ".htm": "html"}
_FEEDS = frozenset({".xml", ".rss", ".atom"})


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """A file of pages as bytes; ``kind`` is None for a feed."""

    name: str
    data: bytes
    kind: PageKind | None


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """A mutated page by its number, from which the run's seed makes it again."""

    number: int
    origin: str
    seconds: float


class ExtractionBench(msgspec.Struct, frozen=True, kw_only=True):
    """Pages a second by kind, and what the mutated pages did."""

    rates: dict[str, float]
    mutated: int
    articles: int
    refused: int
    failures: list[str]
    over_a_second: int
    worst: list[Worst]
    peak_mb: float


def bench_extraction(
    folder: Path, *, mutations: int, seed: int, outlets: Outlets, now: datetime
) -> ExtractionBench:
    """Time the pages in ``folder``, then read ``mutations`` broken ones. Raises SourceError."""
    raws = raw_pages(folder)
    rates = {
        kind: _rate([one for one in raws if one.kind == kind], kind, seed, outlets, now)
        for kind in ("text", "html")
        if any(one.kind == kind for one in raws)
    }
    counts = {"article": 0, "refused": 0}
    failures: list[str] = []
    worst: list[Worst] = []
    for number in range(mutations):
        raw, data = mutated(raws, number, seed)
        started = time.process_time()
        try:
            found, refused = read(raw, data, outlets, now)
            counts["article"] += found
            counts["refused"] += refused
        except Exception as error:  # noqa: BLE001 - the bench is there to find them
            failures.append(f"{number} {raw.name}: {type(error).__name__}: {error}"[:300])
        spent = time.process_time() - started
        worst.append(Worst(number=number, origin=raw.name, seconds=round(spent, 3)))
    worst.sort(key=lambda one: -one.seconds)
    return ExtractionBench(
        rates=rates,
        mutated=mutations,
        articles=counts["article"],
        refused=counts["refused"],
        failures=failures,
        over_a_second=sum(one.seconds > 1.0 for one in worst),
        worst=worst[:10],
        peak_mb=round(_peak_mb(), 1),
    )


def raw_pages(folder: Path) -> list[Raw]:
    """The files of pages in ``folder``, by name. Raises SourceError where there is none."""
    found = [
        Raw(name=place.name, data=place.read_bytes(), kind=_KINDS.get(place.suffix.lower()))
        for place in sorted(folder.rglob("*"))
        if place.is_file() and place.suffix.lower() in {*_KINDS, *_FEEDS}
    ]
    if not found:
        raise SourceError(f"{folder}: no page in this folder; it takes .txt, .html and .xml")
    return found


def mutated(raws: Sequence[Raw], number: int, seed: int) -> tuple[Raw, bytes]:
    """The mutated page of that number: a file and its broken bytes, the same in every run."""
    draw = random.Random(f"{seed}/{number}")  # noqa: S311 - a seeded draw, no secret
    raw = raws[draw.randrange(len(raws))]
    return raw, mutate(raw.data, draw)


def read(raw: Raw, data: bytes, outlets: Outlets, now: datetime) -> tuple[int, int]:
    """(articles, refusals) that the bytes of a file give."""
    articles = refused = 0
    try:
        for page in _pages(raw, data):
            try:
                extract(page, outlets=outlets, now=now)
                articles += 1
            except ServiceError:
                refused += 1
    except ServiceError:
        refused += 1
    return articles, refused


def _pages(raw: Raw, data: bytes) -> Iterator[Page]:
    if raw.kind is None:
        found = feed_pages(data, raw.name)
        return (page for page in found if isinstance(page, Page))
    body = decode(data, markup=raw.kind == "html")
    return iter([Page(body=body, kind=raw.kind, origin=raw.name)])


def _rate(raws: Sequence[Raw], kind: PageKind, seed: int, outlets: Outlets, now: datetime) -> float:
    """Pages a second of one core, over reworded copies until enough time is spent."""
    draw = random.Random(seed)  # noqa: S311 - a seeded draw, no secret
    texts = [decode(one.data, markup=kind == "html") for one in raws]
    spent, count = 0.0, 0
    while spent < _SPENT:
        pages = [Page(body=reworded(text, draw), kind=kind, origin="bench") for text in texts]
        started = time.process_time()
        for page in pages:
            try:
                extract(page, outlets=outlets, now=now)
            except ServiceError:
                continue
            finally:
                count += 1
        spent += time.process_time() - started
    return round(count / spent, 1)


def _peak_mb() -> float:
    """Peak resident memory in MB: the kernel counts in kB, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
