"""How far a crawl has come with each outlet, and what it has to report.

Knows nothing of how anything is fetched.
"""

from __future__ import annotations

import msgspec

from jobs.ingest import Report
from service.articles.outlets import Outlet
from service.records import Rejection
from service.sources.announcements import Announced
from service.sources.verdicts import Lost
from service.store.visits import Visit


class OutletReport(Report, kw_only=True):
    """What became of an outlet's documents beside what became of its articles.

    ``fetched`` documents came (feeds, sitemaps, lists, pages). ``unchanged`` counts documents
    and articles that are as they were. ``refused`` were not fetched or not used by our own
    limits, ``failed`` could not be had: both by reason. ``left`` pages wait for the next run.
    """

    fetched: int = 0
    refused: dict[str, int] = msgspec.field(default_factory=dict)
    failed: dict[str, int] = msgspec.field(default_factory=dict)
    left: int = 0

    def lose(self, lost: Lost) -> None:
        """Count what was lost under its reason."""
        counts = self.refused if lost.ours else self.failed
        counts[lost.reason] = counts.get(lost.reason, 0) + 1


class CrawlReport(msgspec.Struct, kw_only=True):
    """Every outlet's report, by key."""

    outlets: dict[str, OutletReport] = {}

    @property
    def rejections(self) -> list[Rejection]:
        """What came but was no article, of all outlets."""
        return [one for report in self.outlets.values() for one in report.rejections]

    @property
    def is_barren(self) -> bool:
        """Whether nothing at all could be had, of any outlet."""
        return not any(one.fetched or one.unchanged for one in self.outlets.values())


class Course(msgspec.Struct, kw_only=True):
    """One outlet on its way: its sources first, then its pages.

    ``open`` sources were sent for; ``good`` ones answered; so many
    ``sitemaps`` were taken from indexes. ``discovered`` says that its front
    page was asked for the sources nobody named; ``spare`` is that front page as a list of
    links, used where it names none that answers.
    """

    outlet: Outlet
    report: OutletReport
    open: int = 0
    good: int = 0
    sitemaps: int = 0
    discovered: bool = False
    paging: bool = False
    spare: tuple[Visit, Announced] | None = None
