"""`riwaya doctor`: what is in place, what is not, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.doctor import examine
from jobs.options import json_option, settings_from, with_store
from jobs.prune import prune
from service.settings import Settings
from service.store.engine import open_store
from service.store.models import Kept


@click.command()
@with_store
@click.option("--prune", "pruning", is_flag=True, help="First drop the vectors nothing uses.")
@json_option
def command(store: str | None, settings_file: Path | None, pruning: bool, as_json: bool) -> None:
    """Check the installation; exit 1 if something needed is missing.

    Vectors of an encoder that was left behind stay until --prune drops them; those of the index
    being served and of the encoder in the settings always stay. The room is used again; a SQLite
    file does not shrink by it.
    """
    with failures():
        settings = settings_from(store, settings_file)
        dropped = _prune(settings) if pruning else []
        checks = examine(settings)
    healthy = all(one.verdict != "missing" for one in checks)
    if as_json:
        put_json({"ok": healthy, "checks": checks, "dropped": dropped})
    else:
        for gone in dropped:
            click.echo(f" dropped  {gone.name}: {gone.vectors:,} vectors, {gone.megabytes:,.1f} MB")
        for one in checks:
            click.echo(f"{one.verdict:>8}  {one.name}: {one.found}")
            if one.remedy:
                click.echo(f"          {one.remedy}")
    raise SystemExit(0 if healthy else 1)


def _prune(settings: Settings) -> list[Kept]:
    opened = open_store(settings.store)
    dropped = prune(opened, settings)
    opened.close()
    return dropped
