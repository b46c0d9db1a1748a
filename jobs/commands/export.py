"""`riwaya export`: stories and their timelines as files."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.export import as_csv, as_jsonl
from jobs.files import write_whole
from jobs.options import json_option, settings_from, with_store
from service.store.engine import open_store

FORMATS = {"jsonl": as_jsonl, "csv": as_csv}


@click.command()
@with_store
@click.option(
    "--format", "kind", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; stdout without it.",
)
@click.option("--min-articles", default=1, show_default=True, type=click.IntRange(1))
@json_option
def command(
    store: str | None,
    settings_file: Path | None,
    kind: str,
    output: Path | None,
    min_articles: int,
    as_json: bool,
) -> None:
    """Write every story with its events, articles and timeline.

    jsonl holds one story a line; csv one piece of evidence a row.
    """
    with failures():
        opened = open_store(settings_from(store, settings_file).store)
        content, count = FORMATS[kind](opened, min_articles)
        if output is None:
            click.echo(content, nl=False)
            return
        write_whole(output, content)
    if as_json:
        put_json({"file": str(output), "format": kind, "count": count})
    else:
        click.echo(f"{count:,} {'stories' if kind == 'jsonl' else 'rows'} in {output}")
