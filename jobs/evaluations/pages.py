"""`riwaya evaluate pages`: articles taken out of pages, against what the pages hold.

Knows nothing of how pages are read or scored. Beside our figures stand, in the same run,
those of trafilatura alone on the pages that are HTML.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from jobs.console import failures, put_json
from jobs.options import json_option, now_utc
from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.errors import NotAnArticle, SourceError
from service.evaluation.pages import PageGold, PageRead, PageScores, score_pages
from service.records import Article, Page
from service.sources.decoding import decode
from service.sources.registry import load_outlets


@click.command()
@click.option(
    "--pages",
    "place",
    required=True,
    type=click.Path(path_type=Path),
    help="A Parquet file: html or text, gold_title, gold_text, gold_published; "
    "url, must_contain and must_not_contain if there are any.",
)
@json_option
def command(place: Path, as_json: bool) -> None:
    """Measure how well articles are taken out of pages."""
    with failures():
        report = evaluate(place, outlets=load_outlets(), now=now_utc())
    if as_json:
        put_json(report)
    else:
        click.echo(_table(report))


def evaluate(place: Path, *, outlets: Outlets, now: datetime) -> dict[str, Any]:
    """The report on the pages in ``place``. Raises SourceError, naming file, row and field."""
    rows = _rows(place)
    golds = [_gold(row, f"{place}#{number}") for number, row in enumerate(rows, 1)]
    pages = [_page(row, f"{place}#{number}") for number, row in enumerate(rows, 1)]
    started = time.perf_counter()
    reads = [_read(page, outlets, now) for page in pages]
    seconds = time.perf_counter() - started
    report = _report(score_pages(golds, reads)) | {"seconds": round(seconds, 3)}
    html = [place for place, page in enumerate(pages) if page.kind == "html"]
    if html:
        alone = score_pages([golds[at] for at in html], [_alone(pages[at]) for at in html])
        report["baselines"] = {"trafilatura": {"text": _report(alone)["text"], "pages": len(html)}}
    return report


def _rows(place: Path) -> list[dict[str, Any]]:
    import polars as pl

    try:
        frame = pl.read_parquet(place)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{place}: cannot be read as Parquet ({error})") from error
    if not {"html", "text"} & set(frame.columns):
        raise SourceError(f"{place}: no column 'html' or 'text'; it has {frame.columns}")
    if "gold_text" not in frame.columns:
        raise SourceError(f"{place}: no column 'gold_text'; it has {frame.columns}")
    return frame.to_dicts()


def _gold(row: Mapping[str, Any], origin: str) -> PageGold:
    published = row.get("gold_published")
    return PageGold(
        id=str(row.get("id") or origin),
        text=str(row.get("gold_text") or ""),
        title=row.get("gold_title") or None,
        published=published.isoformat() if isinstance(published, date) else published or None,
        must_contain=_phrases(row.get("must_contain"), "must_contain", origin),
        must_not_contain=_phrases(row.get("must_not_contain"), "must_not_contain", origin),
    )


def _phrases(value: Any, field: str, origin: str) -> tuple[str, ...]:
    """A list of phrases, or one written as JSON; a bare text is one phrase."""
    if not value:
        return ()
    if isinstance(value, str):
        if not value.lstrip().startswith("["):
            return (value,)
        try:
            return tuple(msgspec.json.decode(value, type=list[str]))
        except msgspec.DecodeError as error:
            raise SourceError(f"{origin}: field {field!r} is no JSON list ({error})") from error
    return tuple(str(one) for one in value)


def _page(row: Mapping[str, Any], origin: str) -> Page:
    html = row.get("html")
    body = html or row.get("text") or ""
    if isinstance(body, bytes):
        body = decode(body, charset=row.get("encoding"), markup=bool(html))
    return Page(
        body=str(body),
        kind="html" if html else "text",
        origin=origin,
        address=row.get("url") or row.get("address"),
        outlet=row.get("outlet") or None,
    )


def _read(page: Page, outlets: Outlets, now: datetime) -> PageRead | None:
    try:
        article = extract(page, outlets=outlets, now=now)
    except NotAnArticle as refusal:
        click.echo(f"rejected ({refusal.reason}): {refusal}", err=True)
        return None
    return PageRead(
        title=article.title,
        text=article.body,
        published_at=article.published.at if article.published else None,
        day=_day(article, outlets),
    )


def _day(article: Article, outlets: Outlets) -> str | None:
    """The day on which an article appeared, by its outlet's clock."""
    if article.published is None:
        return None
    outlet = outlets.by_key(article.outlet)
    if article.published.precision == "day" or outlet is None:
        return article.published.at.date().isoformat()
    return article.published.at.astimezone(ZoneInfo(outlet.timezone)).date().isoformat()


def _alone(page: Page) -> PageRead:
    """What trafilatura gives with its defaults, comments left out."""
    import trafilatura

    text = trafilatura.extract(page.body, include_comments=False) or ""
    return PageRead(title="", text=text)


def _report(scores: PageScores) -> dict[str, Any]:
    return {
        "text": msgspec.to_builtins(scores.text),
        "title": {"exact": scores.title_exact},
        "date": {"exact": scores.date_exact, "invented": scores.dates_invented},
        "phrases": {"contained": scores.contained, "kept_out": scores.kept_out},
        "rejected": scores.rejected,
        "pages": scores.pages,
    }


def _table(report: Mapping[str, Any]) -> str:
    text = report["text"]
    lines = [
        f"{report['pages']} pages in {report['seconds']:.1f} s, {report['rejected']} rejected",
        "text   " + "  ".join(f"{name} {text[name]:.3f}" for name in ("precision", "recall", "f1")),
        f"title  exact {_share(report['title']['exact'])}",
        f"date   exact {_share(report['date']['exact'])}  invented {report['date']['invented']}",
    ]
    for name, figures in report.get("baselines", {}).items():
        lines.append(f"{name} alone: text f1 {figures['text']['f1']:.3f}")
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
