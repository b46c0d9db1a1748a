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
from jobs.console import Stage, log, progress
from jobs.corrections import Ledger, read_ledger
from jobs.digest import make_digest, write_digest
from jobs.embed import embed, read_vectors
from jobs.estimates import estimate_dates, estimates_of
from jobs.growth import News, grow_index, look
from jobs.ingest import Report, ingest, opened_places
from jobs.reading import READINGS, name_index
from jobs.timeline import LAID_OUT, Desk, lay_out_changed
from service.embeddings.encoder import Encoder, load_encoder
from service.records import Article, Run, Timeline
from service.settings import EditorParams, Settings
from service.sources.network import DEFAULT
from service.sources.registry import OutletParams, load_outlets
from service.store import articles as article_store
from service.store import growth, runs, timelines
from service.store.engine import Store, open_store
from service.store.runs import Outcome
from service.stories.describe import phase
from service.stories.similarity import model_print

# Raised whenever the same articles would make another index, so that it is built anew.
BUILD = "4"


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build found and how long each stage took (seconds; rates in articles a second).

    ``whole``: everything was grouped anew, not only what lies near the changed articles.
    """

    run: str
    unchanged: bool
    whole: bool
    articles: int
    events: int
    stories: int
    seconds: dict[str, float]
    rates: dict[str, float]
    changed: dict[str, int]


def build(
    store: Store, settings: Settings, *, now: datetime, everything: bool = False
) -> BuildReport:
    """Bring the index up to date with the articles, unless it is already.

    Only what lies near the changed articles is grouped anew; all of it with ``everything``, or
    where the settings, the model or the version are others than before.
    """
    started = time.perf_counter()
    encoder = load_encoder(settings.encoder)
    ledger = read_ledger(store)
    voices = load_outlets(settings.outlets).voices_print()
    fingerprint = _fingerprint(encoder, settings, voices)
    with store.read() as connection:
        latest, number = runs.latest(connection), runs.next_number(connection)
        total = article_store.count(connection)
    news = look(store, ledger)
    whole = everything or _must_be_whole(latest, fingerprint, news, total)
    if latest is not None and not whole and not news.count:
        with store.write() as connection:
            runs.age(connection, lambda first, last: phase(first, last, now))
            estimate_dates(connection)
        return _unchanged(latest)
    work = Work(store, settings, encoder, ledger, now)
    index = work.whole() if whole else work.grown(news, total)
    with store.read() as connection:
        elsewhere = growth.outside(connection, index.scope) if index.scope is not None else (0, 0)
    run = Run(
        id=_run_id(number, now, fingerprint),
        at=now,
        fingerprint=fingerprint,
        model=encoder.name,
        articles=total,
        events=len(index.events) + elsewhere[0],
        stories=len(index.stories) + elsewhere[1],
        seconds=round(time.perf_counter() - started, 3),
        grown=0 if whole or latest is None else latest.grown + news.loose,
    )
    lines = work.timelines(index)
    changed = work.land(index.outcome(run, lines))
    return _report(run, work.stages, changed, whole=whole)


def _must_be_whole(latest: Run | None, fingerprint: str, news: News, total: int) -> bool:
    """Whether everything is built anew; it is said why, unless it is the first time."""
    if latest is None:
        return True
    if latest.fingerprint != fingerprint:
        log.info(
            "the settings, the outlets' owners, the model or the version changed: building all"
        )
        return True
    if news.count and news.is_most(total):
        log.info("what changed lies near most of the articles: building all")
        return True
    if news.settles(latest.grown, total):
        log.info("many articles came since all were grouped at once: building all")
        return True
    return False


class Work:
    """The stages of one build, timed."""

    def __init__(
        self, store: Store, settings: Settings, encoder: Encoder, ledger: Ledger, now: datetime
    ) -> None:
        self.stages = {
            name: Stage(name) for name in ("embed", "cluster", "read", "timeline", "land")
        }
        self._store, self._settings = store, settings
        self._encoder, self._ledger, self._now = encoder, ledger, now
        self._outlets = load_outlets(settings.outlets)

    def whole(self) -> Index:
        """Everything, grouped anew."""
        with self._store.read() as connection:
            articles = list(article_store.stream(connection))
        self._embed(articles)
        with self.stages["cluster"] as stage:
            index = make_index(
                self._store,
                articles,
                *read_vectors(self._store, self._encoder, articles),
                params=self._settings.stories,
                outlets=self._outlets,
                now=self._now,
                ledger=self._ledger,
            )
            stage.items = len(articles)
        return self._named(index)

    def grown(self, news: News, total: int) -> Index:
        """The stories that come out otherwise for ``news``."""
        with self._store.read() as connection:
            fresh = article_store.many(connection, [one.id for one in news.changes])
        self._embed(fresh)
        with self.stages["cluster"] as stage:
            index = grow_index(
                self._store,
                self._encoder,
                news,
                params=self._settings.stories,
                outlets=self._outlets,
                now=self._now,
                ledger=self._ledger,
                total=total,
            )
            stage.items = len(fresh)
        return self._named(index)

    def _embed(self, articles: Sequence[Article]) -> None:
        with self.stages["embed"] as stage, progress("embed", 2 * len(articles)) as advance:
            embed(self._store, self._encoder, articles, advance)
            stage.items = len(articles)

    def _named(self, index: Index) -> Index:
        count = len(index.memberships)
        with self.stages["read"] as stage, progress("read", count) as advance:
            stage.items = count
            return name_index(self._store, index, self._outlets, advance)

    def timelines(self, index: Index) -> list[tuple[Timeline, str]]:
        """The timelines of the stories that changed."""
        stage = self.stages["timeline"]
        with stage, progress("timeline", len(index.stories)) as advance:
            with self._store.read() as connection:
                made_before = timelines.fingerprints(connection)
            stage.items = len(index.memberships)
            articles = {one.id: one for many in index.articles_of.values() for one in many}
            estimates = estimates_of(index.events, articles)
            desk = Desk(
                self._store, self._settings.timelines, self._outlets, estimates, self._encoder
            )
            return lay_out_changed(desk, index, made_before, advance)

    def land(self, outcome: Outcome) -> dict[str, int]:
        """Everything at once, or nothing."""
        with self.stages["land"] as stage, self._store.write() as connection:
            stage.items = len(outcome.memberships)
            changed = runs.land(connection, outcome)
            runs.age(connection, lambda first, last: phase(first, last, self._now))
            estimate_dates(connection)
            return changed


def _fingerprint(encoder: Encoder, settings: Settings, voices: str) -> str:
    """Other where the same articles would make another index."""
    parts = (BUILD, READINGS, LAID_OUT, encoder.name, model_print(), voices)
    digest = hashlib.sha256("\n".join(parts).encode())
    # where articles are kept, how they are fetched and who corrects changes nothing in the index
    shown = msgspec.structs.replace(
        settings, store="", network=DEFAULT, outlets=OutletParams(), editors=EditorParams()
    )
    digest.update(msgspec.json.encode(shown, order="deterministic"))
    return digest.hexdigest()[:32]


def _run_id(number: int, now: datetime, fingerprint: str) -> str:
    """The id of the ``number``th run: the same for the same builds in a row, and no other run's."""
    told = f"{number} {now.isoformat()} {fingerprint}"
    return f"r-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _unchanged(latest: Run) -> BuildReport:
    return BuildReport(
        run=latest.id,
        unchanged=True,
        whole=False,
        articles=latest.articles,
        events=latest.events,
        stories=latest.stories,
        seconds={},
        rates={},
        changed={},
    )


def _report(
    run: Run, stages: dict[str, Stage], changed: dict[str, int], *, whole: bool
) -> BuildReport:
    return BuildReport(
        run=run.id,
        unchanged=False,
        whole=whole,
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
    outlets = load_outlets(settings.outlets)
    store = open_store(settings.store, create=True)
    with Stage("ingest", "items") as stage, progress("ingest") as advance:
        items = opened_places(places, network=settings.network)
        report = ingest(store, items, outlets=outlets, now=now, advance=advance)
        stage.items = report.read
    built = build(store, settings, now=now)
    if digest_folder is not None:
        digest = make_digest(store, params=settings.digests, outlets=outlets, now=now)
        write_digest(digest, digest_folder, outlets=outlets)
    store.close()
    return report, built
