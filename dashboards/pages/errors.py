"""The pages shown when there is nothing to show, in the reader's language.

Knows nothing of causes; under /api the answer is a problem document instead.
"""

from __future__ import annotations

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from dashboards.rendering import PageResponse, render
from dashboards.site import Reader
from service.api import problems
from service.errors import InputError, NotFound, ServiceError

log = logging.getLogger("riwaya.dashboards")
AnyRequest = Request[Any, Any, Any]
# What editors meet: no session of their own, and too many tries.
HELPS = {403: "no_session_help", 429: "too_many_help"}
Answer = PageResponse | Response[problems.Problem]


def is_api(request: AnyRequest) -> bool:
    """Whether a program asked."""
    return request.url.path.startswith("/api/")


def on_not_found(request: AnyRequest, error: NotFound) -> Answer:
    """No such story or article."""
    if is_api(request):
        return problems.on_not_found(request, error)
    return _page(request, 404, "not_found", "not_found_help")


def on_input_error(request: AnyRequest, error: InputError) -> Answer:
    """A cursor or a filter that means nothing."""
    if is_api(request):
        return problems.on_input_error(request, error)
    broken = "bad_cursor" if str(error).startswith("cursor") else "bad_period"
    return _page(request, 400, "bad_request", broken)


def on_http_error(request: AnyRequest, error: HTTPException) -> Answer:
    """An unknown address, or a request the framework refuses."""
    if is_api(request):
        return problems.on_http_error(request, error)
    headers = dict(error.headers or {})
    if error.status_code in {404, 405}:
        return _page(request, error.status_code, "not_found", "not_found_help", headers)
    if error.status_code in HELPS:
        return _page(request, error.status_code, "bad_request", HELPS[error.status_code], headers)
    if error.status_code < 500:
        return _page(request, error.status_code, "bad_request", "bad_period")
    return on_any_error(request, error)


def on_any_error(request: AnyRequest, error: Exception) -> Answer:
    """A fault of ours, logged with its trace."""
    if is_api(request):
        return problems.on_any_error(request, error)
    log.exception("%s %s failed", request.method, request.url.path, exc_info=error)
    return _page(request, 503 if isinstance(error, ServiceError) else 500, "broken", "broken_help")


def _page(
    request: AnyRequest,
    status: int,
    title: str,
    help_text: str,
    headers: dict[str, str] | None = None,
) -> PageResponse:
    """The page; ``headers`` are those that go with the status, such as Allow or Retry-After."""
    answer = render(
        Reader(request),
        "error.html",
        status=status,
        code=status,
        title=f"error.{title}",
        help_text=f"error.{help_text}",
    )
    answer.headers.update(headers or {})
    return answer


HANDLERS: ExceptionHandlersMap = {
    NotFound: on_not_found,
    InputError: on_input_error,
    HTTPException: on_http_error,
    Exception: on_any_error,
}
