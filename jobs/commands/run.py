"""`riwaya run`: the whole path at once, as often as wanted, and the dashboard at its end."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import click

from jobs.commands.ingest import fetch
from jobs.commands.serve import announce
from jobs.console import failures, log, put_json
from jobs.options import json_option, now_utc, settings_from, with_store
from jobs.pipeline import whole_path
from jobs.reports import line, told
from jobs.sample import sample_folder
from jobs.serve import serve
from service.errors import InputError
from service.settings import Settings
from service.sources.registry import load_outlets, wanted_outlets
from service.store.engine import open_store

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Span(click.ParamType[int]):
    """A length of time: 30s, 15m, 1h or 1d; its value is seconds."""

    name = "span"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read it, or fail with what was expected."""
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"(\d+)([smhd])", value)
        if match is None or int(match[1]) == 0:
            self.fail(f"{value!r} is no span; write 30s, 15m, 1h or 1d", param, ctx)
        return int(match[1]) * UNITS[match[2]]


@click.command()
@click.argument("places", nargs=-1, metavar="[PATH|URL]...")
@with_store
@click.option("--sample", is_flag=True, help="Take up the sample that Riwaya carries.")
@click.option(
    "--outlet",
    "outlet_names",
    multiple=True,
    metavar="OUTLET",
    help="Fetch what this outlet has published first (several may be named, or all).",
)
@click.option(
    "--digest",
    "digest_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the week's digest into this folder.",
)
@click.option("--every", type=Span(), help="Do it again after this span (15m, 1h, 1d).")
@click.option("--serve", "then_serve", is_flag=True, help="Serve the dashboard at the end.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@json_option
def command(
    places: tuple[str, ...],
    store: str | None,
    settings_file: Path | None,
    sample: bool,
    outlet_names: tuple[str, ...],
    digest_folder: Path | None,
    every: int | None,
    then_serve: bool,
    host: str,
    port: int,
    as_json: bool,
) -> None:
    """Ingest the given places and outlets, build, write the digest, and serve if asked."""
    wanted = [*([str(sample_folder())] if sample else []), *places]
    if not wanted and not outlet_names:
        raise click.UsageError(
            "name at least one file, folder, address or --outlet, or use --sample"
        )
    if every and then_serve:
        raise click.UsageError("--every and --serve are two processes: start `riwaya serve` apart")
    with failures():
        settings = settings_from(store, settings_file)
        fetch_outlets(settings, outlet_names)
        walk(settings, wanted, digest_folder, as_json)
        if then_serve:
            announce(host, port, as_json)
            serve(settings.store, settings_file=settings_file, host=host, port=port, workers=1)
        while every:
            time.sleep(every)
            again(settings, wanted, outlet_names, digest_folder, as_json)


def walk(
    settings: Settings, wanted: Sequence[str], digest_folder: Path | None, as_json: bool
) -> None:
    """The whole path once; with ``as_json``, one line of what was taken up and built."""
    taken, built = whole_path(settings, wanted, now=now_utc(), digest_folder=digest_folder)
    if as_json:
        put_json({"ingest": taken, "build": built})


def again(
    settings: Settings,
    wanted: Sequence[str],
    outlet_names: Sequence[str],
    digest_folder: Path | None,
    as_json: bool,
) -> None:
    """One more pass; a place that cannot be read this time is tried again the next."""
    try:
        fetch_outlets(settings, outlet_names)
        walk(settings, wanted, digest_folder, as_json)
    except InputError as error:
        log.warning("riwaya: %s", error)


def fetch_outlets(settings: Settings, names: Sequence[str]) -> None:
    """Fetch what the outlets of those ``names`` have published; say what became of each."""
    if not names:
        return
    outlets = load_outlets(settings.outlets)
    wanted = wanted_outlets(names, outlets)
    store = open_store(settings.store, create=True)
    for key, report in fetch(store, wanted, outlets, settings.network).outlets.items():
        log.info("%s: %s", key, line(told(report)))
    store.close()
