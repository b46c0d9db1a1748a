"""Records to resources: the one place where inner shapes become public ones.

Knows nothing of queries or of HTTP.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

import msgspec

from service.api.article_resources import RevisionResource
from service.api.resources import (
    ArticleResource,
    ChangeResource,
    EntryResource,
    EventResource,
    EvidenceResource,
    FullArticleResource,
    HitResource,
    LineageResource,
    OutletResource,
    StoryResource,
    TimelineResource,
    TurnResource,
)
from service.articles.outlets import Outlets
from service.articles.revisions import Text, changes
from service.records import (
    Article,
    DateEstimate,
    Event,
    Evidence,
    Membership,
    Redirect,
    Story,
    Timeline,
    TimelineEntry,
)
from service.store.articles import Revision
from service.store.history import Change
from service.store.search import Hit

R = TypeVar("R", bound=msgspec.Struct)


def _like(record: msgspec.Struct, kind: type[R], **changed: object) -> R:
    """A ``kind`` with the fields that ``record`` shares, and ``changed``."""
    names = set(kind.__struct_fields__) - set(changed)
    shared = {name: getattr(record, name) for name in names if hasattr(record, name)}
    return msgspec.convert(shared | changed, kind, from_attributes=True)


def outlets(counts: Mapping[str, int], known: Outlets) -> list[OutletResource]:
    """The outlets of ``counts`` (key to articles), most articles first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [outlet(key, articles, known) for key, articles in ordered]


def outlet(key: str, articles: int, known: Outlets) -> OutletResource:
    """One outlet with its names."""
    entry = known.by_key(key)
    return OutletResource(
        id=key,
        names=entry.names if entry else {},
        family=known.family(key),
        articles=articles,
    )


def story(record: Story, known: Outlets) -> StoryResource:
    """The public shape of a story."""
    return _like(record, StoryResource, outlets=outlets(record.outlets, known))


def event(record: Event) -> EventResource:
    """The public shape of an event."""
    return _like(record, EventResource)


def article(record: Article) -> ArticleResource:
    """An article without its text."""
    return _like(record, ArticleResource)


def full_article(
    record: Article, member: Membership | None, estimate: DateEstimate | None
) -> FullArticleResource:
    """An article with its text, where it stands and when it may have appeared."""
    shown = estimate if record.published is None else None
    return _like(record, FullArticleResource, membership=member, estimate=shown)


def revisions(record: Article, replaced: Sequence[Revision]) -> list[RevisionResource]:
    """The replaced versions of an article, each with what changed after it."""
    texts = [Text(title=one.title, lead=one.lead, body=one.body) for one in replaced]
    texts.append(Text(title=record.title, lead=record.lead, body=record.body))
    return [
        _like(one, RevisionResource, changes=changes(before, after))
        for one, (before, after) in zip(replaced, pairwise(texts), strict=True)
    ]


def evidence(record: Evidence) -> EvidenceResource:
    """A sentence, named by its article, field and offsets."""
    place = f"{record.article}:{record.field}:{record.start}-{record.end}"
    return _like(record, EvidenceResource, id=place)


def entry(record: TimelineEntry) -> EntryResource:
    """The public shape of a timeline's entry."""
    return _like(
        record,
        EntryResource,
        evidence=[evidence(one) for one in record.evidence],
        turns=[_like(one, TurnResource, evidence=evidence(one.evidence)) for one in record.turns],
    )


def timeline(record: Timeline) -> TimelineResource:
    """The public shape of a timeline."""
    return TimelineResource(
        id=record.story,
        story=record.story,
        entries=[entry(one) for one in record.entries],
        undated=record.undated,
    )


def lineage(
    story_id: str, merged: Iterable[Redirect], changes: Iterable[Change]
) -> LineageResource:
    """The public shape of a story's history."""
    return LineageResource(
        id=story_id,
        merged=[one.old for one in merged],
        changes=[
            _like(one, ChangeResource, id=f"{story_id}:{one.run or one.correction}:{place}")
            for place, one in enumerate(changes)
        ],
    )


def hits(found: Iterable[Hit]) -> list[HitResource]:
    """The public shape of a search's answer."""
    return [
        _like(
            one,
            HitResource,
            outlet=one.article.outlet,
            language=one.article.language,
            published=one.article.published,
        )
        for one in found
    ]
