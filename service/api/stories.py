"""Routes under /stories and /events: lists, one story, its timeline, events and articles.

Knows nothing of how stories are made.
"""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter

from service.api import shaping
from service.api.conditional import AnyRequest, answer_unchanged
from service.api.entities import EntityName, wanted
from service.api.parameters import LISTING, Id, Language, Listing, OutletKey, Words
from service.api.resources import (
    ArticleListing,
    EventListing,
    EventResource,
    LineageResource,
    StoryListing,
    StoryResource,
    TimelineResource,
)
from service.api.routes import GROUPED, following, of_stories, reads
from service.articles.outlets import Outlets
from service.errors import NotFound
from service.store import history as history_store
from service.store import stories as story_store
from service.store import timelines as timeline_store
from service.store.engine import Store
from service.text.tokens import terms
from service.timelines.exports.river import as_river
from service.timelines.exports.setting import Setting

Sort = Annotated[
    Literal["updated", "size", "created"],
    QueryParameter(
        description="`updated`: latest article first; `size`: most articles first; "
        "`created`: newest in the index first."
    ),
]
# A reader that looks in once a day misses nothing of a week's front page.
FOLLOWED = 50
_ATOM = ResponseSpec(
    bytes, generate_examples=False, media_type="application/atom+xml", description="The feed."
)
MinArticles = Annotated[
    int | None, QueryParameter(ge=1, description="Only stories of at least so many articles.")
]


@reads("/stories", "List stories", tag="stories", before=answer_unchanged, takes=LISTING)
def list_stories(
    store: NamedDependency[Store],
    known: NamedDependency[Outlets],
    listing: NamedDependency[Listing],
    sort: Sort = "updated",
    q: Words = None,
    min_articles: MinArticles = None,
    entity: EntityName = None,
) -> StoryListing:
    """Stories, filtered and in a stable order. `since` and `until` bound the last article."""
    query = None if q is None else terms(q)
    if q is not None and not query:
        return StoryListing(items=[], next=None)
    with store.read() as connection:
        found, following = story_store.page(
            connection,
            **listing.asked(),
            sort=sort,
            query=query,
            min_articles=min_articles,
            entities=wanted(entity),
        )
    return StoryListing(items=[shaping.story(one, known) for one in found], next=following)


@reads(
    "/feed",
    "Follow stories",
    tag="stories",
    before=answer_unchanged,
    also={200: _ATOM},
)
def get_feed(
    request: AnyRequest,
    store: NamedDependency[Store],
    known: NamedDependency[Outlets],
    language: Language = None,
    outlet: OutletKey = None,
    q: Words = None,
    entity: EntityName = None,
    min_articles: MinArticles = 2,
) -> Response[bytes]:
    """The stories with the latest articles as an Atom feed, narrowed like the list of stories."""
    query = None if q is None else terms(q)
    with store.read() as connection:
        found, _ = (
            ([], None)
            if query == []
            else story_store.page(
                connection,
                limit=FOLLOWED,
                language=language,
                outlet=outlet,
                query=query,
                min_articles=min_articles,
                entities=wanted(entity),
            )
        )
        timelines = timeline_store.many(connection, [one.id for one in found])
    keys = {key for one in found for key in one.outlets}
    entries = {key: known.by_key(key) for key in keys}
    names = {key: one.name(one.languages[0]) for key, one in entries.items() if one is not None}
    setting = Setting(site=str(request.base_url).rstrip("/"), outlets=names)
    return Response(
        as_river(found, timelines, setting, address=str(request.url)),
        media_type="application/atom+xml",
    )


@of_stories("/stories/{story_id:str}", "One story")
def get_story(
    store: NamedDependency[Store],
    known: NamedDependency[Outlets],
    story_id: Id,
) -> StoryResource:
    """The story of that id; an id that was merged away redirects (308) to the one it is now."""
    with following(store, story_id) as connection:
        return shaping.story(story_store.get(connection, story_id), known)


@of_stories("/stories/{story_id:str}/timeline", "A story's timeline")
def get_timeline(store: NamedDependency[Store], story_id: Id) -> TimelineResource:
    """The story's dated happenings in order, each with every sentence that says so."""
    with following(store, story_id) as connection:
        story_store.get(connection, story_id)
        return shaping.timeline(timeline_store.get(connection, story_id))


@of_stories("/stories/{story_id:str}/events", "A story's events")
def list_events(store: NamedDependency[Store], story_id: Id) -> EventListing:
    """All the story's events, in order of their first article."""
    with following(store, story_id) as connection:
        story_store.get(connection, story_id)
        found = story_store.events(connection, story_id)
    return EventListing(items=[shaping.event(one) for one in found], next=None)


@reads("/stories/{story_id:str}/articles", "A story's articles", tag="stories", tells=GROUPED)
def list_story_articles(store: NamedDependency[Store], story_id: Id) -> ArticleListing:
    """All the story's articles without their text, oldest first, undated ones last."""
    with following(store, story_id) as connection:
        story_store.get(connection, story_id)
        found = story_store.articles(connection, story_id)
    return ArticleListing(items=[shaping.article(one) for one in found], next=None)


@of_stories("/stories/{story_id:str}/lineage", "A story's history")
def get_lineage(store: NamedDependency[Store], story_id: Id) -> LineageResource:
    """The ids that were merged into it and what each build changed, oldest first."""
    with following(store, story_id) as connection:
        merged, changes = history_store.lineage(connection, story_id)
    if not changes:
        raise NotFound(f"no story {story_id!r}")
    return shaping.lineage(story_id, merged, changes)


@of_stories("/events/{event_id:str}", "One event")
def get_event(store: NamedDependency[Store], event_id: Id) -> EventResource:
    """The articles about one happening; a merged id redirects (308)."""
    with following(store, event_id) as connection:
        return shaping.event(story_store.get_event(connection, event_id))


ROUTES = [
    list_stories,
    get_feed,
    get_story,
    get_timeline,
    list_events,
    list_story_articles,
    get_lineage,
    get_event,
]
