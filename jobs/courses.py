"""How far a crawl has come with each outlet.

Knows nothing of how anything is fetched.
"""

from __future__ import annotations

import msgspec

from jobs.reports import OutletReport
from service.articles.outlets import Outlet
from service.sources.announcements import Announced
from service.store.visits import Visit


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
