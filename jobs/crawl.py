"""Outlets to articles over the network: their sources first, then the pages these announce.

Knows nothing of HTTP, extraction or SQL. Whatever was fetched is in the store within seconds;
what was announced but not fetched yet waits there for the next run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from jobs.courses import Course
from jobs.dispatch import Dispatch
from jobs.frontier import Fetched, Frontier, entry_of, validators
from jobs.gate import Gate
from jobs.ingest import Intake
from jobs.reports import CrawlReport, OutletReport
from service.articles.outlets import Outlet, Outlets
from service.errors import EntitiesError, FetchError, SourceError
from service.sources.announcements import Announced, read_source
from service.sources.exchange import Answer
from service.sources.lanes import Errand, host_of, origin_of
from service.sources.network import NetworkParams
from service.sources.pages import page_of
from service.sources.verdicts import CROWDED, Lost, Taken, Unmodified
from service.store.engine import Store
from service.store.visits import Visit, VisitKind

# Pages are landed by so many or after so many seconds, whichever comes first: what a killed
# run must fetch again is never more than that.
BATCH = 25
BATCH_S = 5.0
FRONT = "front"


def crawl(
    store: Store,
    wanted: Sequence[Outlet],
    *,
    outlets: Outlets,
    params: NetworkParams,
    clock: Callable[[], datetime],
    seed: int = 0,
    advance: Callable[[int], None] = lambda _steps: None,
) -> CrawlReport:
    """Take up what the ``wanted`` outlets have published since they were last asked.

    ``clock`` gives the present instant, ``seed`` spreads second tries over time.
    """
    run = _Crawl(store, outlets, params, clock, seed)
    return run.of(wanted, advance)


class _Crawl:
    """One crawl under way."""

    def __init__(
        self,
        store: Store,
        outlets: Outlets,
        params: NetworkParams,
        clock: Callable[[], datetime],
        seed: int,
    ) -> None:
        self.outlets = outlets
        self.params = params
        self.clock = clock
        self.gate = Gate(store, params)
        self.dispatch = Dispatch(self.gate, params, clock, seed)
        intake = Intake(store, outlets=outlets, now=clock())
        self.frontier = Frontier(store, intake, outlets, params)
        self.courses: dict[str, Course] = {}
        self.visits: dict[str, Visit] = {}
        self.fetched: dict[str, list[Fetched]] = {}
        self.landed_at = time.monotonic()

    def of(self, wanted: Sequence[Outlet], advance: Callable[[int], None]) -> CrawlReport:
        """Crawl the ``wanted`` outlets to their ends."""
        for outlet in wanted:
            self.courses[outlet.key] = Course(outlet=outlet, report=OutletReport())
        for course in self.courses.values():
            self._send_sources(course, self.frontier.sources(course.outlet))
        try:
            for errand, outcome in self.dispatch.outcomes(self._land_in_time):
                self._take(self.courses[errand.outlet], errand, outcome)
                advance(1)
        finally:
            self._land()
        for course in self.courses.values():
            course.report.left = self.frontier.left(course.outlet)
        return CrawlReport(outlets={key: one.report for key, one in self.courses.items()})

    def _send_sources(self, course: Course, sources: Sequence[tuple[VisitKind, str]]) -> None:
        """Ask for an outlet's feeds, sitemaps and lists; look for some where there are none."""
        course.open += len(sources)
        for kind, address in sources:
            visit = self.frontier.known(address) or self._unvisited(course, kind, address)
            if self._must_wait(visit):
                self._leave_alone(course, visit)
            else:
                self._send(course, kind, visit, rank=0.0)
        if not course.open:
            self._end_sources(course)

    def _must_wait(self, visit: Visit) -> bool:
        """Whether the server asked, in an earlier run, not to be asked yet."""
        asked = visit.reason in {str(code) for code in CROWDED}
        return asked and visit.again_at is not None and visit.again_at > self.clock()

    def _leave_alone(self, course: Course, visit: Visit) -> None:
        """Leave a source and its outlet's front page alone until the server wants to be asked."""
        detail = f"{visit.address}: asks not to be asked before {visit.again_at:%Y-%m-%d %H:%M} UTC"
        course.report.lose(visit.address, Lost(reason=visit.reason or "", detail=detail))
        course.discovered = True
        course.open -= 1

    def _send(self, course: Course, kind: str, visit: Visit, *, rank: float) -> None:
        self.visits[visit.address] = visit
        self.dispatch.send(
            Errand(
                outlet=course.outlet.key,
                kind=kind,
                address=visit.address,
                place=visit.address,
                host=host_of(visit.address),
                rank=rank,
                known=validators(visit),
            )
        )

    def _unvisited(self, course: Course, kind: VisitKind, address: str) -> Visit:
        return Visit(
            address=address,
            outlet=course.outlet.key,
            kind=kind,
            state="waiting",
            found_at=self.clock(),
        )

    def _take(self, course: Course, errand: Errand, outcome: Taken | Unmodified | Lost) -> None:
        visit = self.visits[errand.address]
        if isinstance(outcome, Lost):
            self._lose(course, errand, visit, outcome)
        elif isinstance(outcome, Unmodified):
            course.report.unchanged += 1
            self.frontier.unmodified(visit, self.clock())
            self._end_source(course, errand, good=True)
        elif errand.kind == "page":
            self._take_page(course, errand, visit, outcome.answer)
        else:
            self._take_source(course, errand, visit, outcome.answer)

    def _lose(self, course: Course, errand: Errand, visit: Visit, lost: Lost) -> None:
        """Count what was lost and why; a page that was never asked for simply waits."""
        if errand.kind != "page" or not lost.untried:
            course.report.lose(visit.address, lost)
            if errand.kind != FRONT:
                self.frontier.lose(visit, lost, course.report, self.clock())
        self._end_source(course, errand, good=False)

    def _take_page(self, course: Course, errand: Errand, visit: Visit, answer: Answer) -> None:
        course.report.fetched += 1
        now = self.clock()
        try:
            page = page_of(
                answer,
                visit.address,
                entry_of(visit),
                outlet=course.outlet,
                outlets=self.outlets,
                now=now,
            )
        except FetchError as error:
            lost = Lost(reason=error.reason, detail=str(error), ours=error.ours)
            self._lose(course, errand, visit, lost)
            return
        fetched = Fetched(visit=_answered(visit, answer, now), page=page)
        self.fetched.setdefault(course.outlet.key, []).append(fetched)
        if sum(map(len, self.fetched.values())) >= BATCH:
            self._land()

    def _take_source(self, course: Course, errand: Errand, visit: Visit, answer: Answer) -> None:
        course.report.fetched += 1
        try:
            announced = read_source(answer, course.outlet, self.outlets, size=self.params.size)
        except SourceError as error:
            self._lose(course, errand, visit, _unreadable(error))
            return
        visit = _answered(visit, answer, self.clock())
        if errand.kind == FRONT and announced.form == "list":
            self._discover(course, visit, announced, answer.address)
        else:
            self._announce(course, visit, announced)
        self._end_source(course, errand, good=errand.kind != FRONT)

    def _announce(self, course: Course, visit: Visit, announced: Announced) -> None:
        """Keep what a source announces, and ask for the sitemaps that it names."""
        course.report.refuse("other-site", announced.foreign)
        held = msgspec.structs.replace(visit, state="held")
        children = self.frontier.announce(
            course.outlet, held, announced, course.report, self.clock()
        )
        room = max(self.params.sitemaps - course.sitemaps, 0)
        course.sitemaps += len(children[:room])
        self._send_more(course, [("sitemap", address) for address in children[:room]])

    def _discover(self, course: Course, visit: Visit, announced: Announced, address: str) -> None:
        """Ask for the feeds that a front page names and the sitemaps that its robots.txt does."""
        course.spare = (visit, announced)
        sitemaps = self.gate.sitemaps(origin_of(address))[: self.params.sitemaps]
        found: dict[str, VisitKind] = dict.fromkeys(sitemaps, "sitemap")
        found |= dict.fromkeys(announced.feeds, "feed")
        self._send_more(course, [(kind, one) for one, kind in found.items()])

    def _send_more(self, course: Course, sources: Sequence[tuple[VisitKind, str]]) -> None:
        fresh = [(kind, address) for kind, address in sources if address not in self.visits]
        if fresh:
            self._send_sources(course, fresh)

    def _end_source(self, course: Course, errand: Errand, *, good: bool) -> None:
        """One source less to wait for; after the last of them the pages' turn comes."""
        if errand.kind == "page":
            return
        course.open -= 1
        course.good += good
        if not course.open:
            self._end_sources(course)

    def _end_sources(self, course: Course) -> None:
        if not course.good and not course.discovered and course.outlet.domains:
            course.discovered = True
            course.open = 1
            front = self._unvisited(course, "list", front_of(course.outlet))
            self._send(course, FRONT, front, rank=0.0)
            return
        if not course.good and course.spare is not None:
            spare, course.spare = course.spare, None
            self._announce(course, *spare)
        if not course.paging:
            course.paging = True
            for rank, visit in enumerate(self.frontier.pages(course.outlet, self.clock()), 1):
                self._send(course, "page", visit, rank=float(rank))

    def _land_in_time(self) -> None:
        if time.monotonic() - self.landed_at >= BATCH_S:
            self._land()

    def _land(self) -> None:
        """Take up the pages that came, outlet by outlet."""
        fetched, self.fetched = self.fetched, {}
        for key, batch in fetched.items():
            self.frontier.take(batch, self.courses[key].report)
        self.landed_at = time.monotonic()


def front_of(outlet: Outlet) -> str:
    """The address of an outlet's front page."""
    return f"https://{outlet.domains[0]}/"


def _answered(visit: Visit, answer: Answer, now: datetime) -> Visit:
    given = answer.validators
    return msgspec.structs.replace(
        visit, asked_at=now, etag=given.etag, modified=given.modified, tries=0, again_at=None
    )


def _unreadable(error: SourceError) -> Lost:
    if isinstance(error, FetchError):
        return Lost(reason=error.reason, detail=str(error), ours=error.ours)
    if isinstance(error, EntitiesError):
        return Lost(reason="entities", detail=str(error), ours=True)
    return Lost(reason="unreadable", detail=str(error))
