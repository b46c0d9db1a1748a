"""What the API says of an article beside its text: whose, when it may have appeared, its past.

Knows nothing of the store.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from service.articles.revisions import ChangeKind
from service.records import AttributionSource, EstimateReason


class AttributedResource(msgspec.Struct, frozen=True, kw_only=True):
    """What says whose an article is."""

    source: Annotated[
        AttributionSource,
        Meta(
            description="`address`: its own page; `caller`: whoever handed it in; `copied-from`: "
            "the aggregator; `named`: a name on the page; `house-style`: how the house sets its "
            "text, weak evidence; `none`: nothing."
        ),
    ]
    confidence: Annotated[float, Meta(ge=0, le=1, description="Below 0.6 the evidence is weak.")]


class EstimateResource(msgspec.Struct, frozen=True, kw_only=True):
    """When an undated article probably appeared; an estimate, and nothing is sorted by it."""

    at: Annotated[datetime, Meta(description="Noon UTC of the likeliest day.")]
    first_day: str
    last_day: str
    confidence: Annotated[float, Meta(ge=0, le=1, description="That the likeliest day is it.")]
    reasons: Annotated[
        list[EstimateReason],
        Meta(
            description="`event`: when its event's dated articles appeared; `date-in-text`: a day "
            "the text names; `month-in-text`: a month it calls last, this or next; "
            "`weekday-in-text`: a weekday beside a word like yesterday."
        ),
    ]


class SentenceChangeResource(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that only one of two versions has, or has in other words."""

    field: Literal["title", "lead", "body"]
    kind: ChangeKind
    before: str | None
    after: str | None


class RevisionResource(msgspec.Struct, frozen=True, kw_only=True):
    """A version of an article: what it said until it was replaced, and what then changed."""

    revision: int
    replaced_at: Annotated[datetime, Meta(description="When the next version was read; UTC.")]
    modified_at: Annotated[
        datetime | None, Meta(description="When it says that it was last changed; UTC.")
    ]
    title: str
    lead: str | None
    body: str
    content_hash: str
    changes: Annotated[
        list[SentenceChangeResource], Meta(description="From this version to the next.")
    ]


class RevisionListing(msgspec.Struct, frozen=True, kw_only=True):
    """The versions that were replaced, oldest first."""

    items: list[RevisionResource]
    next: Annotated[str | None, Meta(description="Always null: all of them are here.")]
