"""`riwaya bench KIND`: speed and memory."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.bench import bench_pipeline
from jobs.benches.extraction import ExtractionBench, bench_extraction
from jobs.benches.stories import bench_stories
from jobs.console import failures, put_json
from jobs.options import json_option, now_utc, settings_from, settings_option
from jobs.sample import sample_folder
from service.sources.registry import load_outlets


@click.group()
def command() -> None:
    """Measure speed and memory, as ratios within one run; nothing is kept."""


@command.command("pipeline")
@click.argument("places", nargs=-1, metavar="[PATH|URL]...")
@settings_option
@json_option
def pipeline(places: tuple[str, ...], settings_file: Path | None, as_json: bool) -> None:
    """Ingest and build the given places (the sample by default) in a store of their own."""
    with failures():
        found = bench_pipeline(
            places or (str(sample_folder()),), settings_from(None, settings_file)
        )
    if as_json:
        put_json(found)
        return
    click.echo(f"{found.articles:,} articles; yardstick {found.yardstick} s")
    for one in found.stages:
        click.echo(
            f"{one.stage:<13} {one.seconds:>9.2f} s {one.rate:>10,.0f}/s {one.ratio:>8.2f} x"
        )
    click.echo(f"peak memory {found.peak_mb:,.0f} MB")


@command.command("extraction")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--mutations", default=1_000, show_default=True, help="Broken pages to read.")
@click.option("--seed", default=1, show_default=True, help="Which broken pages.")
@json_option
def extraction(folder: Path | None, mutations: int, seed: int, as_json: bool) -> None:
    """Take articles out of the pages in FOLDER (the sample's by default), whole and broken."""
    with failures():
        found = bench_extraction(
            folder or sample_folder(),
            mutations=mutations,
            seed=seed,
            outlets=load_outlets(),
            now=now_utc(),
        )
    if as_json:
        put_json(found)
    else:
        click.echo(_told(found))
    if found.failures:
        raise SystemExit(1)


@command.command("stories")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Parquet with columns id, source, title, published, lead, text.",
)
@click.option(
    "--size",
    "sizes",
    type=click.IntRange(min=2),
    multiple=True,
    default=(30_000, 100_000, 300_000),
    show_default=True,
    help="How many articles, the corpus widened by copies; give it again for each size.",
)
@click.option(
    "--bertopic",
    type=click.IntRange(min=200),
    metavar="N",
    help="Hold BERTopic beside at so many articles (needs the extra `compare`).",
)
@json_option
def stories(articles: Path, sizes: tuple[int, ...], bertopic: int | None, as_json: bool) -> None:
    """Cluster ever more articles: seconds and memory from vectors to stories, and one placed."""
    with failures():
        found = bench_stories(articles, sizes, peer_size=bertopic)
    if as_json:
        put_json(found)
        return
    for one in found.sizes:
        click.echo(
            f"{one.articles:>9,} articles {one.seconds:>9.1f} s ({one.processor:,.1f} s of"
            f" processor) peak {one.peak_mb:,.0f} MB, {one.inputs_mb:,.0f} before"
        )
    click.echo(f"growth {found.growth:.2f} x linear")
    click.echo(
        f"one new article into {found.placing.articles:,}: median {found.placing.median_ms} ms, "
        f"p95 {found.placing.p95_ms} ms ({found.placing.p95_processor_ms} of processor); "
        f"{found.placing.agreed:.0%} as in the whole"
    )
    for peer in found.peers:
        click.echo(
            f"{peer.name} at {peer.articles:,}: {peer.seconds:,.1f} s, {peer.times_ours} x ours"
        )


def _told(found: ExtractionBench) -> str:
    lines = [f"{kind:<6} {rate:>8,.1f} pages/s a core" for kind, rate in found.rates.items()]
    lines.append(
        f"{found.mutated:,} broken files: {found.articles:,} articles, {found.refused:,} refused,"
        f" {len(found.failures)} errors, {found.over_a_second} over a second"
    )
    lines.extend(f"  number {one.number} {one.origin}: {one.seconds} s" for one in found.worst[:3])
    lines.extend(found.failures)
    lines.append(f"peak memory {found.peak_mb:,.0f} MB")
    return "\n".join(lines)
