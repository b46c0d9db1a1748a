"""What of an announcement is news: new or changed, to be taken as it is or to be fetched.

Knows nothing of the network and writes nothing: it marks visits for its caller to keep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from jobs.ingest import Report
from service.articles.outlets import Outlet, Outlets
from service.records import Page
from service.sources.feeds import is_cut, plain
from service.sources.network import NetworkParams
from service.sources.sitemaps import Listed, instant
from service.store.visits import Visit, VisitKind

_PACK = msgspec.msgpack.Encoder()


def entry_hash(page: Page) -> str:
    """What a feed says of an article, as a hash: another one means that it was changed."""
    said = "\x1f".join((page.title or "", page.lead or "", page.body, page.published or ""))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


class Sorter:
    """Sorts what one source announces into unchanged, whole and waiting."""

    def __init__(
        self,
        outlet: Outlet,
        outlets: Outlets,
        params: NetworkParams,
        found: Mapping[str, Visit],
        held: Mapping[str, int],
        report: Report,
        now: datetime,
    ) -> None:
        self.outlet = outlet
        self.outlets = outlets
        self.params = params
        self.found = found
        self.held = held
        self.report = report
        self.now = now
        self.marked: dict[str, Visit] = {}
        self.seen: set[str] = set()

    def entry(self, page: Page) -> Page | None:
        """The entry where it is to be taken up at once, None where it waits or is known."""
        page = self._dressed(page)
        if page.address is None:
            return page
        if page.address in self.seen:
            return None
        said = entry_hash(page)
        known = self._known(page.address, len(plain(page.body)))
        cut = is_cut(page, self.params.whole)
        if known is not None and (known.said == said or (not known.said and known.state == "held")):
            self._mark(known, said=said)
            self.report.unchanged += known.state == "held"
            return None
        self._mark(
            known or self._new(page.address),
            said=said,
            state="waiting" if cut else "held",
            entry=_PACK.encode(page) if cut else None,
            dated=instant(page.published),
            tries=0,
            again_at=None,
        )
        return None if cut else page

    def listed(self, one: Listed) -> None:
        """A page that a sitemap or a list names."""
        if one.address in self.seen:
            return
        known = self._known(one.address, 0)
        if known is not None and not self._is_newer(one, known):
            self._mark(known, changed=one.changed or known.changed)
            self.report.unchanged += known.state == "held"
            return
        stub = Page(
            body="",
            kind="entry",
            origin=one.address,
            address=one.address,
            title=one.title,
            published=one.published,
        )
        self._mark(
            known or self._new(one.address),
            state="waiting",
            changed=one.changed,
            dated=one.dated,
            entry=_PACK.encode(stub) if one.title or one.published else None,
            tries=0,
            again_at=None,
        )

    def child(self, one: Listed) -> None:
        """A sitemap that an index names."""
        known = self.found.get(one.address)
        if known is not None and one.changed and known.changed == one.changed:
            return
        fresh = known or self._new(one.address, kind="sitemap")
        self._mark(fresh, state="waiting", changed=one.changed)

    def _is_newer(self, one: Listed, known: Visit) -> bool:
        """Whether a sitemap tells of a change since the page was fetched."""
        if not one.changed or not known.changed or one.changed == known.changed:
            return False
        changed = instant(one.changed)
        return changed is None or known.asked_at is None or changed > known.asked_at

    def _known(self, address: str, letters: int) -> Visit | None:
        """The visit of ``address``; one is made for an article that came in another way.

        An article whose text is no longer than the feed's own was only ever had from a feed.
        """
        if address in self.found:
            return self.found[address]
        if self.held.get(address, -1) > letters:
            return msgspec.structs.replace(self._new(address), state="held")
        return None

    def _new(self, address: str, kind: VisitKind = "page") -> Visit:
        return Visit(
            address=address,
            outlet=self.outlet.key,
            kind=kind,
            state="waiting",
            found_at=self.now,
        )

    def _mark(self, visit: Visit, **changes: object) -> None:
        """Remember what became of ``visit``; what is as it was need not be written again."""
        self.seen.add(visit.address)
        marked = msgspec.structs.replace(visit, **changes)
        if marked != self.found.get(visit.address):
            self.marked[visit.address] = marked

    def _dressed(self, page: Page) -> Page:
        """The entry with its outlet, and without a language that the outlet does not write."""
        said = (page.language or "").split("-", 1)[0].lower()
        whose = self.outlets.by_domain(page.address) if page.address else None
        return msgspec.structs.replace(
            page,
            outlet=self.outlet.key if whose is None else whose.key,
            language=page.language if said in self.outlet.languages else None,
            fetched_at=self.now,
        )
