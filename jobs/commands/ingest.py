"""`riwaya ingest`: pages, tables and feeds to articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click
import msgspec

from jobs.console import Stage, failures, progress, put_json
from jobs.ingest import Fill, Report, ingest, opened_places
from jobs.options import json_option, now_utc, settings_from, with_store
from jobs.reports import CrawlReport, added, line, told
from service.articles.outlets import Outlet, Outlets
from service.errors import ServiceError
from service.records import Rejection
from service.sources.network import NetworkParams
from service.sources.registry import load_outlets, wanted_outlets
from service.sources.rows import Item
from service.store import rejections
from service.store.engine import Store, open_store

# As many addresses of an outlet that could not be had are told one by one.
SHOWN = 5


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
@click.argument("places", nargs=-1, metavar="[PATH|URL|-]...")
@with_store
@click.option(
    "--outlet",
    "outlet_names",
    multiple=True,
    metavar="OUTLET",
    help="Without a place: fetch what this outlet of the registry has published (several may be "
    "named, or all; an unknown outlet by its domain, or the address of its feed or sitemap). "
    "With places: who published, where the page does not say.",
)
@click.option("--published", type=Moment(), help="When, where the page does not say.")
@click.option("--language", help="In which language, where the page does not say (ar, fr, ...).")
@click.option(
    "--limit", type=click.IntRange(0), help="Pages to fetch of each outlet [default: as set, 200]."
)
@click.option(
    "--allow-private", is_flag=True, help="Fetch from loopback and private addresses too."
)
@click.option("--rejected", is_flag=True, help="List what was rejected so far, and why.")
@json_option
def command(
    places: tuple[str, ...],
    store: str | None,
    settings_file: Path | None,
    outlet_names: tuple[str, ...],
    published: datetime | None,
    language: str | None,
    limit: int | None,
    allow_private: bool,
    rejected: bool,
    as_json: bool,
) -> None:
    """Read saved pages (.txt, .html), folders of them, JSON Lines, CSV, Parquet, RSS or Atom
    files, WARC archives, addresses, and standard input (-); or fetch what outlets publish.

    Reading the same again changes nothing; a changed article becomes a new revision.
    """
    if not places and not outlet_names and not rejected:
        raise click.UsageError(
            "name at least one file, folder or address, - for standard input, or an --outlet"
        )
    if places and len(outlet_names) > 1:
        raise click.UsageError("with a file or an address, name one --outlet: who published it")
    if not places and (published or language):
        raise click.UsageError("--published and --language are for the pages of a place; name one")
    with failures():
        settings = settings_from(store, settings_file)
        network = settings.network
        if allow_private:
            network = msgspec.structs.replace(network, allow_private=True)
        if limit is not None:
            network = msgspec.structs.replace(network, pages=limit)
        outlets = load_outlets(settings.outlets)
        wanted = [] if places else wanted_outlets(outlet_names, outlets)
        opened = open_store(settings.store, create=bool(places or wanted))
        if wanted:
            crawled = fetch(opened, wanted, outlets, network)
            show_crawl(crawled, as_json)
            show_own(crawled.rejections, rejected and not as_json)
            if crawled.is_barren:
                raise ServiceError("nothing could be had of any outlet, for the reasons above")
        elif places:
            fill = Fill(
                outlet=outlet_names[0] if outlet_names else None,
                published=published,
                language=language,
            )
            taken = read(opened, opened_places(places, network=network), outlets, fill)
            show_report(taken, as_json)
            show_own(taken.rejections, rejected and not as_json)
        else:
            with opened.read() as connection:
                show_rejections(rejections.listing(connection), as_json)
        opened.close()


def read(store: Store, items: Iterable[Item], outlets: Outlets, fill: Fill) -> Report:
    """Take the items of places up, under the eyes of whoever waits."""
    with Stage("ingest", "items") as stage, progress("ingest") as advance:
        report = ingest(store, items, outlets=outlets, now=now_utc(), fill=fill, advance=advance)
        stage.items = report.read
    return report


def fetch(
    store: Store, wanted: Sequence[Outlet], outlets: Outlets, network: NetworkParams
) -> CrawlReport:
    """Fetch what outlets have published, under the eyes of whoever waits."""
    # imported late: only this way of ingesting needs the network's libraries
    from jobs.crawl import crawl

    with Stage("ingest", "documents") as stage, progress("ingest") as advance:
        report = crawl(
            store, wanted, outlets=outlets, params=network, clock=now_utc, advance=advance
        )
        stage.items = sum(one.fetched for one in report.outlets.values())
    return report


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


def show_own(items: list[Rejection], wanted: bool) -> None:
    """Print what this run rejected, if that was asked for."""
    if wanted:
        show_rejections(items, as_json=False)


def show_crawl(report: CrawlReport, as_json: bool) -> None:
    """Print what became of each outlet's documents and articles."""
    counts = {key: told(one) for key, one in report.outlets.items()}
    if as_json:
        put_json(
            {
                "outlets": counts,
                "total": added(counts.values()),
                "losses": report.losses,
                "rejections": report.rejections,
            }
        )
        return
    for key, said in counts.items():
        click.echo(f"{key}: {line(said)}")
        losses = report.outlets[key].losses
        for one in losses[:SHOWN]:
            click.echo(f"  {one.detail}", err=True)
        if len(losses) > SHOWN:
            click.echo(f"  and {len(losses) - SHOWN} more; --json lists them", err=True)
    if len(counts) > 1:
        click.echo(f"{len(counts)} outlets: {line(added(counts.values()))}")
    if report.rejections:
        click.echo("why items were rejected: riwaya ingest --rejected", err=True)
