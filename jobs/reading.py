"""Articles to what they name and count: each text is read once, and what was found is kept.

Knows nothing of how names and figures are found. Stories and events are named from what is
kept, so that one new article costs one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from jobs.cluster import Index
from service.articles.outlets import Outlets
from service.records import Article, Event, Story
from service.store import entities as entity_store
from service.store.engine import Store
from service.stories.entities import Said, merge_names, names_in
from service.stories.gazetteer import EDITION
from service.timelines.figures import FIGURES, figures_in

# Other where the same text would be read otherwise.
READINGS = f"{EDITION}|{FIGURES}"
# So many readings are written in one transaction, so that a stopped build keeps most of them.
CHUNK = 2_000
_NAMES = msgspec.msgpack.Decoder(list[Said])


def print_of(article: Article) -> str:
    """What is read in an article depends on this alone."""
    year = article.published.at.year if article.published else ""
    return f"{READINGS}|{article.content_hash[:32]}|{year}"


def read_names(
    store: Store, articles: Sequence[Article], advance: Callable[[int], None] = lambda _steps: None
) -> dict[str, list[Said]]:
    """What each of ``articles`` names, by id; read now, with its figures, where nothing is kept."""
    wanted = {one.id: print_of(one) for one in articles}
    with store.read() as connection:
        kept = entity_store.read_readings(connection, wanted)
    found = {one: _NAMES.decode(names) for one, (names, _) in kept.items()}
    advance(len(found))
    fresh = [one for one in articles if one.id not in found]
    for start in range(0, len(fresh), CHUNK):
        made = []
        for one in fresh[start : start + CHUNK]:
            found[one.id] = names_in(one)
            names, figures = msgspec.msgpack.encode(found[one.id]), figures_in(one)
            made.append((one.id, wanted[one.id], names, msgspec.msgpack.encode(figures)))
            advance(1)
        with store.write() as connection:
            entity_store.write_readings(connection, made)
    return found


def name_index(
    store: Store,
    index: Index,
    outlets: Outlets,
    advance: Callable[[int], None] = lambda _steps: None,
) -> Index:
    """The index with the entities of its stories and events."""
    articles = [one for many in index.articles_of.values() for one in many]
    said = read_names(store, articles, advance)
    families = {one.key: one.family for one in outlets}
    by_id = {one.id: one for one in articles}
    stories = [
        _named_story(one, index.articles_of[one.id], said, families) for one in index.stories
    ]
    alone = {one.id: one for one in stories if len(one.events) == 1}
    events = [
        _named_event(one, by_id, said, families, alone.get(one.story)) for one in index.events
    ]
    events_of: dict[str, list[Event]] = {}
    for one in events:
        events_of.setdefault(one.story, []).append(one)
    return msgspec.structs.replace(index, stories=stories, events=events, events_of=events_of)


def _named_story(
    story: Story,
    articles: Sequence[Article],
    said: Mapping[str, Sequence[Said]],
    families: Mapping[str, str],
) -> Story:
    found = merge_names(articles, said, families=families)
    return msgspec.structs.replace(story, entities=found)


def _named_event(
    event: Event,
    by_id: Mapping[str, Article],
    said: Mapping[str, Sequence[Said]],
    families: Mapping[str, str],
    story: Story | None,
) -> Event:
    """The event with its entities: the story's own where it is the story's only event."""
    if story is not None:
        return msgspec.structs.replace(event, entities=story.entities)
    articles = [by_id[one] for one in event.articles if one in by_id]
    found = merge_names(articles, said, families=families)
    return msgspec.structs.replace(event, entities=found)
