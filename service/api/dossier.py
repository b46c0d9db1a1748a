"""A story's dossier read from the store: for answers, pages and files.

Knows nothing of HTTP. What is derived (claims, lanes, spread) is made from what a build kept
of each article, so that no text is read again.
"""

from __future__ import annotations

import msgspec

from service.articles.outlets import Outlets
from service.records import Article
from service.store import entities as entity_store
from service.store import stories as story_store
from service.store import timelines as timeline_store
from service.store.engine import Connection
from service.timelines.claims import tabulate
from service.timelines.dossier import Dossier
from service.timelines.figures import Figure
from service.timelines.lanes import lay_lanes
from service.timelines.propagation import spread_of

_FIGURES = msgspec.msgpack.Decoder(list[Figure])
# Of what an article names, kept as rows, only the id in front is needed here.
_NAMES = msgspec.msgpack.Decoder(list[tuple[str, str, str, int, bool]])


def read_dossier(connection: Connection, story_id: str, outlets: Outlets) -> Dossier:
    """All of the story of just that id. Raises NotFound."""
    story = story_store.get(connection, story_id)
    events = story_store.events(connection, story_id)
    articles = story_store.articles(connection, story_id)
    kept = entity_store.readings_of(connection, story_id)
    families = {one.outlet: outlets.family(one.outlet) for one in articles}
    # An article changed since the build: what was read in it is of another text.
    fresh = {one.id: kept[one.id] for one in articles if _still(one, kept)}
    return Dossier(
        story=story,
        timeline=timeline_store.get(connection, story_id),
        events=events,
        articles=articles,
        claims=tabulate(
            story.id,
            events,
            articles,
            {one: _FIGURES.decode(row.figures) for one, row in fresh.items()},
            families=families,
        ),
        lanes=lay_lanes(
            story,
            events,
            articles,
            families=families,
            named={one: [each[0] for each in _NAMES.decode(r.names)] for one, r in fresh.items()},
        ),
        spread=spread_of(events, articles, families=families),
    )


def _still(article: Article, kept: dict[str, entity_store.Reading]) -> bool:
    row = kept.get(article.id)
    return row is not None and article.content_hash[:32] in row.fingerprint


def names_of(dossier: Dossier, outlets: Outlets) -> dict[str, str]:
    """What each outlet of the story is called, in the story's language where it has a name."""
    entries = {one.outlet: outlets.by_key(one.outlet) for one in dossier.articles}
    language = dossier.story.language
    return {key: entry.name(language) for key, entry in entries.items() if entry is not None}
