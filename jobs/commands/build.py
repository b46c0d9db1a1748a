"""`riwaya build`: articles to vectors, events, stories and timelines."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.options import json_option, now_utc, settings_from, with_store
from jobs.pipeline import build
from service.store.engine import open_store


@click.command()
@with_store
@click.option("--all", "everything", is_flag=True, help="Build everything anew.")
@json_option
def command(store: str | None, settings_file: Path | None, everything: bool, as_json: bool) -> None:
    """Take up what is new, changed or gone; the new index is served once it is whole.

    Only what lies near it is grouped anew, unless settings, model or version have changed.
    A build that is interrupted leaves the last good index, and the next one is whole.
    """
    with failures():
        settings = settings_from(store, settings_file)
        opened = open_store(settings.store)
        report = build(opened, settings, now=now_utc(), everything=everything)
        opened.close()
    if as_json:
        put_json(report)
    elif report.unchanged:
        click.echo(f"nothing changed: {report.stories:,} stories of {report.articles:,} articles")
    else:
        click.echo(
            f"{report.articles:,} articles, {report.events:,} events, {report.stories:,} stories"
        )
