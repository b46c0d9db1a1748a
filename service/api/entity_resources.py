"""The public shapes of whom and what stories name.

Knows nothing of how names are found.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from service.records import EntityKind

Names = Annotated[dict[str, str], Meta(description="One name per language code.")]
EntityId = Annotated[str, Meta(description="`kind:key`, the same in every story.")]


class EntityResource(msgspec.Struct, frozen=True, kw_only=True):
    """A person, place or organisation that a story or an event names."""

    id: EntityId
    kind: EntityKind
    names: Names
    articles: Annotated[int, Meta(description="How many of its articles name it.")]
    families: Annotated[int, Meta(description="How many independent owners do, reprints out.")]
    mentions: Annotated[int, Meta(description="How often they do.")]
    aliases: Annotated[list[str], Meta(description="Its ids in other scripts.")]


class NamedEntityResource(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the whole index."""

    id: EntityId
    kind: EntityKind
    names: Names
    stories: Annotated[int, Meta(description="How many stories name it.")]
    articles: Annotated[int, Meta(description="How many articles of those stories do.")]


class EntityListing(msgspec.Struct, frozen=True, kw_only=True):
    """The entities that most stories name; all that fit the limit at once."""

    items: list[NamedEntityResource]
    next: Annotated[None, Meta(description="Always null: narrow the list by `kind` or `q`.")]
