"""Which articles repeat another's text: a first word at ingest, the final one at each build.

Knows nothing of how texts are compared. At ingest an article can only be held against what
came before it; a build looks at all of them, so that the answer does not hang on the order in
which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from sys import intern

import numpy as np

from service.articles.duplicates import ReprintParams, find_reprints, sign_articles
from service.articles.outlets import Outlets
from service.articles.shelf import Shelf
from service.articles.signatures import SIZE, Signs, from_bytes, to_bytes
from service.records import Article
from service.store import signatures
from service.store.engine import Connection, Store

PARAMS = ReprintParams()
# Copies follow their original within hours: of 1,519 in nine months of five outlets 4 did later
# than a day, none later than 11. What comes later still, a build finds.
WINDOW = timedelta(days=14)
# Signatures are fetched by spans of so many days.
SPAN = 16
# With so many texts in reach (some 200 MB), those far from the batch at hand are let go.
MOST = 150_000


class ReprintIndex:
    """The signatures of known texts near in time to those at hand, in reach of a new one.

    Every undated text is near; to an undated one every text is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clear()
        self._signs: dict[str, Signs] = {}

    def __len__(self) -> int:
        """How many texts are in reach."""
        return len(self._shelf)

    def _clear(self) -> None:
        self._shelf = Shelf()
        self._outlets: dict[str, str] = {}
        self._spans: set[int] = set()
        self._has_undated = self._has_all = False

    def _load(self, batch: Sequence[Article]) -> None:
        """Fetch what is known near ``batch`` and not fetched yet."""
        if self._has_all:
            return
        spans = {span for one in batch for span in _spans(one)}
        if len(self._shelf) > MOST and self._spans - spans:
            self._clear()
        with self._store.read() as connection:
            if any(one.published is None for one in batch):
                self._put(signatures.everything(connection))
                self._has_all = True
                return
            if not self._has_undated:
                self._put(signatures.undated(connection))
                self._has_undated = True
            for span in sorted(spans - self._spans):
                self._put(signatures.between(connection, _first(span), _first(span + 1)))
        self._spans |= spans

    def _put(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        for article_id, outlet, data in rows:
            if article_id not in self._outlets:
                self._shelf.add(article_id, from_bytes(data))
                self._outlets[article_id] = intern(outlet)

    def sign(self, batch: Sequence[Article]) -> None:
        """Make the signatures of a batch at once; ``original_of`` and ``add`` use them."""
        if batch:
            self._load(batch)
        rows = sign_articles(batch)
        self._signs = {one.id: row for one, row in zip(batch, rows, strict=True)}

    def original_of(self, article: Article) -> str | None:
        """The id of a known article whose text this one repeats, or None."""
        for other, share in self._shelf.near(self._signs[article.id], PARAMS.across):
            needed = PARAMS.within if self._outlets[other] == article.outlet else PARAMS.across
            if other != article.id and share >= needed:
                return other
        return None

    def add(self, article: Article, signed_as: str) -> None:
        """Put ``article`` within reach, under the signature made for ``signed_as``."""
        self._signs[article.id] = self._signs[signed_as]
        self._shelf.add(article.id, self._signs[article.id])
        self._outlets[article.id] = article.outlet

    def renew(self, changed: Sequence[Article]) -> None:
        """Sign and put in reach the texts of articles that were changed after their reading."""
        for one, row in zip(changed, sign_articles(changed), strict=True):
            self._signs[one.id] = row
            self._shelf.add(one.id, row)
            self._outlets[one.id] = one.outlet

    def save(self, connection: Connection, changed: Sequence[Article]) -> None:
        """Keep the signatures of ``changed``."""
        rows = {one.id: (one.content_hash, to_bytes(self._signs[one.id])) for one in changed}
        signatures.write(connection, rows)


def _spans(article: Article) -> Iterable[int]:
    """The numbers of the spans that the window around an article lies in, none undated."""
    if article.published is None:
        return ()
    at = article.published.at
    first, last = (_number(at - WINDOW), _number(at + WINDOW))
    return range(first, last + 1)


def _number(at: datetime) -> int:
    return (at - _START).days // SPAN


def _first(span: int) -> datetime:
    return _START + timedelta(days=SPAN * span)


_START = datetime(1970, 1, 1, tzinfo=UTC)


def reprints_of(store: Store, articles: Sequence[Article], outlets: Outlets) -> dict[str, str]:
    """Copy's id to original's over all of ``articles``, from the signatures in the store."""
    with store.read() as connection:
        known = signatures.many(connection, (one.id for one in articles))
    rows = np.zeros((len(articles), SIZE), dtype=np.uint32)
    absent = [place for place, one in enumerate(articles) if one.id not in known]
    for place, one in enumerate(articles):
        if one.id in known:
            rows[place] = from_bytes(known[one.id])
    if absent:
        rows[absent] = sign_articles([articles[place] for place in absent])
    agencies = {one.key for one in outlets if one.ownership == "agency"}
    return find_reprints(articles, agencies=agencies, params=PARAMS, signs=rows)
