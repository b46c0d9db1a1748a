"""The whole path over a store: embed, cluster, keep ids, read names, lay out timelines, land.

Knows the order of the stages and nothing of their work. What is landed is landed in one
transaction; what costs long and harms nobody (vectors) is kept as it is made.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from jobs.cluster import Index, make_index
from jobs.console import Stage, progress
from jobs.corrections import Ledger, read_ledger
from jobs.digest import make_digest, write_digest
from jobs.embed import embed, read_vectors
from jobs.ingest import Report, ingest, opened_places
from jobs.reading import name_index
from jobs.timeline import Desk, lay_out_changed
from service.embeddings.encoder import Encoder, load_encoder
from service.records import Run, Timeline
from service.settings import Settings
from service.sources.network import DEFAULT
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import runs, timelines
from service.store.engine import Store, open_store
from service.store.runs import Outcome

# Raised whenever the same articles would make another index, so that it is built anew.
BUILD = "2"


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build found and how long each stage took (seconds; rates in articles a second)."""

    run: str
    unchanged: bool
    articles: int
    events: int
    stories: int
    seconds: dict[str, float]
    rates: dict[str, float]
    changed: dict[str, int]


def build(
    store: Store, settings: Settings, *, now: datetime, everything: bool = False
) -> BuildReport:
    """Bring the index up to date with the articles, unless it is already."""
    started = time.perf_counter()
    outlets = load_outlets()
    encoder = load_encoder(settings.encoder)
    with store.read() as connection:
        prints = article_store.fingerprints(connection)
        latest = runs.latest(connection)
    ledger = read_ledger(store)
    fingerprint = _fingerprint(prints, encoder, settings, ledger)
    if latest is not None and latest.fingerprint == fingerprint and not everything:
        return _unchanged(latest)
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    stages = {name: Stage(name) for name in ("embed", "cluster", "read", "timeline", "land")}
    with stages["embed"] as stage, progress("embed", 2 * len(articles)) as advance:
        embed(store, encoder, articles, advance)
        stage.items = len(articles)
    with stages["cluster"] as stage:
        titles, bodies = read_vectors(store, encoder, articles)
        index = make_index(
            store,
            articles,
            titles,
            bodies,
            params=settings.stories,
            outlets=load_outlets(),
            now=now,
            ledger=ledger,
        )
        stage.items = len(articles)
    with stages["read"] as stage, progress("read", len(articles)) as advance:
        index = name_index(store, index, outlets, advance)
        stage.items = len(articles)
    outcome_run = Run(
        id=f"r-{hashlib.sha256(f'{now.isoformat()}{fingerprint}'.encode()).hexdigest()[:16]}",
        at=now,
        fingerprint=fingerprint,
        model=encoder.name,
        articles=len(articles),
        events=len(index.events),
        stories=len(index.stories),
        seconds=round(time.perf_counter() - started, 3),
    )
    with stages["timeline"] as stage, progress("timeline", len(index.stories)) as advance:
        with store.read() as connection:
            made_before = timelines.fingerprints(connection)
        desk = Desk(store, settings.timelines, outlets)
        lines = lay_out_changed(desk, index, made_before, advance)
        stage.items = len(articles)
    with stages["land"] as stage, store.write() as connection:
        changed = runs.land(connection, _outcome(outcome_run, index, lines))
        stage.items = len(articles)
    return _report(outcome_run, stages, changed)


def _outcome(run: Run, index: Index, lines: Sequence[tuple[Timeline, str]]) -> Outcome:
    return Outcome(
        run=run,
        stories=index.stories,
        events=index.events,
        memberships=index.memberships,
        redirects=index.redirects,
        marks=index.marks,
        timelines=lines,
        splits=index.splits,
        restored=index.restored,
        corrections=index.corrections,
    )


def _fingerprint(
    prints: Sequence[tuple[str, str, str]], encoder: Encoder, settings: Settings, ledger: Ledger
) -> str:
    digest = hashlib.sha256(f"{BUILD}\n{encoder.name}\n{ledger.fingerprint}\n".encode())
    # where articles are kept and how they are fetched changes nothing in the index
    shown = msgspec.structs.replace(settings, store="", network=DEFAULT)
    digest.update(msgspec.json.encode(shown, order="deterministic"))
    for row in prints:
        digest.update("\t".join(row).encode())
        digest.update(b"\n")
    return digest.hexdigest()[:32]


def _unchanged(latest: Run) -> BuildReport:
    return BuildReport(
        run=latest.id,
        unchanged=True,
        articles=latest.articles,
        events=latest.events,
        stories=latest.stories,
        seconds={},
        rates={},
        changed={},
    )


def _report(run: Run, stages: dict[str, Stage], changed: dict[str, int]) -> BuildReport:
    return BuildReport(
        run=run.id,
        unchanged=False,
        articles=run.articles,
        events=run.events,
        stories=run.stories,
        seconds={name: round(stage.seconds, 3) for name, stage in stages.items()},
        rates={
            name: round(stage.items / stage.seconds, 1) if stage.seconds else 0.0
            for name, stage in stages.items()
        },
        changed=changed,
    )


def whole_path(
    settings: Settings, places: Sequence[str], *, now: datetime, digest_folder: Path | None = None
) -> tuple[Report, BuildReport]:
    """Ingest ``places``, build, and write the week's digest if a folder is given."""
    store = open_store(settings.store, create=True)
    with Stage("ingest", "items") as stage, progress("ingest") as advance:
        items = opened_places(places, network=settings.network)
        report = ingest(store, items, outlets=load_outlets(), now=now, advance=advance)
        stage.items = report.read
    built = build(store, settings, now=now)
    if digest_folder is not None:
        write_digest(make_digest(store, params=settings.digests, now=now), digest_folder)
    store.close()
    return report, built
