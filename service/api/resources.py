"""What the API answers with: stable shapes, each field described, every instant ISO 8601 UTC.

Knows nothing of the store. A record may change inside; what stands here changes only with the
version in the address.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from service.api.article_resources import AttributedResource, EstimateResource
from service.api.entity_resources import EntityResource
from service.records import (
    Basis,
    Calendar,
    DatePrecision,
    DateSource,
    EntryKind,
    Grain,
    Phase,
    TurnKind,
)

Next = Annotated[
    str | None, Meta(description="Give it as `cursor` to go on; null when nothing is left.")
]
Titles = Annotated[dict[str, str], Meta(description="A headline per language code.")]
Entities = Annotated[
    list[EntityResource], Meta(description="Whom and what it names, most widely named first.")
]
First = Annotated[datetime | None, Meta(description="When its first article appeared (UTC).")]
Last = Annotated[datetime | None, Meta(description="When its last article appeared (UTC).")]


class OutletResource(msgspec.Struct, frozen=True, kw_only=True):
    """Who published."""

    id: Annotated[str, Meta(description="The registry key, or the bare domain of an unknown site.")]
    names: Annotated[dict[str, str], Meta(description="Its name per language (ar, fr, en).")]
    family: Annotated[str | None, Meta(description="Who owns it, as far as is known.")] = None
    articles: Annotated[int, Meta(description="How many of the articles counted here are its.")]


class StoryResource(msgspec.Struct, frozen=True, kw_only=True):
    """The chain of events a reader follows as one affair."""

    id: Annotated[str, Meta(description="Never reused; a merged id redirects (308).")]
    title: Annotated[str, Meta(description="The headline in the story's main language.")]
    titles: Titles
    language: Annotated[str, Meta(description="The language most of its articles are in.")]
    languages: Annotated[dict[str, int], Meta(description="Articles per language.")]
    keywords: Annotated[list[str], Meta(description="Words that mark it off, most telling first.")]
    phase: Annotated[Phase, Meta(description="How it stood at the last build.")]
    articles: Annotated[int, Meta(description="All its articles, reprints among them.")]
    reprints: Annotated[int, Meta(description="Articles whose text is another's.")]
    families: Annotated[int, Meta(description="Independent owners that report it, reprints out.")]
    outlets: Annotated[list[OutletResource], Meta(description="Most articles first.")]
    events: Annotated[list[str], Meta(description="Ids of its events, in order.")]
    first_at: First
    last_at: Last
    revision: Annotated[int, Meta(description="Goes up with every build that changed it.")]
    entities: Entities


class ChangeResource(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the history of a story or an event."""

    id: Annotated[str, Meta(description="Its owner, who made it and its place in the history.")]
    at: datetime
    run: Annotated[str | None, Meta(description="The build that made the change, if one did.")]
    correction: Annotated[str | None, Meta(description="The editor's correction, if one did.")]
    author: Annotated[str | None, Meta(description="The editor.")]
    change: Annotated[
        str,
        Meta(
            description="By a build: `created`, `changed`, `merged` (into another), `absorbed` "
            "(another), `split`, `parted` (from another), `restored`, `dissolved`. By an editor: "
            "the correction's kind, or `undone`."
        ),
    ]
    reason: Annotated[str, Meta(description="Why; empty where a build followed the articles.")]
    detail: Annotated[
        dict[str, Any],
        Meta(
            description="`from` and `into` are ids; of a changed field, its value before and after."
        ),
    ]


class LineageResource(msgspec.Struct, frozen=True, kw_only=True):
    """Where a story comes from: the ids merged into it, and all that builds changed."""

    id: Annotated[str, Meta(description="The story's id.")]
    merged: Annotated[list[str], Meta(description="Ids that lead here now.")]
    changes: Annotated[list[ChangeResource], Meta(description="Oldest first.")]


class EventResource(msgspec.Struct, frozen=True, kw_only=True):
    """The articles about one happening."""

    id: str
    story: Annotated[str, Meta(description="The story it belongs to.")]
    title: str
    titles: Titles
    medoid: Annotated[str, Meta(description="The id of its most central article.")]
    articles: Annotated[list[str], Meta(description="Article ids, oldest first.")]
    first_at: First
    last_at: Last
    entities: Entities


class PublishedResource(msgspec.Struct, frozen=True, kw_only=True):
    """When an article appeared, and how that is known."""

    at: Annotated[datetime, Meta(description="UTC; midnight of the printed day where only a day.")]
    precision: DatePrecision
    source: Annotated[DateSource, Meta(description="Where the date was read.")]
    confidence: Annotated[float, Meta(ge=0, le=1)]


