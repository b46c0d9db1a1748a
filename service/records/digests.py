"""A window's stories, ranked.

Knows nothing of how they are rendered.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from service.records.timelines import Evidence, TimelineEntry


class DigestItem(msgspec.Struct, frozen=True, kw_only=True):
    """One story in a digest: what happened in the window and who says so.

    ``title`` is in the story's ``language``, ``titles`` maps a language to the title in it.
    ``news`` are the titles, by language, of the event that most outlets told in the window; it
    is empty where that is what the story is called after.
    """

    story: str
    title: str
    language: str
    articles: int
    families: int
    outlets: dict[str, int]
    entries: tuple[TimelineEntry, ...]
    headlines: tuple[Evidence, ...]
    score: float
    change: Literal["new", "updated"]
    titles: dict[str, str] = {}
    news: dict[str, str] = {}


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A window's stories, ranked: ``first_day`` to ``last_day`` inclusive (ISO days)."""

    id: str
    first_day: str
    last_day: str
    items: tuple[DigestItem, ...]
    articles: int
    stories: int
    made_at: datetime
