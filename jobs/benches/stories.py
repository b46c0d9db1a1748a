"""How clustering grows: seconds and memory from vectors to stories at several sizes.

Knows nothing of clustering itself. Each size is measured in a process of its own, so that the
peak of one is not another's; texts and vectors are made before the clock starts. The process holds
the vectors; the texts lie in a file and are read while the clock runs, as they are counted.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jobs.benches.shelf import keep, kept
from jobs.benches.widening import widen
from jobs.evaluations.corpus import encode_articles, read_articles
from service.embeddings.encoder import load_encoder
from service.records import Article
from service.stories.assign import Place
from service.stories.cluster import cluster
from service.stories.placing import Placer

# How many articles are placed one by one into the largest store.
PLACED = 200


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """One size: wall and processor seconds, peak resident memory in MB and its share of inputs."""

    articles: int
    events: int
    stories: int
    seconds: float
    processor: float
    peak_mb: float
    inputs_mb: float


class Placing(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds to place one new article into a store of ``articles``, ``processor`` without
    the wait for others' work; the share that agrees with where the clustering of all put them.
    """

    articles: int
    placed: int
    median_ms: float
    p95_ms: float
    p95_processor_ms: float
    agreed: float


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """Another method on the same vectors: its seconds, and how many times ours it took."""

    name: str
    articles: int
    seconds: float
    times_ours: float


class StoriesBench(msgspec.Struct, frozen=True, kw_only=True):
    """``growth``: processor seconds of the largest size over the smallest's, beside articles
    likewise: 1.0 is linear.
    """

    sizes: list[Size]
    growth: float
    placing: Placing
    peers: list[Peer]


def bench_stories(
    path: Path, sizes: Sequence[int], *, encoder: str = "bundled", peer_size: int | None = None
) -> StoriesBench:
    """Cluster the articles of ``path`` widened to each of ``sizes``; BERTopic at ``peer_size``."""
    with tempfile.TemporaryDirectory() as folder:
        articles = read_articles(path)
        titles, bodies = encode_articles(articles, load_encoder(encoder))
        keep(Path(folder), articles, titles, bodies)
        del articles, titles, bodies
        measured: list[Size] = []
        placing: Placing | None = None
        for count in sorted(sizes):
            last = count == max(sizes)
            _apart(_widen, folder, count)
            one, placed = _apart(_measure, folder, last)
            measured.append(one)
            placing = placed or placing
        peers = []
        if peer_size is not None:
            _apart(_widen, folder, peer_size)
            seconds = _apart(_bertopic, folder)
            ours = next((one for one in measured if one.articles == peer_size), None)
            ours = ours or _apart(_measure, folder, False)[0]
            peers.append(
                Peer(
                    name="BERTopic",
                    articles=peer_size,
                    seconds=round(seconds, 2),
                    times_ours=round(seconds / ours.seconds, 2),
                )
            )
    first, final = measured[0], measured[-1]
    growth = (final.processor / first.processor) / (final.articles / first.articles)
    assert placing is not None  # noqa: S101 - the largest size always places
    return StoriesBench(sizes=measured, growth=round(growth, 3), placing=placing, peers=peers)


def _apart(function: Any, *arguments: Any) -> Any:
    """What ``function`` returns in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def _widen(folder: str, count: int) -> None:
    """Keep the corpus as it is measured; that takes more memory than the corpus itself."""
    shelf, titles, bodies = kept(Path(folder))
    with shelf:
        articles = list(shelf)
    keep(Path(folder) / "wide", *widen(articles, titles, bodies, count))


def _measure(folder: str, place: bool) -> tuple[Size, Placing | None]:
    shelf, titles, bodies = kept(Path(folder) / "wide")
    with shelf:
        inputs = _resident_mb()
        started, spent = time.perf_counter(), time.process_time()
        groups = cluster(shelf, titles, bodies)
        seconds, processor = time.perf_counter() - started, time.process_time() - spent
        peak = _peak_mb()
        articles = list(shelf) if place else []
    size = Size(
        articles=len(shelf),
        events=int(groups.event.max()) + 1,
        stories=int(groups.story.max()) + 1,
        seconds=round(seconds, 2),
        processor=round(processor, 2),
        peak_mb=round(peak, 1),
        inputs_mb=round(inputs, 1),
    )
    if not place:
        return size, None
    places = [
        Place(event=f"e-{event}", story=f"s-{story}")
        for event, story in zip(groups.event.tolist(), groups.story.tolist(), strict=True)
    ]
    return size, _place(articles, titles, bodies, places)


def _place(articles: list[Article], titles: Any, bodies: Any, places: list[Place]) -> Placing:
    """Take articles out one by one, evenly over the whole, and place each anew."""
    held = set(np.linspace(0, len(articles) - 1, PLACED).astype(int).tolist())
    kept = [row for row in range(len(articles)) if row not in held]
    placer = Placer(
        [articles[row] for row in kept], titles[kept], bodies[kept], [places[row] for row in kept]
    )
    alive = {places[row].event for row in kept}
    spent, worked, agreed = [], [], 0
    placer.place(articles[0], titles[0], bodies[0])
    for row in sorted(held):
        started, before = time.perf_counter(), time.process_time()
        found = placer.place(articles[row], titles[row], bodies[row])
        spent.append(1000.0 * (time.perf_counter() - started))
        worked.append(1000.0 * (time.process_time() - before))
        expected = places[row].event if places[row].event in alive else None
        agreed += found.event == expected
    return Placing(
        articles=len(kept),
        placed=len(held),
        median_ms=round(float(np.median(spent)), 2),
        p95_ms=round(float(np.percentile(spent, 95)), 2),
        p95_processor_ms=round(float(np.percentile(worked, 95)), 2),
        agreed=round(agreed / len(held), 3),
    )


def _bertopic(folder: str) -> float:
    from threadpoolctl import threadpool_limits

    from jobs.evaluations.peers import bertopic, whole_vectors

    shelf, titles, bodies = kept(Path(folder) / "wide")
    with shelf:
        texts = [f"{one.title} {one.body}" for one in shelf]
    vectors = whole_vectors(titles, bodies)
    bertopic(texts[:200], vectors[:200], least=10)  # what it compiles is not its work
    # It has no threads of its own beside those of its libraries, which `riwaya` keeps to one.
    with threadpool_limits(os.cpu_count(), "blas"):
        started = time.perf_counter()
        bertopic(texts, vectors, least=10)
        return time.perf_counter() - started


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1e3


def _peak_mb() -> float:
    """Peak resident memory in MB: the kernel counts in kB, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
