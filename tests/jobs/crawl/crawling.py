"""Short ways to crawl the small paper and to look at what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jobs.crawl import crawl
from jobs.reports import OutletReport
from service.articles.outlets import Outlet
from service.records import Article
from service.sources.network import NetworkParams
from service.store import articles
from service.store.engine import Store
from tests.jobs.crawl import press

FAST: dict[str, Any] = {
    "allow_private": True,
    "delay_s": 0.0,
    "backoff_s": 0.01,
    "connect_s": 5.0,
    "read_s": 5.0,
    "total_s": 10.0,
}


def run(store: Store, *wanted: Outlet, hours: int = 0, **params: Any) -> OutletReport:
    """Crawl ``wanted`` so many hours after the paper's last article; the first one's report."""
    report = crawl(
        store,
        wanted,
        outlets=press.registry(*wanted),
        params=NetworkParams(**(FAST | params)),
        clock=lambda: press.NOW + timedelta(hours=hours),
    )
    return report.outlets[wanted[0].key]


def held(store: Store) -> dict[str, Article]:
    """Every article in the store, by title."""
    with store.read() as connection:
        return {one.title: one for one in articles.stream(connection)}


def counts(report: OutletReport) -> dict[str, int]:
    """The report's numbers that are not zero."""
    names = ("fetched", "new", "revised", "unchanged", "rejected", "left")
    said = {name: getattr(report, name) for name in names}
    return {name: number for name, number in said.items() if number}
