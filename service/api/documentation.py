"""The API's own description and the page that shows it, both served from here.

Knows nothing of the routes it describes. Litestar's page would load scripts from another
host and write one into the page; this one stands on files beside this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import License, Tag
from litestar.params import FromPath

from service.api.release import version
from service.errors import NotFound

BASE = "/api/v1"
FILES = Path(__file__).parent / "swagger"
TYPES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "show.js": "text/javascript",
}
DESCRIPTION = """\
Stories, their timelines and the articles they stand on.

- A list answers `{"items": [...], "next": cursor or null}`; give `next` back as `cursor`.
- Every object has an `id`. A story's id that was merged away redirects (308) to its new one.
- Every instant is ISO 8601 in UTC; every day is an ISO 8601 date.
- Every answer carries an `ETag`; ask again with `If-None-Match` and pay nothing for no news.
- Errors are RFC 9457 problem documents whose `detail` says what to do.
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Riwaya API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{base}/openapi/files/swagger-ui.css">
<script defer src="{base}/openapi/files/swagger-ui-bundle.js"></script>
<script defer src="{base}/openapi/files/show.js"></script>
</head>
<body style="margin:0">
<div id="api" data-description="{base}/openapi.json"></div>
<noscript><a href="{base}/openapi.json">openapi.json</a></noscript>
</body>
</html>
"""


def openapi_config() -> OpenAPIConfig:
    """What Litestar needs to describe the routes; its own pages stay at an inner path."""
    return OpenAPIConfig(
        title="Riwaya",
        version=version(),
        description=DESCRIPTION,
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        tags=[
            Tag(name="stories", description="Stories, events and timelines."),
            Tag(name="articles", description="Articles, outlets and search."),
            Tag(
                name="corrections", description="What editors decided; for holders of their token."
            ),
            Tag(name="service", description="The service itself."),
        ],
        use_handler_docstrings=True,
        path=f"{BASE}/openapi/raw",
        render_plugins=[JsonRenderPlugin()],
    )


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """The OpenAPI 3.1 document."""
    return Response(request.app.openapi_schema.to_schema(), media_type=MediaType.JSON)


@get("/openapi", include_in_schema=False, sync_to_thread=False, media_type=MediaType.HTML)
def page() -> str:
    """The page that shows the document and lets one try it."""
    return PAGE.format(base=BASE)


@get("/openapi/files/{name:str}", include_in_schema=False, sync_to_thread=True)
def file(name: FromPath[str]) -> Response[bytes]:
    """One of the page's own files."""
    if name not in TYPES:
        raise NotFound(f"no file {name!r} of the description's page")
    return Response(
        (FILES / name).read_bytes(),
        media_type=TYPES[name],
        headers={"cache-control": "public, max-age=86400"},
    )


ROUTES = [description, page, file]
