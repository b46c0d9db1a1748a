"""The search page by meaning, and what it says where meaning cannot be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from litestar.testing import TestClient

from dashboards.app import build_app
from dashboards.pages.article import read_similar
from dashboards.pages.search import marked
from dashboards.phrases import LANGUAGES, phrases
from service.store import search as search_store
from service.store.engine import Store
from service.text.tokens import terms
from tests.api import world

Client = TestClient[Any]
HIT = re.compile(r'<h2><a href="/articles/([a-z0-9-]+)')


@pytest.fixture
def meant(store: Store) -> Iterator[Client]:
    world.fill(store, extra=40, meant=True)
    with TestClient(build_app(store, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened


def test_by_meaning_the_pages_follow_the_api(meant: Client) -> None:
    asked = {"q": "خبر مفرد عن سد", "by": "meaning"}
    told = meant.get("/api/v1/search", params={**asked, "limit": 40}).json()["items"]
    first = meant.get("/search", params=asked).text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = meant.get(following[1].replace("&amp;", "&")).text
    assert HIT.findall(first) + HIT.findall(second) == [one["id"] for one in told]
    by_words = meant.get("/search", params={"q": "خبر"}).text
    assert HIT.findall(by_words) != HIT.findall(first)


def test_articles_like_one_and_an_unknown_one(meant: Client) -> None:
    told = meant.get("/api/v1/articles/a-fair-1/similar").json()["items"]
    page = meant.get("/search", params={"like": "a-fair-1", "q": "ignored"}).text
    assert HIT.findall(page) == [one["id"] for one in told][:20]
    assert meant.get("/search", params={"like": "a-none"}).status_code == 404


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("افتتح السدّ، وبالسدود أخرى", "سد", ["السدّ"]),
        ("في أكادير وبأكادير وبها، بأكادير", "اكادير", ["أكادير", "بأكادير"]),
        ("L’École et l’ecole", "école", ["École", "ecole"]),
        ("<b>سد</b>", "سد", ["سد"]),
        ("لا شيء هنا", "سد", []),
    ],
)
def test_the_words_looked_for_are_marked(text: str, query: str, found: list[str]) -> None:
    pieces = marked(text, frozenset(terms(query)))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, hit in pieces if hit] == found


def test_marks_stand_in_words_alone(meant: Client) -> None:
    by_words = meant.get("/search", params={"q": "سد"}).text
    assert "<mark>" in by_words
    by_meaning = meant.get("/search", params={"q": "سد", "by": "meaning"}).text
    assert "<mark>" not in by_meaning


class Nearness:
    """What ``read_similar`` asks of the vectors, with cosines of our own."""

    def __init__(self, near: list[tuple[str, float]], least: float, *, ready: bool = True) -> None:
        self.near, self.least, self.ready = near, least, ready

    def is_ready(self, _connection: Any) -> bool:
        return self.ready

    def nearness(self, _connection: Any) -> float:
        return self.least

    def near_article(self, _connection: Any, _article: str, *, limit: int) -> Any:
        return self.near[:limit]


def test_an_article_s_page_names_the_near_of_other_stories_only(filled: Store) -> None:
    near = [("a-dam-2", 0.9), ("a-fair-1", 0.6), ("a-hostile-1", 0.5), ("a-lone-1", 0.2)]
    with filled.read() as connection:
        for meaning, told in (
            (Nearness(near, 0.4), ["a-fair-1", "a-hostile-1"]),
            (Nearness(near, 0.7), []),
            (Nearness(near, 0.4, ready=False), None),
        ):
            found = read_similar(connection, cast("Any", meaning), "a-dam-1", "s-dam")
            assert (None if found is None else [one.id for one in found]) == told


def test_what_editors_hid_is_near_to_nothing(meant: Client, store: Store) -> None:
    from tests.store.test_corrections import a_correction, put

    found = HIT.findall(meant.get("/search", params={"like": "a-fair-1"}).text)
    put(store, a_correction(1, kind="hide", level="article", subject=found[0], other="s-fair"))
    assert found[0] not in meant.get("/search", params={"like": "a-fair-1"}).text
    assert found[0] not in meant.get("/articles/a-dam-1").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_encoder_is_not_here_the_page_says_so(client: Client, language: str) -> None:
    answer = client.get("/search", params={"q": "سد", "by": "meaning", "lang": language})
    assert answer.status_code == 503
    assert 'role="alert"' in answer.text
    assert f'/search?q=%D8%B3%D8%AF&amp;lang={language}"' in answer.text
    # nothing else depends on it
    assert client.get("/articles/a-dam-1").status_code == 200
    assert client.get("/search", params={"by": "meaning"}).status_code == 200


def test_a_query_moves_nothing_around_it(client: Client) -> None:
    page = client.get("/search", params={"q": "Trump (2018)", "lang": "ar"}).text
    assert "«<bdi>Trump (2018)</bdi>»" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_how_many_articles_have_the_words(meant: Client, language: str) -> None:
    def told(query: str, **more: str) -> tuple[int, str]:
        asked = {"q": query, "lang": language, **more}
        found = len(meant.get("/api/v1/search", params={"q": query, "limit": 100}).json()["items"])
        return found, meant.get("/search", params=asked).text

    for query in ("خبر", "سد"):
        found, page = told(query)
        said = re.search(r'role="status">([^<]+)<', page)
        assert said is not None
        assert said[1] == phrases(language).count("articles", found)
    assert told("خبر")[0] > 20  # more than a page shows
    assert 'role="status"' not in told("لاشيءمنهذا")[1]
    assert 'role="status"' not in told("خبر", by="meaning")[1]


def test_what_editors_hid_is_not_counted(meant: Client, store: Store) -> None:
    from tests.store.test_corrections import a_correction, put

    with store.read() as connection:
        before = search_store.count(connection, "سد")
    found = HIT.findall(meant.get("/search", params={"q": "سد"}).text)
    put(store, a_correction(1, kind="hide", level="article", subject=found[0], other="s-dam"))
    with store.read() as connection:
        assert search_store.count(connection, "سد") == before - 1
