"""`riwaya export`: stories and their timelines as files."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.export import as_csv, as_jsonl, one_story
from jobs.files import write_whole
from jobs.options import json_option, settings_from, with_store
from service.articles.outlets import Outlets
from service.errors import InputError
from service.sources.registry import load_outlets
from service.store.engine import Store, open_store
from service.timelines.exports import FORMATS

EVERY = {"jsonl": as_jsonl, "csv": as_csv}


@click.command()
@with_store
@click.option("--story", metavar="ID", help="One story by itself, in any of the formats.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(dict.fromkeys([*EVERY, *FORMATS]))),
    help="jsonl or csv for all stories; any but jsonl for one.  [default: jsonl, or json for one]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; stdout without it.",
)
@click.option("--min-articles", default=1, show_default=True, type=click.IntRange(1))
@click.option(
    "--site", metavar="URL", help="Where the dashboard is served: links in the file lead there."
)
@json_option
def command(
    store: str | None,
    settings_file: Path | None,
    story: str | None,
    kind: str | None,
    output: Path | None,
    min_articles: int,
    site: str | None,
    as_json: bool,
) -> None:
    """Write every story with its events, articles and timeline; or one, with --story.

    For all, jsonl holds one story a line and csv one piece of evidence a row. For one: json, csv,
    jsonfeed and atom to follow it, ics for a calendar, timelinejs, markdown, jsonld, and bundle,
    a zip of its articles and timeline with the hash of every file.
    """
    with failures():
        settings = settings_from(store, settings_file)
        outlets = load_outlets(settings.outlets)
        opened = open_store(settings.store)
        content, kind, count = _written(opened, outlets, story, kind, min_articles, site)
        if output is None:
            click.echo(content, nl=False)
            return
        write_whole(output, content)
    if as_json:
        put_json({"file": str(output), "format": kind, "count": count})
    elif story is not None:
        click.echo(f"{story} in {output}")
    else:
        click.echo(f"{count:,} {'stories' if kind == 'jsonl' else 'rows'} in {output}")


def _written(
    store: Store,
    outlets: Outlets,
    story: str | None,
    kind: str | None,
    min_articles: int,
    site: str | None,
) -> tuple[bytes, str, int]:
    """The file's bytes, its format, and how many stories or rows it holds."""
    kind = kind or ("jsonl" if story is None else "json")
    if story is None:
        if kind not in EVERY:
            raise InputError(f"--format {kind} is for one story: name it with --story ID")
        content, count = EVERY[kind](store, min_articles)
        return content, kind, count
    if kind not in FORMATS:
        raise InputError(f"--format {kind} is for all stories: leave --story out")
    address = site.rstrip("/") if site else None
    return one_story(store, story, kind, outlets=outlets, site=address), kind, 1
