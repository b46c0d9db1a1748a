"""`riwaya doctor`: what is in place, what is not, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.doctor import examine
from jobs.options import json_option, settings_from, with_store


@click.command()
@with_store
@json_option
def command(store: str | None, settings_file: Path | None, as_json: bool) -> None:
    """Check the installation; exit 1 if something needed is missing."""
    with failures():
        checks = examine(settings_from(store, settings_file))
    healthy = all(one.verdict != "missing" for one in checks)
    if as_json:
        put_json({"ok": healthy, "checks": checks})
    else:
        for one in checks:
            click.echo(f"{one.verdict:>8}  {one.name}: {one.found}")
            if one.remedy:
                click.echo(f"          {one.remedy}")
    raise SystemExit(0 if healthy else 1)
