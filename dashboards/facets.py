"""What the front page can be filtered by: the languages, outlets and years that are there.

Knows nothing of how filters look. Counted once and kept until a run lands or an editor corrects.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from service.store import articles as article_store
from service.store import corrections
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
    """The facets of what is being served; each process counts them once until they change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: tuple[str, str, Facets] | None = None

    def get(self) -> Facets:
        """The facets as of now."""
        with self._store.read() as connection:
            run = run_store.latest(connection)
            corrected = str(corrections.newest(connection))
        of = (run.id if run else "", corrected)
        if run is None or self._kept is None or self._kept[:2] != of:
            self._kept = (*of, count_facets(self._store))
        return self._kept[2]


def count_facets(store: Store) -> Facets:
    """Read what ``store`` can be filtered by."""
    with store.read() as connection:
        run = run_store.latest(connection)
        newest, _ = story_store.page(connection, limit=1)
        last = newest[0].last_at if newest else None
        shared, _ = story_store.page(connection, limit=1, min_articles=2)
        told = story_store.languages(connection)
        languages = tuple(code for code in LANGUAGES if code in told)
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
            stories=story_store.count_shown(connection),
            articles=article_store.count_shown(connection),
            shared=bool(shared),
        )
