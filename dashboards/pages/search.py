"""The search page, by words or by meaning, and the list of all articles.

Knows nothing of how words are matched or meanings compared.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from itertools import groupby
from typing import Any, Literal

import msgspec
from litestar import Request, get

from dashboards.rendering import PageResponse, render
from dashboards.site import Reader, Told
from service.api.meaning import Meaning
from service.api.parameters import LONGEST_QUERY
from service.errors import StoreError
from service.records import Article, Story
from service.store import articles as article_store
from service.store import entities as entity_store
from service.store import search as search_store
from service.store import stories as story_store
from service.store.engine import Connection
from service.store.search import Hit
from service.stories.entities import ids_of
from service.text.tokens import terms

log = logging.getLogger("riwaya.dashboards")
PER_PAGE = 20
# A word with the marks that stand over its letters, or what lies between two words.
WORD = re.compile(r"[\w\u064b-\u0652\u0670]+")
PIECES = re.compile(rf"{WORD.pattern}|[^\w\u064b-\u0652\u0670]+")
MOST_STORIES = 5
By = Literal["words", "meaning"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What the address asks: ``query`` by words or meaning, or what is like an article."""

    query: str
    by: By
    like: Article | None = None
    cursor: str | None = None

    def address(self, **changed: object) -> dict[str, object]:
        """The question as an address tells it; its cursor only where ``changed`` gives one."""
        plain = {
            "q": self.query,
            "by": "meaning" if self.by == "meaning" else None,
            "like": self.like.id if self.like else None,
        }
        return plain | changed


def meaning_of(request: Request[Any, Any, Any]) -> Meaning:
    """What answers questions of meaning in the app that serves ``request``."""
    meaning: Meaning = request.app.state.meaning
    return meaning


@get("/search", sync_to_thread=True, include_in_schema=False)
def search_page(request: Request[Any, Any, Any]) -> PageResponse:
    """The articles that have every word of ``q``, or near it in meaning, each with its story."""
    reader = Reader(request)
    with reader.site.store.read() as connection:
        asked = read_question(request, connection)
        named = None
        if asked.query and asked.by == "words" and not asked.cursor:
            named = _named(reader, connection, asked.query)
        try:
            hits, following = _answer(meaning_of(request), connection, asked)
        except StoreError as error:
            if asked.by == "words":
                raise
            log.warning("no search by meaning: %s", error)
            hits, following, failed = [], None, True
        else:
            failed = False
        stories = _stories_of(connection, hits)
        total = search_store.count(connection, asked.query) if asked.by == "words" else 0
    return render(
        reader,
        "search.html",
        status=503 if failed else 200,
        asked=asked,
        like=Told(asked.like.title, asked.like.language) if asked.like else None,
        failed=failed,
        hits=hits,
        total=total,
        wanted=frozenset(terms(asked.query)) if asked.by == "words" else frozenset(),
        marked=marked,
        found_stories=stories,
        titles={one.id: reader.best(one.titles, one.language, one.title) for one in stories},
        named=named,
        ways=[
            (by, reader.link("/search", q=asked.query, by="meaning" if by == "meaning" else None))
            for by in ("words", "meaning")
        ],
        next=reader.link("/search", **asked.address(cursor=following)) if following else None,
    )


def read_question(request: Request[Any, Any, Any], connection: Connection) -> Question:
    """What the address asks. Raises NotFound for an unknown article."""
    given = request.query_params
    like = given.get("like")
    return Question(
        query="" if like else (given.get("q") or "").strip()[:LONGEST_QUERY],
        by="meaning" if like or given.get("by") == "meaning" else "words",
        like=article_store.get(connection, like) if like else None,
        cursor=given.get("cursor") or None,
    )


def _answer(
    meaning: Meaning, connection: Connection, asked: Question
) -> tuple[list[Hit], str | None]:
    """The hits of one page, and the cursor of the next."""
    if asked.by == "words":
        if not asked.query:
            return [], None
        return search_store.search(connection, asked.query, limit=PER_PAGE, cursor=asked.cursor)
    start = search_store.offset(asked.cursor)
    if asked.like is not None:
        near = meaning.near_article(connection, asked.like.id, limit=PER_PAGE + 1, start=start)
    elif asked.query:
        near = meaning.near_words(connection, asked.query, limit=PER_PAGE + 1, start=start)
    else:
        near = []
    more = len(near) > PER_PAGE and start + PER_PAGE <= search_store.MOST
    found = search_store.hits(connection, dict(near[:PER_PAGE]))
    return found, str(start + PER_PAGE) if more else None


def marked(text: str, wanted: Collection[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is one of the words that were looked for."""
    if not wanted:
        return [(text, False)]
    pieces = (
        (piece, WORD.fullmatch(piece) is not None and search_store.is_found(piece, wanted))
        for piece in PIECES.findall(text)
    )
    return [
        ("".join(one for one, _ in run), found)
        for found, run in groupby(pieces, key=lambda pair: pair[1])
    ]


def _stories_of(connection: Connection, hits: list[Hit]) -> list[Story]:
    """The stories of several articles that the hits stand in, in the hits' order."""
    ids = dict.fromkeys(one.story for one in hits if one.story)
    stories = (story_store.get(connection, one) for one in ids)
    return [one for one in stories if one.articles > 1][:MOST_STORIES]


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
