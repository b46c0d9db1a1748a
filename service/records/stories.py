"""Events and stories: groups of articles, whom they name, and what became of their ids.

Knows nothing of what the articles say.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

EntityKind = Literal["person", "place", "organisation"]
Phase = Literal["breaking", "developing", "sustained", "fading"]
Level = Literal["event", "story"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what a group of articles names: a person, a place or an organisation.

    ``id`` is ``kind:key``, the same in every story; ``names`` maps a language to one name in it.
    ``articles`` is how many name it, ``families`` how many independent owners' do, reprints left
    out. ``aliases`` are ids under which the same thing is found in other scripts.
    """

    id: str
    kind: EntityKind
    names: dict[str, str]
    articles: int
    families: int
    mentions: int
    aliases: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The tight cluster: articles about one happening.

    ``articles`` are ids ordered by time; ``medoid`` is the most central of them; ``entities``
    are those it names, most widely named first.
    """

    id: str
    story: str
    title: str
    titles: dict[str, str]
    medoid: str
    articles: tuple[str, ...]
    first_at: datetime | None
    last_at: datetime | None
    entities: tuple[Entity, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The broad cluster: the chain of events a reader follows as one affair.

    ``titles`` maps a language code to the headline in it; ``outlets`` maps an outlet to its
    number of articles; ``families`` counts independent owners, reprints left out.
    """

    id: str
    title: str
    titles: dict[str, str]
    language: str
    keywords: tuple[str, ...]
    events: tuple[str, ...]
    articles: int
    reprints: int
    outlets: dict[str, int]
    families: int
    languages: dict[str, int]
    first_at: datetime | None
    last_at: datetime | None
    phase: Phase
    revision: int = 1
    entities: tuple[Entity, ...] = ()


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """Why an article stands in its event: the probability of its best links, by neighbour."""

    article: str
    event: str
    story: str
    probability: float
    nearest: tuple[str, ...] = ()


class Redirect(msgspec.Struct, frozen=True, kw_only=True):
    """An id that was merged away, the id that took it up, and the articles it then held."""

    old: str
    new: str
    at: datetime
    reason: str
    articles: tuple[str, ...] = ()


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """An id that still is, and the other ids that part of its articles stand under now."""

    old: str
    into: tuple[str, ...]
    reason: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One landed clustering run: what went in, with which settings, what came out.

    ``grown``: how many articles were taken up since the last run that grouped all at once.
    """

    id: str
    at: datetime
    fingerprint: str
    model: str
    articles: int
    events: int
    stories: int
    seconds: float
    grown: int = 0
