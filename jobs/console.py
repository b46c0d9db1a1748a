"""How the command line speaks: results on stdout, everything else on stderr, one way to fail.

Knows nothing of any command. Exit 0 is success, 2 bad usage or input, 1 any other failure.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import msgspec

from service.errors import InputError, ServiceError

# A bar earns its place once people start to wonder.
BAR_AFTER_S = 2.0
log = logging.getLogger("riwaya")


def set_up_logging(verbose: bool = False) -> None:
    """Send the log to stderr, one plain line a message."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.DEBUG if verbose else logging.INFO)
    log.propagate = False


def put_json(value: object) -> None:
    """Print ``value`` as one JSON document on stdout."""
    click.echo(msgspec.json.encode(value, order="deterministic").decode())


@contextmanager
def failures() -> Iterator[None]:
    """Turn an error made on purpose into one clear line on stderr and its exit status."""
    try:
        yield
    except InputError as error:
        click.echo(f"riwaya: {error}", err=True)
        raise SystemExit(2) from error
    except ServiceError as error:
        click.echo(f"riwaya: {error}", err=True)
        raise SystemExit(1) from error


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar for work of over two seconds, on a terminal only; yields ``advance(steps)``."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("[progress.description]{task.description}", BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=total)
    started = time.monotonic()
    shown = False

    def advance(steps: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - started > BAR_AFTER_S:
            bar.start()
            shown = True
        bar.advance(task, steps)

    try:
        yield advance
    finally:
        if shown:
            bar.stop()


class Stage:
    """Times one stage and says what it did: ``embed: 1,204 articles in 1.9 s (634/s)``."""

    def __init__(self, name: str, noun: str = "articles") -> None:
        self.name = name
        self.noun = noun
        self.seconds = 0.0
        self.items = 0

    def __enter__(self) -> Stage:
        """Start the clock."""
        self._started = time.perf_counter()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Stop the clock, and say what was done unless it failed."""
        self.seconds = time.perf_counter() - self._started
        if error is None:
            rate = self.items / self.seconds if self.seconds > 0 else 0.0
            log.info(
                "%s: %s %s in %.1f s (%s/s)",
                self.name,
                f"{self.items:,}",
                self.noun,
                self.seconds,
                f"{rate:,.0f}",
            )
