"""`riwaya digest`: a week's stories as HTML and Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.digest import BASE_URL, WEEK, make_digest, write_digest
from jobs.options import Day, json_option, now_utc, settings_from, with_store
from service.digests.words import LANGUAGES
from service.sources.registry import load_outlets
from service.store.engine import open_store


@click.command()
@with_store
@click.option(
    "--until", type=Day(), help="The last day of the window [default: the newest article's]."
)
@click.option("--days", default=WEEK, show_default=True, type=click.IntRange(1, 366))
@click.option("--language", default="ar", show_default=True, type=click.Choice(LANGUAGES))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("riwaya-data/digests"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--base-url",
    default=BASE_URL,
    show_default=True,
    help="Where the dashboard is, for the links.",
)
@json_option
def command(
    store: str | None,
    settings_file: Path | None,
    until: date | None,
    days: int,
    language: str,
    output: Path,
    base_url: str,
    as_json: bool,
) -> None:
    """Rank the window's stories and write them as an HTML page and a Markdown text."""
    with failures():
        settings = settings_from(store, settings_file)
        outlets = load_outlets(settings.outlets)
        opened = open_store(settings.store)
        digest = make_digest(
            opened,
            params=settings.digests,
            outlets=outlets,
            now=now_utc(),
            last_day=until,
            days=days,
        )
        written = write_digest(
            digest, output, outlets=outlets, language=language, base_url=base_url
        )
    if as_json:
        put_json({"files": [str(path) for path in written], "digest": digest})
    else:
        click.echo(f"{len(digest.items)} stories, {digest.first_day} to {digest.last_day}")
        for path in written:
            click.echo(str(path))
