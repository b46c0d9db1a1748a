"""`riwaya ingest`: pages, tables and feeds to articles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
import msgspec

from jobs.console import Stage, failures, progress, put_json
from jobs.ingest import Fill, Report, ingest, opened_places
from jobs.options import json_option, now_utc, settings_from, with_store
from service.records import Rejection
from service.sources.registry import load_outlets
from service.store import rejections
from service.store.engine import open_store


class Moment(click.ParamType[datetime]):
    """A day (2018-07-14) or an instant (2018-07-14T18:30+01:00)."""

    name = "moment"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it, or fail with what was expected."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is no date; write 2018-07-14 or 2018-07-14T18:30+01:00", param, ctx
            )


@click.command()
@click.argument("places", nargs=-1, metavar="PATH|URL|-...")
@with_store
@click.option("--outlet", help="Who published, where the page does not say.")
@click.option("--published", type=Moment(), help="When, where the page does not say.")
@click.option("--language", help="In which language, where the page does not say (ar, fr, ...).")
@click.option(
    "--allow-private", is_flag=True, help="Fetch from loopback and private addresses too."
)
@click.option("--rejected", is_flag=True, help="List what was rejected so far, and why.")
@json_option
def command(
    places: tuple[str, ...],
    store: str | None,
    settings_file: Path | None,
    outlet: str | None,
    published: datetime | None,
    language: str | None,
    allow_private: bool,
    rejected: bool,
    as_json: bool,
) -> None:
    """Read saved pages (.txt, .html), folders of them, JSON Lines, CSV, Parquet, RSS or Atom
    files and addresses, and standard input (-).

    Reading the same again changes nothing; a changed article becomes a new revision.
    """
    if not places and not rejected:
        raise click.UsageError("name at least one file, folder or address, or - for standard input")
    with failures():
        settings = settings_from(store, settings_file)
        opened = open_store(settings.store, create=bool(places))
        if not places:
            with opened.read() as connection:
                show_rejections(rejections.listing(connection), as_json)
            return

        network = settings.network
        if allow_private:
            network = msgspec.structs.replace(network, allow_private=True)
        items = opened_places(places, network=network)
        fill = Fill(outlet=outlet, published=published, language=language)
        with Stage("ingest", "items") as stage, progress("ingest") as advance:
            report = ingest(
                opened,
                items,
                outlets=load_outlets(),
                now=now_utc(),
                fill=fill,
                advance=advance,
            )
            stage.items = report.read
        opened.close()
    show_report(report, as_json)
    if rejected:
        show_rejections(report.rejections, as_json=False)


def show_report(report: Report, as_json: bool) -> None:
    """Print what became of the items."""
    counts = {
        "read": report.read,
        "new": report.new,
        "revised": report.revised,
        "unchanged": report.unchanged,
        "reprint": report.reprint,
        "rejected": report.rejected,
    }
    if as_json:
        put_json({**counts, "rejections": report.rejections})
        return
    click.echo(", ".join(f"{name} {number:,}" for name, number in counts.items()))
    if report.rejected:
        click.echo("why items were rejected: riwaya ingest --rejected", err=True)


def show_rejections(items: list[Rejection], as_json: bool) -> None:
    """Print rejected items, each with its reason."""
    if as_json:
        put_json({"items": items, "count": len(items)})
        return
    for one in items:
        click.echo(f"{one.origin}: {one.reason}: {one.detail}")
    if not items:
        click.echo("nothing was rejected")
