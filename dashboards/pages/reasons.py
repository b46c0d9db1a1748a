"""Why an article stands where it does, in words: what speaks for its neighbours and its groups.

Knows nothing of how the scores are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dashboards.pages.editing import AnyRequest
from dashboards.site import Reader
from service.api.why import params_of, why
from service.errors import NotFound
from service.records import Article
from service.store import articles as article_store
from service.store.engine import Connection
from service.stories.joins import Join
from service.stories.joins import Told as Made
from service.stories.why import Reason, Why

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


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """How one group met another, in a sentence, and the article of the other that is nearest."""

    sentence: str
    article: Article
    speaks_for: list[str]
    speaks_against: list[str]


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """How an event, or a story, came together; ``unsure`` where made again it ends otherwise."""

    joins: list[Joined]
    refused: Joined | None
    unsure: bool


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest fellow members, the nearest articles outside the event, and the joins."""

    members: list[Neighbour]
    refused: list[Neighbour]
    in_event: Grouped
    in_story: Grouped


def weigh(request: AnyRequest, reader: Reader, article: Article) -> Weighed | None:
    """The neighbours of ``article``; None before its first build."""
    with reader.site.store.read() as connection:
        try:
            found = why(connection, article, params_of(request))
        except NotFound:
            return None
        articles = _named_by(connection, found)
    return Weighed(
        members=_neighbours(reader, found.members, articles, article),
        refused=_neighbours(reader, found.refused, articles),
        in_event=_grouped(reader, found.in_event, articles),
        in_story=_grouped(reader, found.in_story, articles),
    )


def _named_by(connection: Connection, found: Why) -> dict[str, Article]:
    """The articles that the page names: neighbours, and the nearest of each group."""
    ids = [one.article for one in (*found.members, *found.refused)]
    for made in (found.in_event, found.in_story):
        joins = [*made.joins, *([made.refused] if made.refused else [])]
        ids += [one.others[0] for one in joins]
    return {one.id: one for one in article_store.shown(connection, ids)}


def _grouped(reader: Reader, made: Made, articles: dict[str, Article]) -> Grouped:
    joins = [_joined(reader, one, f"why.way_{one.way}", articles) for one in made.joins]
    refused = made.refused
    # Refused by the build, though not by what is nearest alone: its parts would say the reverse.
    clear = refused is not None and (refused.score or 0.0) < (refused.cut or 0.0)
    return Grouped(
        joins=[one for one in joins if one is not None],
        refused=_joined(reader, refused, "why.way_refused", articles)
        if refused is not None and clear
        else None,
        unsure=not made.agrees,
    )


def _joined(reader: Reader, join: Join, phrase: str, articles: dict[str, Article]) -> Joined | None:
    """The join in words; None where its nearest article is hidden."""
    if join.others[0] not in articles:
        return None
    return Joined(
        sentence=reader.say(
            phrase,
            mine=reader.say.count("articles", len(join.mine)),
            others=reader.say.count("articles", len(join.others)),
            percent="" if join.score is None else percent(reader, join.score),
        ),
        article=articles[join.others[0]],
        speaks_for=_speaking(reader, join.parts, for_it=True),
        speaks_against=_speaking(reader, join.parts, for_it=False),
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
        speaks_for=_speaking(reader, reason.parts, for_it=True),
        speaks_against=_speaking(reader, reason.parts, for_it=False),
        otherwise=otherwise,
    )


def _speaking(reader: Reader, parts: Mapping[str, float], *, for_it: bool) -> list[str]:
    """The phrases for the weightiest parts that speak for it, or against."""
    if for_it:
        return [reader.say(f"why.part_{one}") for one, w in parts.items() if w >= WORTH][:NAMED]
    return [reader.say(f"why.against_{one}") for one, w in parts.items() if w <= -WORTH][:NAMED]


def _otherwise(reason: Reason, other: Article, one: Article) -> str | None:
    """What joined two articles that their score alone would have kept apart."""
    if reason.event is not None and reason.event >= ALONE_ENOUGH:
        return None
    return BY_MEANING if other.language != one.language else "why.by_others"


def percent(reader: Reader, probability: float) -> str:
    """A probability in whole hundredths; a small one is not nought."""
    if probability < 0.01:
        return reader.say("why.least")
    return reader.say("claims.unit_percent", value=round(100 * probability))
