"""Ids that were merged away: the permanent redirect to the id that took them up.

Knows nothing of who merged them or why.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Request
from litestar.response import Redirect


def moved(request: Request[Any, Any, Any], subject: str, new: str) -> Redirect | None:
    """A 308 to this same route with ``new`` for ``subject``, or None if they are the same.

    Method, path behind the id and query stay as asked.
    """
    if new == subject:
        return None
    path = request.url.path.replace(quote(subject), quote(new), 1)
    path = path if path != request.url.path else path.replace(subject, new, 1)
    query = f"?{request.url.query}" if request.url.query else ""
    return Redirect(path + query, status_code=308)
