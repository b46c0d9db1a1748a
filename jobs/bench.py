"""How fast and how large: every stage against one yardstick, timed in the same run.

Knows nothing of the stages' work. A wall time says little on a shared machine; its ratio to a
fixed piece of work done beside it says more. The yardstick is a TF-IDF matrix (words and pairs
of words) of the same texts, by scikit-learn.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from jobs.ingest import ingest, opened_places
from jobs.options import now_utc
from jobs.pipeline import build
from service.records import Article
from service.settings import Settings
from service.sources.registry import load_outlets
from service.store import articles
from service.store.engine import open_store


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: its seconds, articles a second, and its time over the yardstick's."""

    stage: str
    seconds: float
    rate: float
    ratio: float


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """A whole bench: ``yardstick`` in seconds, ``peak_mb`` of resident memory."""

    articles: int
    yardstick: float
    stages: list[Measured]
    peak_mb: float


def bench_pipeline(places: Sequence[str], settings: Settings) -> Bench:
    """Ingest and build ``places`` in a store of their own, twice, and measure each stage."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "bench.db"), create=True)
        seconds: dict[str, float] = {}
        for name in ("ingest", "ingest again"):
            started = time.perf_counter()
            items = opened_places(places)
            ingest(store, items, outlets=load_outlets(), now=now_utc())
            seconds[name] = time.perf_counter() - started
        started = time.perf_counter()
        report = build(store, settings, now=now_utc())
        seconds |= report.seconds | {"build": time.perf_counter() - started}
        started = time.perf_counter()
        build(store, settings, now=now_utc())
        seconds["build again"] = time.perf_counter() - started
        with store.read() as connection:
            texts = [_text(one) for one in articles.stream(connection)]
        store.close()
    yardstick = _yardstick(texts)
    return Bench(
        articles=len(texts),
        yardstick=round(yardstick, 3),
        stages=[
            Measured(
                stage=name,
                seconds=round(spent, 3),
                rate=round(len(texts) / spent, 1) if spent else 0.0,
                ratio=round(spent / yardstick, 3),
            )
            for name, spent in seconds.items()
        ],
        peak_mb=round(_peak_mb(), 1),
    )


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body}"


def _yardstick(texts: Sequence[str]) -> float:
    from sklearn.feature_extraction.text import TfidfVectorizer

    started = time.perf_counter()
    TfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts)
    return time.perf_counter() - started


def _peak_mb() -> float:
    """Peak resident memory in MB: the kernel counts in kB, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
