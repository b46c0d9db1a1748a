"""`riwaya init`: an empty store, and a settings file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.options import json_option, settings_from, with_store
from service.settings import example_settings
from service.store.engine import open_store


@click.command()
@with_store
@click.option(
    "--write-settings",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write every setting with its default to this TOML file.",
)
@json_option
def command(
    store: str | None, settings_file: Path | None, write_settings: Path | None, as_json: bool
) -> None:
    """Make the store, or bring an older one up to date. Nothing is ever removed."""
    with failures():
        settings = settings_from(store, settings_file)
        made = open_store(settings.store, create=True)
        made.close()
        if write_settings is not None:
            if write_settings.exists():
                raise click.UsageError(f"{write_settings} is there already; name another file")
            write_settings.write_text(example_settings(), encoding="utf-8")
    if as_json:
        put_json({"store": made.url, "settings": str(write_settings) if write_settings else None})
    else:
        click.echo(f"store ready: {made.url}")
