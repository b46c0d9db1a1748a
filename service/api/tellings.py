"""Routes on how a story was told: its figures, its lanes and spread, and the story as a file.

Knows nothing of how they are made.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from service.api import shaping
from service.api.conditional import answer_unchanged_as_accepted
from service.api.dossier import names_of, read_dossier
from service.api.negotiation import choose
from service.api.parameters import Id
from service.api.routes import following, of_stories
from service.api.telling_resources import (
    ClaimLineResource,
    ClaimResource,
    ClaimTableResource,
    LanesResource,
)
from service.articles.outlets import Outlets
from service.records import ClaimLine
from service.store.engine import Store
from service.timelines.dossier import Dossier
from service.timelines.exports import FORMATS, Setting, export

AnyRequest = Request[Any, Any, Any]
FormatName = Annotated[
    Literal[
        "json",
        "csv",
        "jsonfeed",
        "atom",
        "ics",
        "timelinejs",
        "markdown",
        "jsonld",
        "bundle",
    ],
    PathParameter(description=f"One of {', '.join(FORMATS)}."),
]
FormatWish = Annotated[
    str | None,
    QueryParameter(
        name="format",
        max_length=40,
        description=f"One of {', '.join(FORMATS)}; without it the Accept header decides.",
    ),
]
_FILE = ResponseSpec(
    bytes,
    generate_examples=False,
    media_type="application/octet-stream",
    description="The file, under the media type of its format.",
)


def _read(store: Store, known: Outlets, story_id: str) -> Dossier:
    with following(store, story_id) as connection:
        return read_dossier(connection, story_id, known)


@of_stories("/stories/{story_id:str}/claims", "A story's figures")
def get_claims(
    store: NamedDependency[Store], known: NamedDependency[Outlets], story_id: Id
) -> ClaimTableResource:
    """What the outlets say the figures are, each with its sentence; updates and contradictions."""
    found = _read(store, known, story_id)
    return ClaimTableResource(id=story_id, lines=[_line(one) for one in found.claims])


def _line(line: ClaimLine) -> ClaimLineResource:
    claims = [
        ClaimResource(
            value=one.value,
            bound=one.bound,
            standing=one.standing,
            family=one.family,
            attribution=one.attribution,
            evidence=shaping.evidence(one.evidence),
        )
        for one in line.claims
    ]
    return ClaimLineResource(
        id=line.id,
        event=line.event,
        slot=line.slot,
        unit=line.unit,
        topic=list(line.topic),
        low=line.low,
        high=line.high,
        latest=line.latest,
        families=line.families,
        claims=claims,
    )


@of_stories("/stories/{story_id:str}/lanes", "A story's lanes and spread")
def get_lanes(
    store: NamedDependency[Store], known: NamedDependency[Outlets], story_id: Id
) -> LanesResource:
    """Its articles by event, outlet and place; bursts and gaps; who followed whom, how fast."""
    found = _read(store, known, story_id)
    lanes = msgspec.structs.asdict(found.lanes)
    shared = {name: lanes[name] for name in ("events", "outlets", "places", "stretches")}
    whole = shared | {"id": story_id, "spread": found.spread}
    return msgspec.convert(whole, LanesResource, from_attributes=True)


@of_stories("/stories/{story_id:str}/export/{kind:str}", "A story as a file", also={200: _FILE})
def get_export(
    request: AnyRequest,
    store: NamedDependency[Store],
    known: NamedDependency[Outlets],
    story_id: Id,
    kind: FormatName,
) -> Response[bytes]:
    """The story for a feed reader, a calendar, a spreadsheet, an archive; the same bytes each time.

    Links in it lead to the host it was asked of.
    """
    return _file(request, _read(store, known, story_id), known, kind)


@of_stories(
    "/stories/{story_id:str}/export",
    "A story in the format asked for",
    tells=(304, 308, 400, 404, 406),
    before=answer_unchanged_as_accepted,
    also={200: _FILE},
)
def negotiate_export(
    request: AnyRequest,
    store: NamedDependency[Store],
    known: NamedDependency[Outlets],
    story_id: Id,
    wish: FormatWish = None,
) -> Response[bytes]:
    """The story as a file in the `format` named, else in the one that the Accept header likes most.

    JSON where nothing is asked for; `Content-Location` is where that very file always is.
    """
    offers = {name: one.media_type for name, one in FORMATS.items()}
    kind = choose(request, wish, offers)
    answer = _file(request, _read(store, known, story_id), known, kind)
    place = f"{request.url.path.rstrip('/')}/{kind}"
    answer.headers.update({"content-location": place, "vary": "Accept"})
    return answer


def _file(request: AnyRequest, found: Dossier, known: Outlets, kind: str) -> Response[bytes]:
    setting = Setting(site=str(request.base_url).rstrip("/"), outlets=names_of(found, known))
    name = f"{found.story.id}.{FORMATS[kind].ending}"
    return Response(
        export(kind, found, setting),
        media_type=FORMATS[kind].media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


ROUTES = [get_claims, get_lanes, get_export, negotiate_export]
