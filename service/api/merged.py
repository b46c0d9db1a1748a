"""Ids that were merged away: the permanent redirect to the id that took them up.

Knows nothing of who merged them or why.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Request
from litestar.response import Redirect

AnyRequest = Request[Any, Any, Any]


class MergedAwayError(Exception):
    """The id asked for leads to another now; no fault of anyone's. ``new`` is that id."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old!r} is {new!r} now")
        self.old = old
        self.new = new


def still(subject: str, new: str) -> str:
    """``subject``, if it leads to itself. Raises MergedAwayError if it leads to another."""
    if new != subject:
        raise MergedAwayError(subject, new)
    return subject


def on_merged_away(request: AnyRequest, error: MergedAwayError) -> Redirect:
    """A 308 to this same route under the new id; method, rest of path and query stay."""
    path = request.url.path.replace(quote(error.old), quote(error.new), 1)
    if path == request.url.path:
        path = path.replace(error.old, quote(error.new), 1)
    query = f"?{request.url.query}" if request.url.query else ""
    return Redirect(path + query, status_code=308)
