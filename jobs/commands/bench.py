"""`riwaya bench KIND`: speed and memory."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.bench import bench_pipeline
from jobs.console import failures, put_json
from jobs.options import json_option, settings_from, settings_option
from jobs.sample import sample_folder


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
