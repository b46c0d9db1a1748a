"""Routes under /articles and /outlets, and /search: what was published, and by whom.

Knows nothing of pages or of extraction.
"""

from __future__ import annotations

from typing import Annotated, Literal

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from service.api import shaping
from service.api.article_resources import RevisionListing
from service.api.meaning import Meaning
from service.api.parameters import (
    LISTING,
    LONGEST_QUERY,
    Cursor,
    Id,
    Limit,
    Listing,
)
from service.api.resources import (
    ArticleListing,
    FullArticleResource,
    HitListing,
    OutletListing,
)
from service.api.routes import ONE, reads
from service.articles.outlets import Outlets
from service.errors import InputError
from service.store import articles as article_store
from service.store import estimates
from service.store import search as search_store
from service.store import stories as story_store
from service.store.engine import Store

By = Annotated[
    Literal["words", "meaning"],
    QueryParameter(
        description="`words`: every word of `q` must be there; `meaning`: likest first by the "
        "vectors of the build being served, whatever the words and the language."
    ),
]
Query = Annotated[
    str,
    QueryParameter(
        max_length=LONGEST_QUERY,
        description="Words an article must have, all of them; spelling of hamza, diacritics, "
        "accents and the Arabic article do not matter. By meaning, what it should tell of.",
    ),
]


@reads("/articles", "List articles", tag="articles", takes=LISTING)
def list_articles(
    store: NamedDependency[Store], listing: NamedDependency[Listing]
) -> ArticleListing:
    """Articles without their text, newest first, undated ones last."""
    with store.read() as connection:
        found, following = article_store.page(connection, **listing.asked())
    return ArticleListing(items=[shaping.article(one) for one in found], next=following)


@reads("/articles/{article_id:str}", "One article", tag="articles", tells=ONE)
def get_article(store: NamedDependency[Store], article_id: Id) -> FullArticleResource:
    """The article with its text, in which every evidence offset counts."""
    with store.read() as connection:
        found = article_store.get(connection, article_id)
        member = story_store.member(connection, article_id)
        return shaping.full_article(found, member, estimates.get(connection, article_id))


@reads("/articles/{article_id:str}/revisions", "Its earlier versions", tag="articles", tells=ONE)
def list_revisions(store: NamedDependency[Store], article_id: Id) -> RevisionListing:
    """What the article said before, oldest first, and what changed each time, by sentence."""
    with store.read() as connection:
        found = article_store.get(connection, article_id)
        replaced = article_store.revisions(connection, article_id)
    return RevisionListing(items=shaping.revisions(found, replaced), next=None)


@reads("/outlets", "List outlets", tag="articles")
def list_outlets(store: NamedDependency[Store], known: NamedDependency[Outlets]) -> OutletListing:
    """Every outlet with an article here, most articles first."""
    with store.read() as connection:
        counts = article_store.outlets(connection)
    return OutletListing(items=shaping.outlets(counts, known), next=None)


@reads("/search", "Search the articles", tag="articles")
def search(
    store: NamedDependency[Store],
    meaning: NamedDependency[Meaning],
    q: Query,
    by: By = "words",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> HitListing:
    """Articles that have every word of `q`, or that are like it in meaning; best first."""
    if not q.strip():
        raise InputError("q: write at least one word to look for")
    with store.read() as connection:
        if by == "words":
            found, following = search_store.search(connection, q, limit=limit, cursor=cursor)
            return HitListing(items=shaping.hits(found), next=following)
        start = search_store.offset(cursor)
        near = meaning.near_words(connection, q, limit=limit + 1, start=start)
        found = search_store.hits(connection, dict(near[:limit]))
    more = len(near) > limit
    return HitListing(items=shaping.hits(found), next=str(start + limit) if more else None)


@reads("/articles/{article_id:str}/similar", "Articles like one", tag="articles", tells=ONE)
def similar(
    store: NamedDependency[Store],
    meaning: NamedDependency[Meaning],
    article_id: Id,
    limit: Limit = 20,
) -> HitListing:
    """Articles nearest to this one in meaning, likest first; none before the first build."""
    with store.read() as connection:
        article_store.get(connection, article_id)
        near = meaning.near_article(connection, article_id, limit=limit)
        found = search_store.hits(connection, dict(near))
    return HitListing(items=shaping.hits(found), next=None)


ROUTES = [list_articles, get_article, list_revisions, similar, list_outlets, search]
