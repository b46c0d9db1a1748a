"""Outlets' recurring lines, at ingest: learned from all that is known, cut out of all of it.

Knows nothing of pages. After every batch the store is as if all its pages had come in one:
what became furniture is cut out of articles that came before, what no longer is goes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from service.articles.recurring import (
    Cut,
    Sighting,
    cut,
    is_title_key,
    least_pages,
    least_titles,
    restored,
    sight,
)
from service.records import Article
from service.store import articles as article_store
from service.store import furniture
from service.store.engine import Connection


class FurnitureDesk:
    """What one batch shows of its outlets' lines, and what follows from it for all articles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, frozenset[str]] = {}
        self._read: dict[str, tuple[Sighting, tuple[Cut, ...]]] = {}
        self._kept: dict[str, tuple[Sighting, tuple[Cut, ...]]] = {}

    def clean(self, article: Article) -> Article:
        """``article`` as read, without what is known to be its outlet's furniture."""
        outlet = article.outlet
        if outlet not in self._known:
            self._known[outlet] = furniture.known(self._connection, outlet)
        cleaned, cuts = cut(article, self._known[outlet])
        self._read[article.id] = sight(article.title, article.body), cuts
        return cleaned

    def keep(self, article_id: str, read_as: str) -> None:
        """Note that what was read as ``read_as`` is now the text of ``article_id``."""
        if read_as in self._read:
            self._kept[article_id] = self._read[read_as]

    def settle(self, written: Mapping[str, Article]) -> list[Article]:
        """Learn from the batch; the articles whose text that changes, ``written`` or stored."""
        if not self._kept:
            return []
        shown = {
            one: (written[one].outlet, seen.mark, seen.keys)
            for one, (seen, _) in self._kept.items()
        }
        furniture.sight(self._connection, shown)
        changed: list[Article] = []
        for outlet in sorted({outlet for outlet, _, _ in shown.values()}):
            learned = self._recurring(outlet)
            before = furniture.known(self._connection, outlet)
            touched = {one for one, (of, _, _) in shown.items() if of == outlet}
            if learned != before:
                furniture.learn(self._connection, outlet, learned)
                touched |= furniture.showing(self._connection, outlet, learned ^ before)
            changed += self._anew(touched, learned, written)
        return changed

    def _recurring(self, outlet: str) -> frozenset[str]:
        """The keys of what recurs over the outlet's different texts."""
        total = furniture.texts(self._connection, outlet)
        lines = furniture.recurring(self._connection, outlet, least_pages(total))
        ends = furniture.recurring(self._connection, outlet, least_titles(total))
        return frozenset(
            [one for one in lines if not is_title_key(one)]
            + [one for one in ends if is_title_key(one)]
        )

    def _anew(
        self, ids: Iterable[str], learned: frozenset[str], written: Mapping[str, Article]
    ) -> list[Article]:
        """Those of the articles ``ids`` that ``learned`` leaves with another text."""
        wanted = sorted(ids)
        elsewhere = [one for one in wanted if one not in written]
        at_hand = {one.id: one for one in article_store.many(self._connection, elsewhere)}
        stored = furniture.cuts(self._connection, [one for one in wanted if one not in self._kept])
        changed: list[Article] = []
        cut_out: dict[str, list[tuple[int, str]]] = {}
        for one in wanted:
            article = written.get(one) or at_hand[one]
            if one in self._kept:
                cuts = self._kept[one][1]
            else:
                cuts = tuple(Cut(place, line) for place, line in stored.get(one, ()))
            cleaned, now = cut(restored(article, cuts), learned)
            cut_out[one] = [(each.place, each.line) for each in now]
            if cleaned != article:
                changed.append(cleaned)
        furniture.keep_cuts(self._connection, cut_out)
        return changed
