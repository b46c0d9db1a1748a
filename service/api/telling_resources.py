"""The public shapes of how a story was told: figures that differ, lanes, who followed whom.

Knows nothing of how they are made.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from service.api.resources import EvidenceResource
from service.records import ClaimBound, ClaimSlot, Standing

Seconds = Annotated[
    float | None, Meta(description="Seconds; null where an order within a day is not known.")
]


class ClaimResource(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's figure."""

    value: float
    bound: Annotated[ClaimBound, Meta(description="`least`: at least so many; `about`: roughly.")]
    standing: Annotated[Standing, Meta(description="How it stands to what was told before it.")]
    family: Annotated[str, Meta(description="Who owns the outlet.")]
    attribution: Annotated[str | None, Meta(description="The source that the sentence names.")]
    evidence: Annotated[EvidenceResource, Meta(description="`mention` is the number as written.")]


class ClaimLineResource(msgspec.Struct, frozen=True, kw_only=True):
    """What the outlets say one slot of one event is, oldest first."""

    id: str
    event: Annotated[str | None, Meta(description="Null where it is counted over the story.")]
    slot: ClaimSlot
    unit: Annotated[str, Meta(description="people, members, countries, a currency or %.")]
    topic: Annotated[list[str], Meta(description="Stems that sums and shares have in common.")]
    low: float
    high: float
    latest: Annotated[float, Meta(description="The value told last.")]
    families: Annotated[int, Meta(description="Independent voices.")]
    claims: Annotated[list[ClaimResource], Meta(min_length=1)]


class ClaimTableResource(msgspec.Struct, frozen=True, kw_only=True):
    """A story's figures: slot x value x outlet x time."""

    id: Annotated[str, Meta(description="The story's id.")]
    lines: list[ClaimLineResource]


class PointResource(msgspec.Struct, frozen=True, kw_only=True):
    """An article on a lane."""

    article: str
    outlet: str
    family: str
    at: datetime
    timed: Annotated[bool, Meta(description="False where only its day is known.")]
    reprint: bool


class LaneResource(msgspec.Struct, frozen=True, kw_only=True):
    """One event, outlet or place with its articles in order of time."""

    kind: Literal["event", "outlet", "place"]
    key: Annotated[str, Meta(description="The id of the event, outlet or place.")]
    names: Annotated[dict[str, str], Meta(description="Its name per language, where known.")]
    points: list[PointResource]


class StretchResource(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days with more articles than chance would bring, or with none."""

    kind: Literal["burst", "gap"]
    first_day: Annotated[str, Meta(description="ISO day, inclusive.")]
    last_day: Annotated[str, Meta(description="ISO day, inclusive.")]
    days: int
    articles: int


class ReportResource(msgspec.Struct, frozen=True, kw_only=True):
    """An owner's first article on an event."""

    family: str
    outlet: str
    article: str
    at: datetime
    timed: bool
    follows: Annotated[str | None, Meta(description="The owner that reported last before it.")]
    after_s: Annotated[Seconds, Meta(description="Behind that owner.")]
    behind_s: Annotated[Seconds, Meta(description="Behind the first report.")]


class CopyResource(msgspec.Struct, frozen=True, kw_only=True):
    """A reprint and the article it repeats."""

    article: str
    outlet: str
    original: str
    source: Annotated[str | None, Meta(description="The outlet of the original.")]
    after_s: Seconds


class SpreadResource(msgspec.Struct, frozen=True, kw_only=True):
    """How one event spread among independent owners; reprints apart."""

    event: str
    reports: list[ReportResource]
    copies: list[CopyResource]


class LanesResource(msgspec.Struct, frozen=True, kw_only=True):
    """A story's articles side by side, its bursts and gaps, and how its events spread."""

    id: Annotated[str, Meta(description="The story's id.")]
    events: list[LaneResource]
    outlets: list[LaneResource]
    places: list[LaneResource]
    stretches: list[StretchResource]
    spread: list[SpreadResource]
