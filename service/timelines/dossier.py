"""Everything that is known of one story, in one hand.

Knows nothing of where it was read.
"""

from __future__ import annotations

import msgspec

from service.records import Article, ClaimLine, Event, Story, Timeline
from service.timelines.lanes import Lanes
from service.timelines.propagation import Spread


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its timeline, events, articles, claims, lanes and spread."""

    story: Story
    timeline: Timeline
    events: list[Event]
    articles: list[Article]
    claims: list[ClaimLine]
    lanes: Lanes
    spread: list[Spread]
