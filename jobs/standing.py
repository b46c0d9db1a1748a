"""What stands of the last build, read as far as a growing build asks for it.

Knows nothing of what changed or of how articles are grouped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from jobs.embed import embed, read_vectors
from service.embeddings.encoder import Encoder
from service.records import Article, Membership
from service.store import articles as article_store
from service.store import growth as growth_store
from service.store.engine import Store
from service.stories.assign import FRESH


class Standing:
    """The articles, vectors and standing of what a growing build has looked at, each read once."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self.store = store
        self.encoder = encoder
        self.articles: dict[str, Article] = {}
        self.stood: dict[str, Membership] = {}
        self._titles: dict[str, NDArray[np.float32]] = {}
        self._bodies: dict[str, NDArray[np.float32]] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Have the articles of ``ids`` at hand."""
        wanted = sorted(set(ids) - self.articles.keys())
        with self.store.read() as connection:
            found = article_store.many(connection, wanted)
            stood = growth_store.memberships(connection, wanted)
        embed(self.store, self.encoder, found)
        titles, bodies = read_vectors(self.store, self.encoder, found)
        self.articles |= {one.id: one for one in found}
        self.stood |= {one.article: one for one in stood}
        self._titles |= {one.id: titles[row] for row, one in enumerate(found)}
        self._bodies |= {one.id: bodies[row] for row, one in enumerate(found)}

    def vectors(self, ids: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The title and body vectors of ``ids``: two (n, d) float32 arrays."""
        none = np.zeros((0, self.encoder.dimensions), np.float32)
        titles, bodies = ([of[one] for one in ids] for of in (self._titles, self._bodies))
        return (np.stack(titles) if titles else none, np.stack(bodies) if bodies else none)

    def fellows(self, ids: Iterable[str]) -> list[str]:
        """The articles of every event that one of ``ids`` stands in."""
        events = {at.event for one in ids if (at := self.stood.get(one))}
        with self.store.read() as connection:
            return growth_store.fellows(connection, events)

    def members(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """The ids of each old story's articles, as they stood."""
        with self.store.read() as connection:
            return growth_store.members_of(connection, stories)


class Groups:
    """Which story and event each article at hand is in by now, by their keys."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self.event: dict[str, str] = {}
        self.story: dict[str, str] = {}

    def place(self, article: str, event: str, story: str) -> None:
        """Put an article there."""
        self.event[article], self.story[article] = event, story

    def whole(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """Every article of each of ``stories`` (keys), those not at hand read in."""
        wanted = set(stories)
        stood = self._standing.members(one for one in wanted if not one.startswith(FRESH))
        away = [one for ids in stood.values() for one in ids if one not in self.story]
        self._standing.fetch(away)
        for one in away:
            at = self._standing.stood[one]
            self.place(one, at.event, at.story)
        found: dict[str, list[str]] = {one: [] for one in wanted}
        for one, story in self.story.items():
            if story in found:
                found[story].append(one)
        return {story: sorted(ids, key=self._by_time) for story, ids in found.items()}

    def join(self, one: str, other: str) -> None:
        """Make the events and the stories of two articles one each; an old id lives on."""
        self.whole({self.story[one], self.story[other]})
        for of in (self.event, self.story):
            keep = min(of[one], of[other], key=lambda key: (key.startswith(FRESH), key))
            gone = {of[one], of[other]} - {keep}
            of.update({article: keep for article, key in of.items() if key in gone})

    def rename(self, went: Mapping[str, str]) -> None:
        """Put the articles of each story in ``went`` into the one it went into."""
        self.whole(went)
        self.story |= {one: went[key] for one, key in self.story.items() if key in went}

    def _by_time(self, article: str) -> tuple[bool, float, str]:
        return article_store.by_time(self._standing.articles[article])
