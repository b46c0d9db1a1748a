"""Errors as RFC 9457 problem documents: one clear sentence for whoever asked.

Knows nothing of what went wrong inside; a broken server says so and logs the rest.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ExceptionHandlersMap

from service.api.merged import MergedAwayError, on_merged_away
from service.api.negotiation import NotAcceptableError, Offer
from service.errors import InputError, NotFound, StoreError

log = logging.getLogger("riwaya.api")
MEDIA_TYPE = "application/problem+json"
AnyRequest = Request[Any, Any, Any]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter that cannot be used."""

    parameter: str
    message: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error as RFC 9457 has it: ``title`` names its kind, ``detail`` says what to do."""

    title: str
    status: int
    detail: str
    instance: str
    type: str = "about:blank"
    errors: tuple[Fault, ...] = ()
    offers: tuple[Offer, ...] = ()


def problem(
    request: AnyRequest,
    status: int,
    detail: str,
    *,
    errors: tuple[Fault, ...] = (),
    offers: tuple[Offer, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response[Problem]:
    """The response that tells ``detail`` about ``request``."""
    content = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        errors=errors,
        offers=offers,
    )
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_input_error(request: AnyRequest, error: InputError) -> Response[Problem]:
    """A parameter's value that the store or a stage refuses."""
    return problem(request, 400, str(error))


def on_not_found(request: AnyRequest, error: NotFound) -> Response[Problem]:
    """No such thing: the id as it was asked for stands in the sentence."""
    return problem(request, 404, str(error))


def on_store_error(request: AnyRequest, error: StoreError) -> Response[Problem]:
    """The store cannot answer now."""
    log.error("store: %s", error)
    return problem(request, 503, str(error), headers={"retry-after": "30"})


def on_http_error(request: AnyRequest, error: HTTPException) -> Response[Problem]:
    """What Litestar refuses itself: unknown paths, wrong methods, parameters out of range."""
    status = error.status_code
    if isinstance(error, ValidationException):
        faults = _faults(error.extra)
        told = "; ".join(f"{one.parameter}: {one.message}" for one in faults)
        return problem(request, status, told or str(error.detail), errors=faults)
    if isinstance(error, NotAcceptableError):
        vary = {"vary": "Accept"}
        return problem(request, status, str(error.detail), offers=error.offers, headers=vary)
    if status == 404:
        return problem(request, status, f"nothing is at {request.url.path}; see /api/v1/openapi")
    if status == 405:
        detail = f"{request.method} is not allowed at {request.url.path}; the API is read by GET"
        return problem(request, status, detail, headers=dict(error.headers or {}))
    return problem(request, status, str(error.detail), headers=dict(error.headers or {}))


def on_any_error(request: AnyRequest, error: Exception) -> Response[Problem]:
    """A fault of ours: logged with its trace, told without it."""
    log.exception("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(request, 500, "the server failed at this; the fault has been logged")


def _faults(extra: Any) -> tuple[Fault, ...]:
    rows = extra if isinstance(extra, list) else []
    return tuple(
        Fault(parameter=str(row.get("key", "?")), message=_plain(str(row["message"])))
        for row in rows
    )


def _plain(message: str) -> str:
    """The validator's words without its markup."""
    return message.replace("`", "").replace("Expected int", "expected a whole number")


HANDLERS: ExceptionHandlersMap = {
    MergedAwayError: on_merged_away,
    InputError: on_input_error,
    NotFound: on_not_found,
    StoreError: on_store_error,
    HTTPException: on_http_error,
    Exception: on_any_error,
}

_SPECS = {
    304: ResponseSpec(None, description="You hold this answer already."),
    308: ResponseSpec(None, description="That id was merged away; follow Location."),
    400: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="A parameter is wrong."
    ),
    401: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="No editor's token."
    ),
    403: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="It is off here."
    ),
    413: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="Too large."
    ),
    429: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="Too many: wait."
    ),
    404: ResponseSpec(
        Problem, generate_examples=False, media_type=MEDIA_TYPE, description="No such thing."
    ),
    406: ResponseSpec(
        Problem,
        generate_examples=False,
        media_type=MEDIA_TYPE,
        description="No such format; `offers` lists what can be had.",
    ),
}


def told(*statuses: int) -> dict[int, ResponseSpec]:
    """What a route answers beside 200, for its description."""
    return {status: _SPECS[status] for status in statuses}
