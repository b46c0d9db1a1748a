"""`riwaya evaluate online`: a store that grew in steps, beside a whole build of the same articles.

Knows nothing of labels: the whole build is what the grown one is held against. Names and
timelines are left out, since they do not bear on the groups.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec
import numpy as np

from jobs.cluster import Index, make_index
from jobs.console import failures, log, progress, put_json
from jobs.corrections import Ledger
from jobs.embed import embed, read_vectors
from jobs.evaluations.corpus import read_articles
from jobs.growth import grow_index, look
from jobs.options import json_option, settings_from, settings_option
from service.embeddings.encoder import Encoder, load_encoder
from service.errors import SourceError
from service.evaluation.clusters import Score, b_cubed
from service.records import Article, Run
from service.settings import Settings
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import runs, stories
from service.store.engine import Store, open_store

START = datetime(2026, 1, 1, tzinfo=UTC)


class Online(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement of the grown groups with whole builds', and what a step cost.

    Held beside each other wherever growing came to a whole build, and at the end: ``event`` and
    ``story`` are the means, ``worst`` the least F1 of both levels. ``wholes``: how many steps were
    whole builds. ``seconds``: of processor time for one step's grouping and landing, the mean
    over the first and the last quarter of the others; ``whole``: of the last whole build.
    """

    articles: int
    steps: int
    wholes: int
    event: Score
    story: Score
    worst: tuple[float, float]
    seconds: tuple[float, float]
    whole: float


@click.command()
@click.option(
    "--articles",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Parquet with columns id, source, title, published, lead, text.",
)
@click.option("--days", default=1.0, show_default=True, help="How many days a step brings.")
@click.option(
    "--shuffle",
    type=click.IntRange(min=2),
    metavar="STEPS",
    help="Bring the articles in so many steps in random order instead.",
)
@click.option("--first", type=click.IntRange(min=1), help="Only so many articles, the earliest.")
@click.option("--skip", default=0, show_default=True, help="Leave out so many before them.")
@settings_option
@json_option
def command(
    articles: Path,
    days: float,
    shuffle: int | None,
    first: int | None,
    skip: int,
    settings_file: Path | None,
    as_json: bool,
) -> None:
    """Grow a store step by step, build it whole, and say how far the groups agree."""
    with failures():
        found = sorted(read_articles(articles), key=article_store.by_time)[skip:]
        found = found[:first] if first else found
        if len(found) < 2:
            raise SourceError(f"{articles}: fewer than two articles to grow a store of")
        batches = in_batches(found, shuffle) if shuffle else by_days(found, days)
        report = grow(batches, settings_from(None, settings_file))
    if as_json:
        put_json(report)
        return
    for level in ("event", "story"):
        worst = report.worst[level == "story"]
        click.echo(
            f"{level:6} F1 {getattr(report, level).f1:.4f} of whole builds, worst {worst:.4f}"
        )
    click.echo(
        f"{report.steps} steps, {report.wholes} of them whole, the last {report.whole:.1f} s; "
        f"the others {report.seconds[0]:.2f} s each at first, {report.seconds[1]:.2f} s at the end"
    )


