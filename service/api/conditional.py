"""Conditional requests answered from the run's id alone, before anything is read or written.

Knows nothing of the answers. What stories say changes only when a run lands or an editor
corrects, so the run, the newest correction and the address name the answer; routes that tell of
articles are tagged by their bytes instead.
"""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from service.api.answers import TAG, entity_tag, holds
from service.api.parameters import refuse_unknown
from service.api.release import version
from service.store import corrections
from service.store import runs as run_store
from service.store.engine import Store

AnyRequest = Request[Any, Any, Any]


def answer_unchanged(request: AnyRequest) -> Response[None] | None:
    """A 304 if the asker holds what this run answers to this address; else note the tag.

    Raises InputError for a parameter the route does not know.
    """
    return _unchanged(request)


def answer_unchanged_as_accepted(request: AnyRequest) -> Response[None] | None:
    """The same for a route whose answer depends on the Accept header too."""
    return _unchanged(request, request.headers.get("accept", ""))


def _unchanged(request: AnyRequest, *depends: str) -> Response[None] | None:
    refuse_unknown(request)
    store: Store = request.app.state.store
    with store.read() as connection:
        run = run_store.latest(connection)
        corrected = str(corrections.newest(connection))
    if run is None:
        return None
    parts = (version(), run.id, corrected, str(request.url), *depends)
    tag = entity_tag(*(one.encode() for one in parts))
    if holds(request.headers.get("if-none-match", "").encode(), tag):
        vary = {"vary": "Accept"} if depends else {}
        return Response(None, status_code=304, headers={"etag": tag.decode(), **vary})
    request.scope["state"][TAG] = tag
    return None
