"""The whole service as one app: the API, the pages, and the files they stand on.

Knows nothing of processes or ports.
"""

from __future__ import annotations

from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from dashboards.assets import Assets
from dashboards.facets import FacetCache
from dashboards.pages import (
    about,
    article,
    catalogue,
    editing,
    errors,
    front,
    history,
    search,
    story,
)
from dashboards.rendering import compile_templates
from dashboards.site import Site, site_of
from service.api.app import assemble
from service.articles.outlets import Outlets
from service.errors import NotFound
from service.settings import Settings
from service.store.engine import Store, open_store

ROBOTS = "User-agent: *\nDisallow: /search\n"


@get("/static/{digest:str}/{name:path}", sync_to_thread=True, include_in_schema=False)
def static_file(
    request: Request[Any, Any, Any], digest: FromPath[str], name: FromPath[str]
) -> Response[bytes]:
    """A style, script or font, packed beforehand, to be kept for ever under its digest."""
    site = site_of(request)
    asset = site.assets.get(str(name).lstrip("/"))
    if asset is None:
        raise NotFound(f"no file {name!r}")
    headers = {"cache-control": site.assets.cache_control(digest)}
    content = asset.plain
    if asset.packed is not None:
        headers["vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            content = asset.packed
    return Response(content, media_type=asset.content_type, headers=headers)


@get("/favicon.ico", sync_to_thread=True, include_in_schema=False)
def favicon(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The mark, for browsers that look where no page told them to."""
    asset = site_of(request).assets.get("mark.svg")
    if asset is None:
        raise NotFound("no mark.svg")
    return Response(
        asset.plain, media_type=asset.content_type, headers={"cache-control": "max-age=86400"}
    )


@get("/robots.txt", sync_to_thread=False, include_in_schema=False)
def robots() -> str:
    """Crawlers may read stories, and need not search."""
    return ROBOTS


PAGES = [
    front.front,
    story.story_page,
    history.history_page,
    *editing.PAGES,
    article.article_page,
    search.search_page,
    search.articles_page,
    catalogue.outlets_page,
    catalogue.names_page,
    about.about_page,
    static_file,
    favicon,
    robots,
]


def build_app(
    store: Store, outlets: Outlets, settings: Settings | None = None, *, ahead: bool = False
) -> Litestar:
    """The app over an open store, which it closes at its end.

    With ``ahead`` it readies itself for its first readers when it starts.
    """
    facets = FacetCache(store)
    return assemble(
        store,
        outlets,
        settings=settings,
        routes=PAGES,
        state=State({"site": Site(store, outlets, Assets()), "facets": facets}),
        exception_handlers=errors.HANDLERS,
        ahead=[facets.get, compile_templates] if ahead else None,
    )


def create_app(
    store_url: str,
    *,
    settings: Settings | None = None,
    dashboard: bool = True,
    ahead: bool = False,
) -> Litestar:
    """The app over the store at ``store_url``; without ``dashboard`` the API alone.

    Raises SettingsError or StoreError if the store cannot be opened.
    """
    from service.sources.registry import load_outlets

    outlets = load_outlets((settings or Settings()).outlets)
    store = open_store(store_url)
    if dashboard:
        return build_app(store, outlets, settings, ahead=ahead)
    return assemble(store, outlets, settings=settings, ahead=[] if ahead else None)
