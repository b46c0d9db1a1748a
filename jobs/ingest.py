"""Page to article: read what is handed in, keep what is new, say what happened to each item.

Knows nothing of extraction itself or of SQL. Reading the same pages again changes nothing:
each name a carrier gives (an address, a row's key) remembers the hash of what it last
brought, so an unchanged page is not even parsed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from jobs.console import log
from jobs.furniture import FurnitureDesk
from jobs.known import hash_name, names_of, page_hash
from jobs.merge import given, is_older, merge, precedes, unite
from jobs.reprints import ReprintIndex
from service.articles.extract import EXTRACTION, extract
from service.articles.outlets import Outlets
from service.errors import NotAnArticle
from service.records import Article, Page, Rejection
from service.sources.fetch import read_address
from service.sources.files import Item, Unreadable, passed_over, read_pages
from service.sources.network import DEFAULT, NetworkParams
from service.store import aliases, articles, rejections, search
from service.store.aliases import Name
from service.store.engine import Connection, Store

BATCH = 1_000
EXCERPT = 300


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller knows of pages that do not say it themselves."""

    outlet: str | None = None
    published: datetime | None = None
    language: str | None = None


NOTHING = Fill()


class Report(msgspec.Struct, kw_only=True):
    """How many items were read, and what became of them; ``rejections`` are this run's."""

    read: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    reprint: int = 0
    rejected: int = 0
    rejections: list[Rejection] = []


def ingest(
    store: Store,
    items: Iterable[Item],
    *,
    outlets: Outlets,
    now: datetime,
    fill: Fill = NOTHING,
    advance: Callable[[int], None] = lambda _steps: None,
) -> Report:
    """Take ``items`` up, batch by batch; each batch lands whole or not at all.

    Ten pages or a hundred thousand: memory holds one batch and the signatures of what was
    published near it.
    """
    report = Report()
    intake = Intake(store, outlets=outlets, now=now, fill=fill)
    try:
        for batch in _batches(items):
            intake.take(batch, report)
            advance(len(batch))
    except KeyboardInterrupt:
        log.warning(
            "interrupted: %s items were taken up; read the same again to go on", f"{report.read:,}"
        )
        raise
    return report


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """``items`` in batches; what a pipe brought before it was interrupted is the last of them."""
    batch: list[Item] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) == BATCH:
                full, batch = batch, []
                yield full
    except KeyboardInterrupt:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


class Intake:
    """The way into a store for batch after batch; it keeps what one batch tells the next."""

    def __init__(
        self, store: Store, *, outlets: Outlets, now: datetime, fill: Fill = NOTHING
    ) -> None:
        self.store = store
        self.outlets = outlets
        self.read_by = f"{EXTRACTION}{outlets.naming_print()}"
        self.now = now
        self.fill = fill
        self.reprints = ReprintIndex(store)
        # Every article that this run has read: two rows of one are told by what they say alone.
        self.placed: set[str] = set()

    def take(
        self,
        items: Sequence[Item],
        report: Report,
        landed: Callable[[Connection], None] = lambda _connection: None,
    ) -> None:
        """Read ``items`` and write what changed; ``landed`` writes in the same transaction."""
        pages = [_filled(one, self.fill) for one in items]
        with self.store.write() as connection:
            _Batch(connection, self, report).take(pages)
            landed(connection)


def _filled(item: Item, fill: Fill) -> Item:
    """The item with what it lacks of outlet and language put in."""
    if isinstance(item, Unreadable):
        return item
    return msgspec.structs.replace(
        item,
        outlet=item.outlet or fill.outlet,
        language=item.language or fill.language,
    )


