"""The route that lists whom and what stories name: a facet to filter stories by.

Knows nothing of how names are found in a text.
"""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from service.api.conditional import answer_unchanged
from service.api.entity_resources import EntityListing, NamedEntityResource
from service.api.parameters import Limit
from service.api.routes import reads
from service.records import EntityKind
from service.store import entities as entity_store
from service.store.engine import Store
from service.stories.entities import ids_of

Kind = Annotated[
    EntityKind | None, QueryParameter(description="`person`, `place` or `organisation` only.")
]
PartOfName = Annotated[
    str | None,
    QueryParameter(
        max_length=100, description="Only with this in a name, however spelt, in any language."
    ),
]
LeastArticles = Annotated[
    int, QueryParameter(ge=1, description="Count only stories where so many articles name it.")
]
EntityName = Annotated[
    str | None,
    QueryParameter(
        max_length=200,
        description="Only stories that name this entity: its id (`place:MA`) or one of its names.",
    ),
]


def wanted(entity: str | None) -> list[str] | None:
    """The ids that ``entity``, an id or a name in any spelling, may mean; None without one."""
    return None if entity is None else ids_of(entity)


@reads("/entities", "List entities", tag="stories", before=answer_unchanged)
def list_entities(
    store: NamedDependency[Store],
    limit: Limit = 50,
    kind: Kind = None,
    q: PartOfName = None,
    min_articles: LeastArticles = 1,
) -> EntityListing:
    """The people, places and organisations that most stories name, with how many do."""
    with store.read() as connection:
        found = entity_store.most_named(
            connection, limit=limit, kind=kind, query=q, least_articles=min_articles
        )
    return EntityListing(
        items=[
            NamedEntityResource(
                id=one.id,
                kind=one.kind,
                names=one.names,
                stories=one.stories,
                articles=one.articles,
            )
            for one in found
        ],
        next=None,
    )


ROUTES = [list_entities]
