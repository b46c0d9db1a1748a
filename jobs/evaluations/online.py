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
from service.store.runs import Outcome

START = datetime(2026, 1, 1, tzinfo=UTC)


class Online(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement of the grown groups with the whole build's, and what a step cost.

    ``seconds``: of one step's grouping and landing, the mean over the first and the last quarter
    of the steps that were not whole builds; ``whole``: of the whole build.
    """

    articles: int
    steps: int
    event: Score
    story: Score
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
        click.echo(f"{level:6} F1 {getattr(report, level).f1:.4f} of the whole build's")
    click.echo(
        f"{report.steps} steps, {report.seconds[0]:.2f} s each at first and "
        f"{report.seconds[1]:.2f} s at the end; {report.whole:.1f} s for the whole"
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
    """Take up the batches one by one in a store of its own, then build it whole."""
    encoder = load_encoder(settings.encoder)
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "grown.db"), create=True)
        with progress("grow", len(batches)) as advance:
            for step, batch in enumerate(batches):
                with store.write() as connection:
                    article_store.write(connection, batch, [], START)
                embed(store, encoder, batch)
                started = time.perf_counter()
                _land(store, _grown(store, encoder, settings, step), step)
                spent.append(time.perf_counter() - started)
                advance(1)
                if (step + 1) % 10 == 0:
                    log.debug("step %s: %.2f s", step + 1, spent[-1])
        grown = _standing(store)
        started = time.perf_counter()
        _land(store, _whole(store, encoder, settings, len(batches)), len(batches))
        whole = time.perf_counter() - started
        built = _standing(store)
        store.close()
    ids = sorted(built)
    event, story = (
        b_cubed([grown[one][level] for one in ids], [built[one][level] for one in ids])
        for level in (0, 1)
    )
    quarter = max(len(spent) // 4, 1)
    return Online(
        articles=len(ids),
        steps=len(batches),
        event=event,
        story=story,
        seconds=(
            round(float(np.mean(spent[1 : quarter + 1] or spent)), 3),
            round(float(np.mean(spent[-quarter:])), 3),
        ),
        whole=round(whole, 3),
    )


def _grown(store: Store, encoder: Encoder, settings: Settings, step: int) -> Index:
    with store.read() as connection:
        total = article_store.count(connection)
    news = look(store)
    if news.is_most(total):
        return _whole(store, encoder, settings, step)
    return grow_index(
        store,
        encoder,
        news,
        params=settings.stories,
        outlets=load_outlets(),
        now=START + timedelta(hours=step),
        ledger=Ledger(),
        total=total,
    )


def _whole(store: Store, encoder: Encoder, settings: Settings, step: int) -> Index:
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    return make_index(
        store,
        articles,
        *read_vectors(store, encoder, articles),
        params=settings.stories,
        outlets=load_outlets(),
        now=START + timedelta(hours=step),
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
    outcome = Outcome(
        run=run,
        stories=index.stories,
        events=index.events,
        memberships=index.memberships,
        redirects=index.redirects,
        marks=index.marks,
        timelines=[],
        splits=index.splits,
        restored=index.restored,
        scope=index.scope,
        placed=index.placed,
        middles=index.middles,
    )
    with store.write() as connection:
        runs.land(connection, outcome)


def _standing(store: Store) -> dict[str, tuple[str, str]]:
    with store.read() as connection:
        return {one.article: (one.event, one.story) for one in stories.members(connection)}
