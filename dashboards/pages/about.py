"""The page that says how Riwaya works, and what is in this index.

Knows nothing more than the phrases and the counts.
"""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from dashboards.rendering import PageResponse, render
from dashboards.site import Reader


@get("/about", sync_to_thread=True, include_in_schema=False)
def about_page(request: Request[Any, Any, Any]) -> PageResponse:
    """How it works, in the reader's language."""
    return render(Reader(request), "about.html", facets=request.app.state.facets.get())
