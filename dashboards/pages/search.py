"""The search page and the list of all articles.

Knows nothing of how words are matched.
"""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from dashboards.rendering import PageResponse, render
from dashboards.site import Reader
from service.api.parameters import LONGEST_QUERY
from service.store import articles as article_store
from service.store import entities as entity_store
from service.store import search as search_store
from service.store import stories as story_store
from service.store.engine import Connection
from service.stories.entities import ids_of

PER_PAGE = 20
MOST_STORIES = 5


@get("/search", sync_to_thread=True, include_in_schema=False)
def search_page(request: Request[Any, Any, Any]) -> PageResponse:
    """The articles that have every word of ``q``, best first, each with its story."""
    reader = Reader(request)
    query = (request.query_params.get("q") or "").strip()[:LONGEST_QUERY]
    cursor = request.query_params.get("cursor") or None
    with reader.site.store.read() as connection:
        hits, following = (
            search_store.search(connection, query, limit=PER_PAGE, cursor=cursor)
            if query
            else ([], None)
        )
        named = _named(reader, connection, query) if query and not cursor else None
        ids = dict.fromkeys(one.story for one in hits if one.story)
        stories = [story_store.get(connection, one) for one in ids]
    found = [one for one in stories if one.articles > 1][:MOST_STORIES]
    titles = {one.id: reader.best(one.titles, one.language, one.title) for one in found}
    return render(
        reader,
        "search.html",
        query=query,
        hits=hits,
        found_stories=found,
        titles=titles,
        named=named,
        next=reader.link("/search", q=query, cursor=following) if following else None,
    )


def _named(reader: Reader, connection: Connection, query: str) -> tuple[str, str] | None:
    """(name, address of the stories that name it) of the entity that the words are a name of."""
    for one in ids_of(query):
        names = entity_store.names_of(connection, one)
        if names:
            told = reader.best(names, reader.language, query).text
            return told, reader.link("/", entity=one, all="1")
    return None


@get("/articles", sync_to_thread=True, include_in_schema=False)
def articles_page(request: Request[Any, Any, Any]) -> PageResponse:
    """All articles, newest first; ``outlet`` and ``language`` narrow them."""
    reader = Reader(request)
    given = {name: request.query_params.get(name) or None for name in ("outlet", "language")}
    with reader.site.store.read() as connection:
        found, following = article_store.page(
            connection,
            limit=PER_PAGE,
            cursor=request.query_params.get("cursor") or None,
            outlet=given["outlet"],
            language=given["language"],
        )
    return render(
        reader,
        "articles.html",
        articles=found,
        outlet=given["outlet"],
        next=reader.link("/articles", **given, cursor=following) if following else None,
    )
