"""/articles/{id}/why: an article's score with its nearest, and the joins of its groups, by part.

Knows nothing of how scores are made. It brings the stage the articles around and their vectors
as the last build left them; nothing is encoded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
import numpy as np
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Meta
from numpy.typing import NDArray

from service.api.conditional import AnyRequest
from service.api.parameters import Id
from service.api.routes import ONE, reads
from service.embeddings.inputs import fields, text_key
from service.errors import NotFound
from service.records import Article
from service.settings import Settings
from service.steps import unit_rows
from service.store import articles as article_store
from service.store import growth, models, nearby, vectors
from service.store import runs as run_store
from service.store import stories as story_store
from service.store.engine import Connection, Store
from service.stories.cluster import StoriesParams
from service.stories.joins import Join, Told, Way
from service.stories.similarity import load_model
from service.stories.why import Reason, Why, explain, rows_around

# So many articles nearest in time and of its story are held against the one by vector, and so many
# of them by everything. A store no larger is weighed just as a build does.
AROUND = 2_400
OF_STORY = 200
WEIGHED = 240
SHOWN = 5

Count = Annotated[int, QueryParameter(ge=1, le=20, description="How many of each kind.")]


class PartResource(msgspec.Struct, frozen=True, kw_only=True):
    """What one family of measures says of a pair."""

    part: Annotated[
        str,
        Meta(
            description="`words`, `meaning`, `names`, `numbers`, `time`, `outlet`, `length`, "
            "`nearness` (beside each one's nearest) or `neighbours` (what third articles say)."
        ),
    ]
    weight: Annotated[
        float, Meta(description="Added to the log-odds of one event; below 0 against.")
    ]


class ReasonResource(msgspec.Struct, frozen=True, kw_only=True):
    """Another article and how it compares."""

    id: Annotated[str, Meta(description="The other article.")]
    event: Annotated[
        float | None,
        Meta(
            description="Probability of one event; null if the two were too unlike to be weighed."
        ),
    ]
    story: Annotated[float | None, Meta(description="Probability of one story.")]
    same_story: bool
    parts: Annotated[list[PartResource], Meta(description="The weightiest first.")]


class JoinResource(msgspec.Struct, frozen=True, kw_only=True):
    """Two groups, one of which holds the article: joined, or the nearest that were not."""

    way: Annotated[
        Way,
        Meta(
            description="What joined them: `seed` (the article's own likeness), `judgement` (the "
            "fitted judgement of two groups), `affair` (the same of stories far apart in time), "
            "`language` (meaning and day), `otherwise` (articles further off, or an editor)."
        ),
    ]
    mine: Annotated[list[str], Meta(description="The group with the article, nearest to it first.")]
    others: Annotated[list[str], Meta(description="The other group, nearest to the article first.")]
    score: Annotated[
        float | None,
        Meta(
            description="`seed`: mean probability of one event; `judgement` and `affair`: "
            "probability that joining is a gain."
        ),
    ]
    cut: Annotated[float | None, Meta(description="The least score that joins.")]
    start: Annotated[float, Meta(description="The log-odds of a judgement before its parts.")]
    parts: Annotated[
        list[PartResource],
        Meta(
            description="The weightiest first: `likelihood` (of one event, over their pairs), "
            "`best` (their likest pair), `sizes`, `time`, `tightness` (each group's own), "
            "`nearness` (beside each one's nearest group), `words`, `meaning`, `occasion` (the "
            "competition, festival or gathering that both name). They are log-odds."
        ),
    ]


class ToldResource(msgspec.Struct, frozen=True, kw_only=True):
    """How a group came together, made again from the articles around the one."""

    joins: Annotated[
        list[JoinResource],
        Meta(description="In the order they were made; the judgement that brought most is given."),
    ]
    refused: Annotated[
        JoinResource | None, Meta(description="The nearest group that was not joined.")
    ]
    agrees: Annotated[
        bool,
        Meta(description="Whether the articles around alone make the same group as the build."),
    ]


class WhyResource(msgspec.Struct, frozen=True, kw_only=True):
    """Why an article stands in its event and not in another."""

    id: str
    event: str
    story: str
    members: Annotated[list[ReasonResource], Meta(description="Of its event, likeliest first.")]
    refused: Annotated[list[ReasonResource], Meta(description="Nearest that are not in its event.")]
    in_event: Annotated[ToldResource, Meta(description="How its event was made.")]
    in_story: Annotated[ToldResource, Meta(description="How its event came into its story.")]


def why(
    connection: Connection, article: Article, params: StoriesParams, *, count: int = SHOWN
) -> Why:
    """Weigh ``article`` against those around it, by the vectors of the last build.

    Raises NotFound before its first build.
    """
    run = run_store.latest(connection)
    own = story_store.member(connection, article.id)
    if run is None or own is None:
        raise NotFound(f"the article {article.id!r} stands nowhere before its first build")
    around = _around(connection, article, own.story, params.candidates.days)
    stand = {one.article: one for one in growth.memberships(connection, [a.id for a in around])}
    around = [one for one in around if one.id in stand]
    titles, bodies = _vectors(connection, run.model, around)
    ids = [one.id for one in around]
    rows = rows_around(
        unit_rows(titles + bodies),
        ids.index(article.id),
        [stand[one].event for one in ids],
        [stand[one].story for one in ids],
        WEIGHED,
    )
    return explain(
        article.id,
        [around[place] for place in rows],
        titles[rows],
        bodies[rows],
        event={one: at.event for one, at in stand.items()},
        story={one: at.story for one, at in stand.items()},
        model=load_model(),
        params=params,
        count=count,
        total=article_store.count(connection),
    )


def _around(connection: Connection, article: Article, story: str, days: float) -> list[Article]:
    """What is near ``article`` in time, and some of its story, evenly over its time."""
    around = {one.id: one for one in nearby.around(connection, article, days=days, count=AROUND)}
    others = [one for one in growth.members_of(connection, [story])[story] if one not in around]
    spread = others[:: max(1, -(-len(others) // OF_STORY))]
    around |= {one.id: one for one in article_store.many(connection, spread)}
    return [around[one] for one in sorted(around)]


def _vectors(
    connection: Connection, name: str, around: list[Article]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    known = models.get(connection, name)
    if known is None:
        raise NotFound(f"the vectors of the model {name!r} are no longer kept: build anew")
    pairs = [fields(one) for one in around]
    titles, bodies = (
        vectors.read(
            connection,
            name,
            [text_key(pair[place], prefix) for pair in pairs],
            known.dimensions,
        )
        for place, prefix in enumerate((known.title_prefix, known.body_prefix))
    )
    return titles, bodies


def params_of(request: AnyRequest) -> StoriesParams:
    """The parameters that stories are made with in the app that serves ``request``."""
    settings: Settings = request.app.state.settings
    return settings.stories


@reads("/articles/{article_id:str}/why", "Why it stands where it does", tag="articles", tells=ONE)
def get_why(
    request: AnyRequest,
    store: NamedDependency[Store],
    article_id: Id,
    count: Count = SHOWN,
) -> WhyResource:
    """Its score with the nearest in and outside its event, and the joins that made its groups."""
    with store.read() as connection:
        article = article_store.get(connection, article_id)
        found = why(connection, article, params_of(request), count=count)
        member = story_store.member(connection, article_id)
    if member is None:
        raise NotFound(f"the article {article_id!r} stands nowhere before its first build")
    return WhyResource(
        id=article_id,
        event=member.event,
        story=member.story,
        members=[_shape(one) for one in found.members],
        refused=[_shape(one) for one in found.refused],
        in_event=_told(found.in_event),
        in_story=_told(found.in_story),
    )


def _told(one: Told) -> ToldResource:
    return ToldResource(
        joins=[_joined(join) for join in one.joins],
        refused=None if one.refused is None else _joined(one.refused),
        agrees=one.agrees,
    )


def _joined(one: Join) -> JoinResource:
    return JoinResource(
        way=one.way,
        mine=list(one.mine),
        others=list(one.others),
        score=one.score,
        cut=one.cut,
        start=one.start,
        parts=_parts(one.parts),
    )


def _parts(parts: Mapping[str, float]) -> list[PartResource]:
    return [PartResource(part=name, weight=weight) for name, weight in parts.items()]


def _shape(one: Reason) -> ReasonResource:
    return ReasonResource(
        id=one.article,
        event=one.event,
        story=one.story,
        same_story=one.same_story,
        parts=_parts(one.parts),
    )


ROUTES = [get_why]