class _Batch:
    """One batch on its way into the store."""

    def __init__(self, connection: Connection, intake: Intake, report: Report) -> None:
        self.connection = connection
        self.outlets = intake.outlets
        self.read_by = intake.read_by
        self.fill = intake.fill
        self.now = intake.now
        self.reprints = intake.reprints
        self.placed = intake.placed
        self.report = report
        self.known: dict[Name, tuple[str, str]] = {}
        self.heads: dict[str, Article] = {}
        self.named: dict[Name, tuple[str, str]] = {}
        self.written: dict[str, Article] = {}
        self.replaced: dict[tuple[str, int], Article] = {}
        self.refused: list[Rejection] = []
        self.furniture = FurnitureDesk(connection)

    def take(self, items: Sequence[Item]) -> None:
        """Read every item, then write what changed."""
        by = self.read_by
        read = [(one, page_hash(one, by)) for one in items if isinstance(one, Page)]
        names = [
            name for page, digest in read for name in {*names_of(page, digest), hash_name(digest)}
        ]
        self.known = aliases.find(self.connection, names)
        fresh = [pair for pair in read if not self._seen(*pair)]
        extracted = [(page, digest, self._extract(page, digest)) for page, digest in fresh]
        found = [one for _, _, one in extracted if one is not None]
        self._look_up(found)
        self.reprints.sign(found)
        for page, digest, article in extracted:
            if article is not None:
                self._place(page, digest, article)
        for item in items:
            if isinstance(item, Unreadable):
                self._refuse(item.origin, item.reason, item.detail, item.excerpt, item.origin)
        self.report.read += len(items)
        self._write()

    def _seen(self, page: Page, digest: str) -> bool:
        hits = [self.known.get(name) for name in (*names_of(page, digest), hash_name(digest))]
        if not any(hit is not None and hit[1] == digest for hit in hits):
            return False
        # A page read before but without a date may now be given one by the caller.
        if self.fill.published is not None and page.published is None:
            return False
        self.report.unchanged += 1
        return True

    def _extract(self, page: Page, digest: str) -> Article | None:
        fetched = page.fetched_at or self.now
        try:
            article = extract(page, outlets=self.outlets, now=fetched)
        except NotAnArticle as error:
            excerpt = page.title or page.body[:EXCERPT]
            self._refuse(page.origin, error.reason, str(error), excerpt, digest)
            return None
        if article.published is None and self.fill.published is not None:
            article = msgspec.structs.replace(article, published=given(self.fill.published))
        # A table's row is its publisher's own text; a page or a feed may carry its site's lines.
        return article if page.kind == "row" else self.furniture.clean(article)

    def _look_up(self, extracted: Sequence[Article]) -> None:
        """Fetch the stored articles that those just read may be readings of."""
        if not extracted:
            return
        self.known |= aliases.find(self.connection, [_canonical(one) for one in extracted])
        ids = {one for one, _ in self.known.values()} | {one.id for one in extracted}
        self.heads = {one.id: one for one in articles.many(self.connection, sorted(ids))}

    def _stored(self, page: Page, digest: str, article: Article) -> Article | None:
        for name in (*names_of(page, digest), _canonical(article)):
            hit = self.named.get(name) or self.known.get(name)
            if hit is not None and hit[0] in self.heads:
                return self.heads[hit[0]]
        return self.heads.get(article.id)

    def _place(self, page: Page, digest: str, article: Article) -> None:
        """Sort ``article`` into new, revised, unchanged or reprint."""
        stored = self._stored(page, digest, article)
        if stored is None:
            original = self.reprints.original_of(article)
            article = msgspec.structs.replace(article, reprint_of=original)
            self.report.reprint += original is not None
            self.report.new += original is None
            self._keep(article, article.id)
        elif page.fetched_at is None and stored.id in self.placed:
            article = self._unite(stored, article)
        elif is_older(stored, article):
            article = self._keep_older(stored, article)
        else:
            merged = merge(stored, article)
            self.report.unchanged += merged == stored
            self.report.revised += merged != stored
            if merged != stored:
                if merged.content_hash != stored.content_hash:
                    self.replaced[stored.id, stored.revision] = stored
                self._keep(merged, article.id)
            article = merged
        names = [*names_of(page, digest), _canonical(article)]
        if article.id in self.placed:
            # What another row of this run said under the same names is known by its own hash.
            names.append(hash_name(digest))
        self.placed.add(article.id)
        for name in names:
            self.named[name] = (article.id, digest)

    def _unite(self, stored: Article, read: Article) -> Article:
        """Take ``read`` into what this run has of it, to the same end whichever came first."""
        united = unite(stored, read)
        lesser = read if precedes(earlier=read, later=stored) else stored
        if read.content_hash != stored.content_hash and (
            lesser.content_hash not in self._earlier_texts(stored.id)
        ):
            united = msgspec.structs.replace(united, revision=self._put_before(stored, lesser))
        self.report.unchanged += united == stored
        self.report.revised += united != stored
        if united != stored:
            self._keep(united, read.id)
        return united

    def _put_before(self, stored: Article, text: Article) -> int:
        """Keep ``text`` as the last of the earlier ones of ``stored``; the newest's number then."""
        number = stored.revision
        self.replaced[stored.id, number] = msgspec.structs.replace(
            text, id=stored.id, revision=number
        )
        return number + 1

    def _earlier_texts(self, article_id: str) -> set[str]:
        """The hashes of the texts that an article had before the one it has."""
        here = {one.content_hash for at, one in self.replaced.items() if at[0] == article_id}
        return here | {one.content_hash for one in articles.revisions(self.connection, article_id)}

    def _keep_older(self, stored: Article, read: Article) -> Article:
        """Put a text that came late where it belongs: among the earlier ones of ``stored``."""
        if read.content_hash in self._earlier_texts(stored.id):
            self.report.unchanged += 1
            return stored
        self.report.revised += 1
        newest = msgspec.structs.replace(stored, revision=self._put_before(stored, read))
        self.heads[stored.id] = self.written[stored.id] = newest
        self.reprints.renew([newest])
        return newest

    def _keep(self, article: Article, read_as: str) -> None:
        self.heads[article.id] = article
        self.written[article.id] = article
        self.reprints.add(article, read_as)
        self.furniture.keep(article.id, read_as)

    def _refuse(self, origin: str, reason: str, detail: str, excerpt: str, seed: str) -> None:
        """Count and keep a rejection; its id is the item's, so a second reading adds none."""
        self.report.rejected += 1
        digest = hashlib.sha256(f"{origin}\n{reason}\n{seed}".encode()).hexdigest()[:16]
        self.refused.append(
            Rejection(
                id=f"x-{digest}",
                origin=origin,
                reason=reason,
                detail=detail,
                at=self.now,
                excerpt=excerpt[:EXCERPT],
            )
        )

    def _write(self) -> None:
        replaced = list(self.replaced.values())
        articles.write(self.connection, list(self.written.values()), replaced, self.now)
        cleaned = self.furniture.settle(self.written)
        articles.write(self.connection, cleaned, [], self.now)
        self.reprints.renew(cleaned)
        self.written |= {one.id: one for one in cleaned}
        changed = list(self.written.values())
        aliases.write(self.connection, self.named)
        search.index(self.connection, changed)
        self.reprints.save(self.connection, changed)
        rejections.write(self.connection, self.refused)
        self.report.rejections += self.refused


def _canonical(article: Article) -> Name:
    return ("article", "", article.address or article.id)


def opened_places(places: Iterable[str], *, network: NetworkParams = DEFAULT) -> Iterator[Item]:
    """The items of each place in turn: a file, a folder, an address, ``-`` for standard input.

    ``network`` bounds what is fetched: loopback and private addresses are refused by default.
    """
    for place in places:
        if place.startswith(("http://", "https://")):
            yield from read_address(place, params=network)
        else:
            items = read_pages(place)
            _tell_passed_over(place)
            yield from items


def _tell_passed_over(place: str) -> None:
    """Say which files of a folder are left out, so that none is missed unawares."""
    left = passed_over(Path(place)) if Path(place).is_dir() else {}
    if left:
        kinds = ", ".join(f"{count:,} {ending or 'without one'}" for ending, count in left.items())
        log.info("%s: passed over, by their ending: %s", place, kinds)
