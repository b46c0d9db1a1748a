"""What a crawl has to report: of each outlet, and of all together.

Knows nothing of how anything is fetched, or of who reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jobs.ingest import Report
from service.records import Rejection
from service.sources.verdicts import Lost

# Documents, articles, what was not had, what is to come: in the order in which they are told.
TOLD = (
    *("fetched", "unchanged", "new", "revised", "reprint", "rejected"),
    *("refused", "failed", "left"),
)
REASONS = frozenset({"refused", "failed"})


# As many are told one by one; the counts tell all.
LOSSES = 100


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """An address that was not had: the code under which it is counted, and the sentence."""

    address: str
    reason: str
    detail: str


class OutletReport(Report, kw_only=True):
    """What became of an outlet's documents beside what became of its articles.

    ``fetched`` documents came (feeds, sitemaps, lists, pages). ``unchanged`` counts documents
    and articles that are as they were. ``refused`` were not fetched or not used by our own
    limits, ``failed`` could not be had: both by reason, the first of them one by one in
    ``losses``. ``left`` pages wait for the next run.
    """

    fetched: int = 0
    refused: dict[str, int] = msgspec.field(default_factory=dict)
    failed: dict[str, int] = msgspec.field(default_factory=dict)
    losses: list[Loss] = msgspec.field(default_factory=list)
    left: int = 0

    def lose(self, address: str, lost: Lost) -> None:
        """Count what was lost under its reason."""
        counts = self.refused if lost.ours else self.failed
        counts[lost.reason] = counts.get(lost.reason, 0) + 1
        if len(self.losses) < LOSSES:
            self.losses.append(Loss(address=address, reason=lost.reason, detail=lost.detail))

    def refuse(self, reason: str, number: int) -> None:
        """Count so many refused for one reason."""
        if number:
            self.refused[reason] = self.refused.get(reason, 0) + number


class CrawlReport(msgspec.Struct, kw_only=True):
    """Every outlet's report, by key."""

    outlets: dict[str, OutletReport] = {}

    @property
    def rejections(self) -> list[Rejection]:
        """What came but was no article, of all outlets."""
        return [one for report in self.outlets.values() for one in report.rejections]

    @property
    def losses(self) -> list[Loss]:
        """What was not had, of all outlets."""
        return [one for report in self.outlets.values() for one in report.losses]

    @property
    def is_barren(self) -> bool:
        """Whether nothing at all could be had, of any outlet."""
        return not any(one.fetched or one.unchanged for one in self.outlets.values())


def told(report: OutletReport) -> dict[str, Any]:
    """An outlet's numbers, in the order in which they are read."""
    return {name: getattr(report, name) for name in TOLD}


def added(counts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The numbers of all outlets together, the reasons reason by reason."""
    total: dict[str, Any] = {name: Counter() if name in REASONS else 0 for name in TOLD}
    for said in counts:
        for name in TOLD:
            total[name] += Counter(said[name]) if name in REASONS else said[name]
    return {name: dict(value) if name in REASONS else value for name, value in total.items()}


def line(said: Mapping[str, Any]) -> str:
    """An outlet's numbers on one line; reasons stand behind theirs."""
    return ", ".join(
        f"{name} {reasons(value) if name in REASONS else format(value, ',')}"
        for name, value in said.items()
    )


def reasons(counts: Mapping[str, int]) -> str:
    """``3 (robots 2, size 1)``; ``0`` where there is none."""
    listed = ", ".join(f"{reason} {number:,}" for reason, number in sorted(counts.items()))
    return f"{sum(counts.values()):,}" + (f" ({listed})" if listed else "")
