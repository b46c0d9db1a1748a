"""The tables, as SQLAlchemy Core metadata.

Knows nothing of any one database. Instants are UTC; days are ISO 8601 text; nested facts are
JSON text as msgspec writes it, so that both databases hold the same bytes.
"""

from service.store.schema.articles import (
    alias,
    article,
    cut,
    estimate,
    furniture,
    mention,
    model,
    reading,
    rejection,
    revision,
    sighting,
    signature,
    vector,
)
from service.store.schema.editing import correction, override
from service.store.schema.network import visit
from service.store.schema.stories import (
    event,
    history,
    membership,
    middle,
    placed,
    redirect,
    run,
    story,
    story_entity,
)
from service.store.schema.timelines import digest, entry, timeline

__all__ = [
    "alias",
    "article",
    "correction",
    "cut",
    "digest",
    "entry",
    "estimate",
    "event",
    "furniture",
    "history",
    "membership",
    "mention",
    "middle",
    "model",
    "override",
    "placed",
    "reading",
    "redirect",
    "rejection",
    "revision",
    "run",
    "sighting",
    "signature",
    "story",
    "story_entity",
    "timeline",
    "vector",
    "visit",
]
