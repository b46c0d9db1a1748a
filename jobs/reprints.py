"""Which articles repeat another's text: a first word at ingest, the final one at each build.

Knows nothing of how texts are compared. At ingest an article can only be held against what
came before it; a build looks at all of them, so that the answer does not hang on the order in
which they came.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.articles.duplicates import ReprintParams, find_reprints, sign_articles
from service.articles.outlets import Outlets
from service.articles.shelf import Shelf
from service.articles.signatures import SIZE, Signs, from_bytes, to_bytes
from service.records import Article
from service.store import signatures
from service.store.engine import Connection, Store

PARAMS = ReprintParams()


class ReprintIndex:
    """The signatures of every known text, in reach of a new one."""

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._shelf = Shelf()
        self._outlets: dict[str, str] = {}
        self._signs: dict[str, Signs] = {}

    def _load(self) -> None:
        """Fetch what is known; only once something new is held against it."""
        if self._store is None:
            return
        with self._store.read() as connection:
            for article_id, outlet, data in signatures.stream(connection):
                self._shelf.add(article_id, from_bytes(data))
                self._outlets[article_id] = outlet
        self._store = None

    def sign(self, batch: Sequence[Article]) -> None:
        """Make the signatures of a batch at once; ``original_of`` and ``add`` use them."""
        if batch:
            self._load()
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