def by_days(articles: Sequence[Article], days: float) -> list[list[Article]]:
    """Batches of so many days each, in order of time; the undated come last."""
    batches: dict[float, list[Article]] = {}
    for one in articles:
        at = one.published.at.timestamp() if one.published else float("inf")
        batches.setdefault(at // (days * 86_400.0), []).append(one)
    return [batches[day] for day in sorted(batches)]


def in_batches(articles: Sequence[Article], count: int, seed: int = 1) -> list[list[Article]]:
    """``count`` batches of about one size in random order."""
    mixed = np.random.default_rng(seed).permutation(len(articles)).tolist()
    parts = [mixed[start::count] for start in range(count)]
    return [[articles[row] for row in part] for part in parts if part]


def grow(batches: Sequence[Sequence[Article]], settings: Settings) -> Online:
    """Take up the batches one by one in a store of its own, whole where a build would be."""
    encoder = load_encoder(settings.encoder)
    grower = _Grower(encoder, settings)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "grown.db"), create=True)
        with progress("grow", len(batches)) as advance:
            for batch in batches:
                with store.write() as connection:
                    article_store.write(connection, batch, [], START)
                embed(store, encoder, batch)
                grower.step(store)
                advance(1)
        if grower.grown or not grower.scores:
            grower.hold(store)
        store.close()
    spent = grower.spent or [0.0]
    quarter = max(len(spent) // 4, 1)
    events, stories_ = ([pair[level] for pair in grower.scores] for level in (0, 1))
    return Online(
        articles=sum(len(one) for one in batches),
        steps=len(batches),
        wholes=grower.wholes,
        event=_mean(events),
        story=_mean(stories_),
        worst=(min(one.f1 for one in events), min(one.f1 for one in stories_)),
        seconds=(
            round(float(np.mean(spent[:quarter])), 3),
            round(float(np.mean(spent[-quarter:])), 3),
        ),
        whole=round(grower.whole, 3),
    )


def _mean(scores: Sequence[Score]) -> Score:
    means = {
        name: float(np.mean([getattr(one, name) for one in scores]))
        for name in Score.__struct_fields__
    }
    return Score(**means)


class _Grower:
    """Steps of growth, and what stood before each whole build beside what it made."""

    def __init__(self, encoder: Encoder, settings: Settings) -> None:
        self._encoder, self._settings = encoder, settings
        self.scores: list[tuple[Score, Score]] = []
        self.spent: list[float] = []
        self.whole = 0.0
        self.wholes = self.grown = self._steps = 0

    def step(self, store: Store) -> None:
        """Take up what the store holds that is new."""
        news = look(store, Ledger())
        with store.read() as connection:
            total = article_store.count(connection)
        if not self._steps or news.is_most(total) or news.settles(0, total):
            self._all(store)
            self.wholes += 1
            return
        # where it came to a whole build, what came last is grown first, to see how far that leads
        started = time.process_time()
        index = grow_index(
            store,
            self._encoder,
            news,
            params=self._settings.stories,
            outlets=load_outlets(),
            now=self._now,
            ledger=Ledger(),
            total=total,
        )
        self._land(store, index)
        self.spent.append(time.process_time() - started)
        settles = news.settles(self.grown, total)
        self.grown += news.loose
        log.debug("%d articles: %.2f s", total, self.spent[-1])
        if settles:
            self.hold(store)
            self.wholes += 1

    def hold(self, store: Store) -> None:
        """Build all at once, and score what stood before by it."""
        grown = _standing(store)
        self._all(store)
        built = _standing(store)
        ids = sorted(built)
        event, story = (
            b_cubed([grown[one][level] for one in ids], [built[one][level] for one in ids])
            for level in (0, 1)
        )
        self.scores.append((event, story))
        log.info("%d articles: event %.4f, story %.4f", len(ids), event.f1, story.f1)

    def _all(self, store: Store) -> None:
        started = time.process_time()
        self._land(store, _whole(store, self._encoder, self._settings, self._now))
        self.whole = time.process_time() - started
        self.grown = 0

    @property
    def _now(self) -> datetime:
        return START + timedelta(hours=self._steps)

    def _land(self, store: Store, index: Index) -> None:
        _land(store, index, self._steps)
        self._steps += 1


def _whole(store: Store, encoder: Encoder, settings: Settings, now: datetime) -> Index:
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    return make_index(
        store,
        articles,
        *read_vectors(store, encoder, articles),
        params=settings.stories,
        outlets=load_outlets(),
        now=now,
    )


def _land(store: Store, index: Index, step: int) -> None:
    run = Run(
        id=f"r-{step:016d}",
        at=START + timedelta(hours=step),
        fingerprint="",
        model="",
        articles=len(index.memberships),
        events=len(index.events),
        stories=len(index.stories),
        seconds=0.0,
    )
    with store.write() as connection:
        runs.land(connection, index.outcome(run))


def _standing(store: Store) -> dict[str, tuple[str, str]]:
    with store.read() as connection:
        return {one.article: (one.event, one.story) for one in stories.members(connection)}
