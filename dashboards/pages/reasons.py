"""Why an article stands where it does, in words: what speaks for each neighbour, and against.

Knows nothing of how the scores are made.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dashboards.pages.editing import AnyRequest
from dashboards.site import Reader
from service.api.why import params_of, why
from service.errors import NotFound
from service.records import Article
from service.store import articles as article_store
from service.stories.why import Reason

# Below this a part moves the odds by less than a third: not worth a word.
WORTH = 0.3
NAMED = 4


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another article, how likely both tell of one event, and what speaks for and against."""

    article: Article
    percent: str | None
    speaks_for: list[str]
    speaks_against: list[str]
    same_story: bool


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest fellow members, and the nearest articles outside the event."""

    members: list[Neighbour]
    refused: list[Neighbour]


def weigh(request: AnyRequest, reader: Reader, article: Article) -> Weighed | None:
    """The neighbours of ``article``; None before its first build."""
    with reader.site.store.read() as connection:
        try:
            found = why(connection, article, params_of(request))
        except NotFound:
            return None
        ids = [one.article for one in (*found.members, *found.refused)]
        articles = {one.id: one for one in article_store.many(connection, ids)}
    return Weighed(
        members=_neighbours(reader, found.members, articles),
        refused=_neighbours(reader, found.refused, articles),
    )


def _neighbours(
    reader: Reader, reasons: Sequence[Reason], articles: dict[str, Article]
) -> list[Neighbour]:
    return [
        Neighbour(
            article=articles[one.article],
            percent=None if one.event is None else percent(one.event),
            speaks_for=_named(reader, [name for name, w in one.parts.items() if w >= WORTH]),
            speaks_against=_named(reader, [name for name, w in one.parts.items() if w <= -WORTH]),
            same_story=one.same_story,
        )
        for one in reasons
        if one.article in articles
    ]


def _named(reader: Reader, parts: Sequence[str]) -> list[str]:
    return [reader.say(f"why.part_{one}") for one in parts[:NAMED]]


def percent(probability: float) -> str:
    """A probability in whole hundredths; a small one is not nought."""
    return "< 1%" if 0 < probability < 0.01 else f"{round(100 * probability)}%"
