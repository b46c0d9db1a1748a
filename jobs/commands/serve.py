"""`riwaya serve`: the dashboard and the API."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from jobs.console import failures, put_json
from jobs.options import json_option, settings_from, with_store
from jobs.serve import serve
from service.errors import InputError
from service.store.engine import open_store


@click.command()
@with_store
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@json_option
def command(
    store: str | None,
    settings_file: Path | None,
    host: str,
    port: int,
    workers: int,
    as_json: bool,
) -> None:
    """Serve the dashboard at / and the API at /api/v1 until interrupted."""
    with failures():
        settings = settings_from(store, settings_file)
        open_store(settings.store).close()  # fails here, in words, rather than in a worker
        announce(host, port, as_json)
        serve(settings.store, settings_file=settings_file, host=host, port=port, workers=workers)


def announce(host: str, port: int, as_json: bool = False) -> None:
    """Say where the dashboard will be. Raises InputError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(
                f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port"
            ) from error
    shown = f"[{host}]" if ":" in host else host
    if as_json:
        put_json({"url": f"http://{shown}:{port}"})
    else:
        click.echo(f"riwaya: serving http://{shown}:{port}")
