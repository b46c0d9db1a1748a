"""What a story, an event or an article is called today, by an id it may have lost.

Knows nothing of why it is named.
"""

from __future__ import annotations

import msgspec

from dashboards.site import Reader, Told
from service.errors import NotFound
from service.store import articles as article_store
from service.store import stories as story_store
from service.store.engine import Connection


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """An id, and what it leads to today: a headline and its page, if readers may see it."""

    id: str
    title: Told | None = None
    link: str | None = None


def subject_of(reader: Reader, connection: Connection, named: str) -> Subject:
    """What the id ``named`` leads to."""
    new = story_store.resolve(connection, named)
    try:
        if new.startswith("e-"):
            event = story_store.get_event(connection, new, hidden=True)
            title = reader.best(event.titles, "", event.title)
            return Subject(id=named, title=title, link=reader.link(f"/stories/{event.story}"))
        if new.startswith("s-"):
            story = story_store.get(connection, new, hidden=True)
            title = reader.best(story.titles, story.language, story.title)
            return Subject(id=named, title=title, link=reader.link(f"/stories/{new}/history"))
        article = article_store.get(connection, new, hidden=True)
    except NotFound:
        return Subject(id=named)
    title = Told(article.title, article.language)
    return Subject(id=named, title=title, link=reader.link(f"/articles/{new}"))
