"""What a story's page tells of its corrections, and what an editor's forms are filled with.

Knows nothing of how a form is answered.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dashboards.pages import editing
from dashboards.pages.editing import Notice
from dashboards.phrases import LANGUAGES
from dashboards.site import Reader
from service.errors import NotFound
from service.records import Correction, Event, Story
from service.store import overrides
from service.store import stories as story_store

AnyRequest = editing.AnyRequest


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """``waiting``: corrections that the next build takes up. ``languages``: those a headline can
    be given in. ``pinned``: whether the story is shown first.
    """

    notice: Notice | None
    waiting: list[Correction]
    languages: list[str]
    pinned: bool


def read_desk(request: AnyRequest, reader: Reader, story: Story, events: Sequence[Event]) -> Desk:
    """What there is to tell of a story's corrections."""
    with reader.site.store.read() as connection:
        shown = overrides.many(connection, [story.id]).get(story.id)
        return Desk(
            notice=editing.notice(connection, request),
            waiting=editing.waiting_on(connection, story.id, [one.id for one in events]),
            languages=list(dict.fromkeys([*story.titles, *LANGUAGES])),
            pinned=shown is not None and shown.pinned_at is not None,
        )


def is_hidden(reader: Reader, story_id: str) -> bool:
    """Whether there is such a story, and editors hid it."""
    with reader.site.store.read() as connection:
        try:
            story_store.get(connection, story_id, hidden=True)
        except NotFound:
            return False
        shown = overrides.many(connection, [story_id]).get(story_id)
        return shown is not None and shown.hidden