class ArticleResource(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet published, without its text."""

    id: str
    outlet: Annotated[str, Meta(description="Outlet id.")]
    republisher: Annotated[str | None, Meta(description="The aggregator it was read at, if any.")]
    attributed: Annotated[AttributedResource | None, Meta(description="Null if long known.")]
    language: str
    title: str
    lead: str | None
    section: str | None
    address: Annotated[str | None, Meta(description="Its own page on the web.")]
    published: Annotated[PublishedResource | None, Meta(description="Null where nothing dates it.")]
    reprint_of: Annotated[str | None, Meta(description="The article whose text this repeats.")]
    revision: int


class LinkResource(msgspec.Struct, frozen=True, kw_only=True):
    """A headline its page points to, never part of its text."""

    title: str
    address: str | None


class MembershipResource(msgspec.Struct, frozen=True, kw_only=True):
    """Where the article stands and why."""

    event: str
    story: str
    probability: Annotated[float, Meta(description="Of its best links, in [0, 1].")]
    nearest: Annotated[list[str], Meta(description="Ids of the nearest members.")]


class FullArticleResource(ArticleResource, frozen=True, kw_only=True):
    """An article with its text, which every evidence offset counts in."""

    body: Annotated[str, Meta(description="Paragraphs parted by a line feed.")]
    content_hash: str
    estimate: Annotated[EstimateResource | None, Meta(description="Only where undated.")]
    links: list[LinkResource]
    membership: Annotated[MembershipResource | None, Meta(description="Null before a build.")]


class EvidenceResource(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that says so."""

    id: Annotated[str, Meta(description="Article id, field and offsets.")]
    article: str
    outlet: str
    language: str
    field: Literal["title", "lead", "body"]
    sentence: Annotated[str, Meta(description="Verbatim: field[start:end] of the article.")]
    start: Annotated[int, Meta(description="In characters, from 0.")]
    end: Annotated[int, Meta(description="Exclusive.")]
    published_at: datetime | None
    mention: Annotated[str | None, Meta(description="The words in it that give the date.")]
    estimated: Annotated[bool, Meta(description="Read by an estimate of its article's day.")]


class TurnResource(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a day ahead of it, or became of it."""

    kind: TurnKind
    day: Annotated[str, Meta(description="ISO day on which it was so said; of `held`, the day.")]
    to: Annotated[str | None, Meta(description="The new date of what was moved, if named.")]
    entry: Annotated[str | None, Meta(description="The entry that tells so, if there is one.")]
    evidence: EvidenceResource


class EntryResource(msgspec.Struct, frozen=True, kw_only=True):
    """One happening of a timeline: its date, one sentence, and all that support it."""

    id: str
    story: str
    event: str | None
    kind: EntryKind
    date: Annotated[
        str, Meta(description="ISO 8601 day, month, year, week, quarter, decade (199) or A/B.")
    ]
    first_day: Annotated[str, Meta(description="The first day it may mean.")]
    last_day: Annotated[str, Meta(description="The last day it may mean.")]
    grain: Grain
    calendar: Calendar
    surface: Annotated[str, Meta(description="The date as written.")]
    basis: Annotated[
        Basis, Meta(description="What the date rests on: `eve` is the day before the report.")
    ]
    alternatives: Annotated[list[str], Meta(description="Other readings of the date.")]
    confidence: Annotated[float, Meta(ge=0, le=1)]
    texts: Annotated[dict[str, str], Meta(description="One verbatim sentence per language.")]
    families: Annotated[int, Meta(description="Independent voices.")]
    articles: Annotated[
        int, Meta(description="All that tell it, cited or not; 0 before the next build.")
    ]
    salience: float
    reported_at: Annotated[
        datetime | None, Meta(description="When it was first reported; not when it happened.")
    ]
    evidence: Annotated[list[EvidenceResource], Meta(min_length=1)]
    status: Annotated[
        TurnKind | None, Meta(description="What became of it, if it was announced ahead.")
    ]
    turns: Annotated[list[TurnResource], Meta(description="Planned, moved, cancelled, held.")]
    bears_on: Annotated[
        str | None, Meta(description="The entry whose plan this one moves or cancels.")
    ]


class TimelineResource(msgspec.Struct, frozen=True, kw_only=True):
    """A story's dated happenings, in order of happening."""

    id: Annotated[str, Meta(description="The story's id.")]
    story: str
    entries: list[EntryResource]
    undated: Annotated[int, Meta(description="Sentences whose time nothing fixes.")]


class HitResource(msgspec.Struct, frozen=True, kw_only=True):
    """An article that answers a search."""

    id: str
    kind: Literal["article"]
    title: str
    excerpt: str
    outlet: str
    language: str
    published: PublishedResource | None
    story: Annotated[str | None, Meta(description="The story it stands in.")]
    score: Annotated[float, Meta(description="Higher is better, within one answer.")]


class RunResource(msgspec.Struct, frozen=True, kw_only=True):
    """The build whose index is being served."""

    id: str
    at: datetime
    model: str
    articles: int
    events: int
    stories: int


class HealthResource(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the service answers, and from what."""

    id: Literal["riwaya"]
    status: Literal["ok"]
    version: str
    articles: int
    stories: int
    run: Annotated[RunResource | None, Meta(description="Null before the first build.")]


class StoryListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of stories."""

    items: list[StoryResource]
    next: Next


class EventListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of events."""

    items: list[EventResource]
    next: Next


class ArticleListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of articles."""

    items: list[ArticleResource]
    next: Next


class OutletListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of outlets."""

    items: list[OutletResource]
    next: Next


class HitListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a search's answer."""

    items: list[HitResource]
    next: Next
