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
# A pair less likely than this is joined by what lies between the two, not by itself.
ALONE_ENOUGH = 0.25
BY_MEANING = "why.by_meaning"


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another article, how likely both tell of one event, and what speaks for and against.

    ``otherwise``: the phrase for what joined a member that the score alone would not have.
    """

    article: Article
    percent: str | None
    speaks_for: list[str]
    speaks_against: list[str]
    otherwise: str | None = None


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
        members=_neighbours(reader, found.members, articles, article),
        refused=_neighbours(reader, found.refused, articles),
    )


def _neighbours(
    reader: Reader,
    reasons: Sequence[Reason],
    articles: dict[str, Article],
    fellow_of: Article | None = None,
) -> list[Neighbour]:
    return [
        _neighbour(reader, one, articles[one.article], fellow_of)
        for one in reasons
        if one.article in articles
    ]


def _neighbour(
    reader: Reader, reason: Reason, other: Article, fellow_of: Article | None
) -> Neighbour:
    otherwise = _otherwise(reason, other, fellow_of) if fellow_of else None
    if otherwise == BY_MEANING:
        # The score weighs words, which two languages do not share: it says nothing here.
        return Neighbour(
            article=other, percent=None, speaks_for=[], speaks_against=[], otherwise=otherwise
        )
    return Neighbour(
        article=other,
        percent=None if reason.event is None else percent(reader, reason.event),
        speaks_for=_named(reader, [name for name, w in reason.parts.items() if w >= WORTH]),
        speaks_against=_named(reader, [name for name, w in reason.parts.items() if w <= -WORTH]),
        otherwise=otherwise,
    )


def _named(reader: Reader, parts: Sequence[str]) -> list[str]:
    return [reader.say(f"why.part_{one}") for one in parts[:NAMED]]


def _otherwise(reason: Reason, other: Article, one: Article) -> str | None:
    """What joined two articles that their score alone would have kept apart."""
    if reason.event is not None and reason.event >= ALONE_ENOUGH:
        return None
    return BY_MEANING if other.language != one.language else "why.by_others"


def percent(reader: Reader, probability: float) -> str:
    """A probability in whole hundredths; a small one is not nought."""
    return reader.say("why.least") if probability < 0.01 else f"{round(100 * probability)}%"
