"""Routes under /corrections: what editors decided, one by one, and how they decide.

Knows nothing of what a correction does. Whoever holds the editors' token may read and write.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import JSONBody
from litestar.types import AnyCallable
from msgspec import Meta

from service.api import editing
from service.api.editing import Asked, UndoAsked
from service.api.parameters import Cursor, Id, Limit
from service.api.problems import told
from service.api.resources import Next
from service.records import Correction
from service.settings import Settings
from service.store import corrections as ledger
from service.store.engine import Connection, Store
from service.stories.constraints import settle

# A split of a story of ten thousand articles fits; nothing larger is a correction.
LARGEST = 1_000_000
# Of one address: more is no editor at work but someone trying tokens.
A_MINUTE = 60
STATES = "`waiting` for the next build, `in_force`, `overruled` by a later one, or `undone`."


class CorrectionResource(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided, when, and why."""

    id: str
    kind: Literal["merge", "split", "move", "rename", "pin", "hide", "undo"]
    level: Annotated[Literal["event", "story", "article"], Meta(description="What subject is.")]
    subject: Annotated[str, Meta(description="The id it is about, as the editor saw it.")]
    other: Annotated[str | None, Meta(description="Merged with, moved to, or the story around it.")]
    articles: Annotated[list[str], Meta(description="Split off, moved, pinned or hidden.")]
    titles: Annotated[dict[str, str], Meta(description="Headlines given, per language.")]
    at: datetime
    author: str
    reason: str
    state: Annotated[
        Literal["waiting", "in_force", "overruled", "undone"], Meta(description=STATES)
    ]
    run: Annotated[str | None, Meta(description="The build that took it up.")]
    undoes: str | None
    undone_by: str | None
    overrules: Annotated[
        list[str],
        Meta(description="Earlier ones that it contradicts, in whole or part: it wins over them."),
    ] = []


class CorrectionListing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of corrections."""

    items: list[CorrectionResource]
    next: Next


def same_secret(shown: str, secret: str) -> bool:
    """Whether ``shown`` is ``secret``, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(shown.encode(), secret.encode())


def needs_token(
    connection: ASGIConnection[Any, Any, Any, State], _handler: BaseRouteHandler
) -> None:
    """Let only holders of the editors' token pass.

    Raises PermissionDeniedException (403) where none is set, NotAuthorizedException (401) for
    another than the one that is.
    """
    settings: Settings = connection.app.state.settings
    secret = settings.editors.token
    if not secret:
        raise PermissionDeniedException(
            "corrections are off here: whoever runs this service can set a token for editors "
            "(RIWAYA_EDITORS_TOKEN, or token under [editors])"
        )
    scheme, _, shown = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not same_secret(shown.strip(), secret):
        raise NotAuthorizedException(
            "send the editors' token: Authorization: Bearer TOKEN",
            headers={"www-authenticate": 'Bearer realm="editors"'},
        )


def shape(one: Correction, overruled: set[str]) -> CorrectionResource:
    """The public shape of a correction."""
    state: Literal["waiting", "in_force", "overruled", "undone"] = "in_force"
    if one.undone_by is not None:
        state = "undone"
    elif one.id in overruled:
        state = "overruled"
    elif ledger.is_waiting(one):
        state = "waiting"
    names = set(CorrectionResource.__struct_fields__) - {"state", "overrules", "articles"}
    return CorrectionResource(
        **{name: getattr(one, name) for name in names},
        articles=list(one.articles) if one.kind in {"split", "move", "pin"} else [],
        state=state,
    )


def overruled_ids(connection: Connection) -> set[str]:
    """The corrections in force that a later one contradicts, in whole or part."""
    rules = [rule for one in ledger.in_force(connection) for rule in one.rules]
    return set(settle(rules).overruled)


@get(
    "/corrections",
    sync_to_thread=True,
    guards=[needs_token],
    tags=["corrections"],
    summary="List corrections",
    responses=told(304, 400, 401, 403),
)
def list_corrections(
    store: NamedDependency[Store], limit: Limit = 20, cursor: Cursor = None
) -> CorrectionListing:
    """Every correction ever made, undos and undone ones too, newest first."""
    with store.read() as connection:
        found, following = ledger.page(connection, limit=limit, cursor=cursor)
        overruled = overruled_ids(connection)
        return CorrectionListing(items=[shape(one, overruled) for one in found], next=following)


_throttle = RateLimitConfig(rate_limit=("minute", A_MINUTE)).middleware


def _decides(path: str, summary: str) -> AnyCallable:
    """The decorator of a route by which an editor decides something."""
    return post(
        path,
        sync_to_thread=True,
        guards=[needs_token],
        middleware=[_throttle],
        request_max_body_size=LARGEST,
        tags=["corrections"],
        summary=summary,
        responses=told(400, 401, 403, 404, 413, 429),
    )


@_decides("/corrections", "Correct")
def make_correction(
    store: NamedDependency[Store], data: JSONBody[Asked]
) -> Response[CorrectionResource]:
    """Merge, split or move: obeyed by the next build and every later one. Rename, pin or hide:
    seen at once. Of two corrections that contradict each other the later wins.
    """
    with store.write() as connection:
        made, overrules = editing.correct(connection, data, now=datetime.now(UTC))
        shaped = shape(made, set())
    return _made(msgspec.structs.replace(shaped, overrules=list(overrules)))


@_decides("/corrections/{correction_id:str}/undo", "Undo a correction")
def undo_correction(
    store: NamedDependency[Store], correction_id: Id, data: JSONBody[UndoAsked]
) -> Response[CorrectionResource]:
    """Let a correction hold no longer. The undo is itself written down; nothing is deleted."""
    with store.write() as connection:
        made = editing.undo(connection, correction_id, data, now=datetime.now(UTC))
        shaped = shape(made, set())
    return _made(shaped)


def _made(shaped: CorrectionResource) -> Response[CorrectionResource]:
    return Response(shaped, status_code=201, headers={"cache-control": "no-store"})


ROUTES = [list_corrections, make_correction, undo_correction]
