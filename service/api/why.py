"""/articles/{id}/why: the score of an article with its nearest, member or not, part by part.

Knows nothing of how scores are made. It brings the stage the articles around and their vectors
as the last build left them; nothing is encoded.
"""

from __future__ import annotations

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
from service.store import articles as article_store
from service.store import growth, models, nearby, vectors
from service.store import runs as run_store
from service.store import stories as story_store
from service.store.engine import Connection, Store
from service.stories.cluster import StoriesParams
from service.stories.similarity import load_model
from service.stories.why import Reason, Why, explain, nearest_rows

# So many articles nearest in time are held against the one by vector, and so many of them, its
# fellow members among them, by everything. A store no larger is weighed just as a build does.
AROUND = 800
WEIGHED = 160
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


class WhyResource(msgspec.Struct, frozen=True, kw_only=True):
    """Why an article stands in its event and not in another."""

    id: str
    event: str
    story: str
    members: Annotated[list[ReasonResource], Meta(description="Of its event, likeliest first.")]
    refused: Annotated[list[ReasonResource], Meta(description="Nearest that are not in its event.")]


def why(
    connection: Connection, article: Article, params: StoriesParams, *, count: int = SHOWN
) -> Why:
    """Weigh ``article`` against those around it, by the vectors of the last build.

    Raises NotFound before its first build.
    """
    run = run_store.latest(connection)
    if run is None or story_store.member(connection, article.id) is None:
        raise NotFound(f"the article {article.id!r} stands nowhere before its first build")
    around = nearby.around(connection, article, days=params.candidates.days, count=AROUND)
    stand = {one.article: one for one in growth.memberships(connection, [a.id for a in around])}
    around = [one for one in around if one.id in stand]
    titles, bodies = _vectors(connection, run.model, around)
    ids = [one.id for one in around]
    row = ids.index(article.id)
    fellows = [
        place
        for place, one in enumerate(ids)
        if stand[one].event == stand[article.id].event and place != row
    ][: WEIGHED // 2]
    rows = nearest_rows(_unit(titles + bodies), row, fellows, WEIGHED)
    return explain(
        article.id,
        [around[place] for place in rows],
        titles[rows],
        bodies[rows],
        event={one: at.event for one, at in stand.items()},
        story={one: at.story for one, at in stand.items()},
        model=load_model(),
        params=params.candidates,
        count=count,
    )


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


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)


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
    """Its score with the nearest members of its event and with the nearest articles outside it."""
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
    )


def _shape(one: Reason) -> ReasonResource:
    return ReasonResource(
        id=one.article,
        event=one.event,
        story=one.story,
        same_story=one.same_story,
        parts=[PartResource(part=name, weight=weight) for name, weight in one.parts.items()],
    )


ROUTES = [get_why]
