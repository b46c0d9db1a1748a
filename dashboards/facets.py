"""What the front page can be filtered by: the languages, outlets and years that are there.

Knows nothing of how filters look. Counted once for each run and kept until the next lands.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from service.store import articles as article_store
from service.store import runs as run_store
from service.store import stories as story_store
from service.store.engine import Store

# Languages outlets of the registry publish in; one without a story is not offered.
LANGUAGES = ("ar", "fr", "en", "es", "ary", "zgh")
MOST_YEARS = 12


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """The choices, and the size of the index. ``newest`` is the last dated story's last day."""

    run: str | None
    built_at: datetime | None
    model: str | None
    languages: tuple[str, ...]
    outlets: dict[str, int]
    years: tuple[int, ...]
    newest: datetime | None
    stories: int
    articles: int
    shared: bool


class FacetCache:
    """The facets of the run being served; one reading for each run in each process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Facets | None = None

    def get(self) -> Facets:
        """The facets as of now."""
        with self._store.read() as connection:
            run = run_store.latest(connection)
        if self._kept is None or self._kept.run is None or self._kept.run != (run and run.id):
            self._kept = count_facets(self._store)
        return self._kept


def count_facets(store: Store) -> Facets:
    """Read what ``store`` can be filtered by."""
    with store.read() as connection:
        run = run_store.latest(connection)
        newest, _ = story_store.page(connection, limit=1)
        last = newest[0].last_at if newest else None
        shared, _ = story_store.page(connection, limit=1, min_articles=2)
        languages = tuple(
            code for code in LANGUAGES if story_store.page(connection, limit=1, language=code)[0]
        )
        years: list[int] = []
        until = last
        while until is not None and len(years) < MOST_YEARS:
            years.append(until.year)
            start = datetime(until.year, 1, 1, tzinfo=UTC)
            older, _ = story_store.page(connection, limit=1, until=start)
            until = older[0].last_at if older else None
        return Facets(
            run=run.id if run else None,
            built_at=run.at if run else None,
            model=run.model if run else None,
            languages=languages,
            outlets=article_store.outlets(connection),
            years=tuple(years),
            newest=last,
            stories=story_store.count(connection),
            articles=article_store.count(connection),
            shared=bool(shared),
        )
