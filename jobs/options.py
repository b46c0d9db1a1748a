"""Options that several commands share, spelt once.

Knows nothing of what the commands do with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from service.settings import Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])

store_option = click.option(
    "--store",
    metavar="URL",
    help="The store: sqlite:///FILE, a path, or postgresql://... "
    "[default: RIWAYA_STORE, else sqlite in ./riwaya-data]",
)
settings_option = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A TOML file of settings [default: RIWAYA_SETTINGS, else ./riwaya.toml if there is one].",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on stdout."
)
articles_option = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    required=True,
    help="Parquet with columns id, source, title, published, lead, text.",
)
members_option = click.option(
    "--members",
    type=click.Path(path_type=Path),
    required=True,
    help="TSV with columns saga, id: the articles of each long story.",
)
encoder_option = click.option(
    "--encoder", default="bundled", show_default=True, help="Name or folder."
)


def with_store(function: F) -> F:
    """Add --store and --settings to a command."""
    return store_option(settings_option(function))


def settings_from(store: str | None, settings_file: Path | None) -> Settings:
    """The settings in force: defaults, then the file, then the environment, then --store."""
    found = load_settings(settings_file, os.environ)
    return found.replace_store(store) if store else found


def now_utc() -> datetime:
    """The present instant: the one place where a job reads the clock."""
    return datetime.now(UTC)


class Day(click.ParamType[date]):
    """A calendar day, written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail with what was expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2018-07-14", param, ctx)
