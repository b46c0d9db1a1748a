"""What to fetch next of each outlet, told from what the store holds and what sources announce.

Knows nothing of the network. What a source announces and the mark that it was read land in one
transaction, so that a run cut short forgets nothing that a source will not say twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from jobs.announced import Sorter
from jobs.ingest import Intake, Report
from service.articles.addresses import day_in_path
from service.articles.identity import article_id
from service.articles.outlets import Outlet, Outlets
from service.records import Page
from service.sources.announcements import Announced
from service.sources.exchange import Validators
from service.sources.feeds import plain
from service.sources.network import NetworkParams
from service.sources.rows import Item
from service.sources.sitemaps import Listed
from service.sources.verdicts import Lost
from service.store import aliases, articles, visits
from service.store.engine import Connection, Store
from service.store.visits import Visit, VisitKind

# Runs that may fail to fetch an address before it is let go.
PATIENCE = 5
_ENTRY = msgspec.msgpack.Decoder(Page)


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A page that came, with the visit it belongs to."""

    visit: Visit
    page: Page


class Frontier:
    """The border between what is held of the network and what is not, in one store."""

    def __init__(
        self, store: Store, intake: Intake, outlets: Outlets, params: NetworkParams
    ) -> None:
        self.store = store
        self.intake = intake
        self.outlets = outlets
        self.params = params

    def sources(self, outlet: Outlet) -> list[tuple[VisitKind, str]]:
        """The feeds, sitemaps and lists to ask of ``outlet``: the registry's and those found.

        A sitemap whose index dates it is asked for once the index says that it changed.
        """
        named: dict[str, VisitKind] = dict.fromkeys(outlet.feeds, "feed")
        named |= dict.fromkeys(outlet.sitemaps, "sitemap")
        named |= dict.fromkeys(outlet.lists, "list")
        with self.store.read() as connection:
            known = visits.sources(connection, outlet.key)
        for one in known:
            if one.state == "waiting" or (one.state == "held" and not one.changed):
                named.setdefault(one.address, one.kind)
        return [(kind, address) for address, kind in named.items()]

    def known(self, address: str) -> Visit | None:
        """The visit of ``address``, if there was one."""
        with self.store.read() as connection:
            return visits.find(connection, [address]).get(address)

    def pages(self, outlet: Outlet, now: datetime) -> list[Visit]:
        """The pages of ``outlet`` that this run may fetch, newest first."""
        with self.store.read() as connection:
            return visits.waiting(connection, outlet.key, now=now, limit=self.params.pages)

    def left(self, outlet: Outlet) -> int:
        """How many pages of ``outlet`` wait for a later run."""
        with self.store.read() as connection:
            return visits.count_waiting(connection, outlet.key)

    def announce(
        self, outlet: Outlet, source: Visit, announced: Announced, report: Report, now: datetime
    ) -> list[str]:
        """Take up what ``source`` announces: whole entries at once, the rest as waiting pages.

        Gives the addresses of the sitemaps it names that are worth asking for.
        """
        pages = [one for one in announced.entries if isinstance(one, Page)]
        listed = [one for one in announced.pages if self._is_recent(one, now)]
        children = self._children(announced.sitemaps, now)
        asked = [one.address for one in pages if one.address]
        asked += [one.address for one in (*listed, *children)]
        with self.store.read() as connection:
            found = visits.find(connection, asked)
            held = _held(connection, [one for one in asked if one not in found])
        sorter = Sorter(outlet, self.outlets, self.params, found, held, report, now)
        direct: list[Item] = [one for one in announced.entries if not isinstance(one, Page)]
        direct += [one for one in map(sorter.entry, pages) if one is not None]
        for one in listed:
            sorter.listed(one)
        for child in children:
            sorter.child(child)
        self.intake.take(
            direct, report, lambda c: visits.write(c, [*sorter.marked.values(), source])
        )
        return [one.address for one in sorter.marked.values() if one.kind == "sitemap"]

    def _is_recent(self, one: Listed, now: datetime) -> bool:
        day = one.dated.date() if one.dated else day_in_path(one.address)
        return day is None or day >= (now - timedelta(days=self.params.days)).date()

    def _children(self, sitemaps: Iterable[Listed], now: datetime) -> list[Listed]:
        """The sitemaps of an index worth asking for, newest first."""
        recent = [one for one in sitemaps if self._is_recent(one, now)]
        dated = [one for one in recent if one.dated]
        dated.sort(key=lambda one: (one.dated, one.address), reverse=True)
        # in an undated index the newest sitemap stands last more often than first
        undated = [one for one in reversed(recent) if not one.dated]
        return [*dated, *undated][: self.params.sitemaps]

    def take(self, fetched: Sequence[Fetched], report: Report) -> None:
        """Take pages up; where one is no article, its feed's own entry stands in for it."""
        before = len(report.rejections)
        refused: dict[str, str] = {}

        def landed(connection: Connection) -> None:
            refused.update((one.origin, one.reason) for one in report.rejections[before:])
            kept = [_held_visit(one.visit) for one in fetched if one.page.origin not in refused]
            visits.write(connection, kept)

        self.intake.take([one.page for one in fetched], report, landed)
        for one in fetched:
            if one.page.origin in refused:
                self.settle(one.visit, "dropped", refused[one.page.origin], report)

    def settle(
        self, visit: Visit, state: visits.VisitState, reason: str | None, report: Report
    ) -> None:
        """Close ``visit`` for now; an entry that waits for its page is taken up as it is."""
        entry = entry_of(visit)
        stand_in = [entry] if entry is not None and plain(entry.body) else []
        settled = msgspec.structs.replace(
            visit, state=state, reason=reason, entry=None if state != "waiting" else visit.entry
        )
        self.intake.take(stand_in, report, lambda c: visits.write(c, [settled]))

    def unmodified(self, visit: Visit, now: datetime) -> None:
        """The server says that ``visit`` is as it was."""
        kept = msgspec.structs.replace(_held_visit(visit), asked_at=now)
        with self.store.write() as connection:
            visits.write(connection, [kept])

    def lose(self, visit: Visit, lost: Lost, report: Report, now: datetime) -> None:
        """``visit`` could not be had: let it go, or let it wait for another run."""
        tries = visit.tries + 1
        later = lost.passing and tries < PATIENCE
        wait = max(lost.seconds, 600.0 * 2.0 ** (tries - 1))
        failed = msgspec.structs.replace(
            visit,
            asked_at=now,
            tries=tries,
            again_at=now + timedelta(seconds=wait) if later else None,
        )
        self.settle(failed, "waiting" if later else "dropped", lost.reason, report)


def entry_of(visit: Visit) -> Page | None:
    """The feed's entry that ``visit`` keeps, if any."""
    return None if visit.entry is None else _ENTRY.decode(visit.entry)


def validators(visit: Visit | None) -> Validators:
    """What to ask the server with, so that it need not send again what is held."""
    if visit is None or visit.state == "dropped":
        return Validators()
    return Validators(etag=visit.etag, modified=visit.modified)


def _held_visit(visit: Visit) -> Visit:
    return msgspec.structs.replace(
        visit, state="held", entry=None, tries=0, again_at=None, reason=None
    )


def _held(connection: Connection, addresses: Sequence[str]) -> dict[str, int]:
    """The letters of the text held of those ``addresses`` that are articles already.

    An article is known by its address however that is spelt, and by every name it came under.
    """
    ids = {
        one: article_id(address=one, outlet="", key=None, title="", body="") for one in addresses
    }
    named = aliases.find(connection, [("address", "", one) for one in addresses])
    ids |= {name[2]: held for name, (held, _) in named.items()}
    lengths = {one.id: len(one.body) for one in articles.many(connection, set(ids.values()))}
    return {address: lengths[one] for address, one in ids.items() if one in lengths}
