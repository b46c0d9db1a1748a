from __future__ import annotations

import pytest

from service.errors import InputError, NotFound
from service.store import aliases, articles
from service.store.engine import Store
from tests.store.examples import NOON, an_article


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    one = an_article(1, lead="تمهيد", key="k1", section="سياسة")
    with store.write() as connection:
        articles.write(connection, [one], [], NOON)
    with store.read() as connection:
        assert articles.get(connection, one.id) == one
        assert list(articles.stream(connection)) == [one]
        with pytest.raises(NotFound, match="a-999"):
            articles.get(connection, "a-999")


def test_pages_follow_each_other_without_gap_or_repeat(store: Store) -> None:
    undated = [an_article(number, published=None) for number in (20, 21, 22)]
    everything = [an_article(number) for number in range(10)] + undated
    with store.write() as connection:
        articles.write(connection, everything, [], NOON)
    seen: list[str] = []
    cursor: str | None = None
    with store.read() as connection:
        while True:
            part, cursor = articles.page(connection, limit=3, cursor=cursor)
            seen += [one.id for one in part]
            if cursor is None:
                break
    newest_first = [f"a-{number:03d}" for number in range(9, -1, -1)]
    assert seen == [*newest_first, "a-020", "a-021", "a-022"]


def test_a_made_up_cursor_is_refused(store: Store) -> None:
    with store.read() as connection, pytest.raises(InputError, match="cursor"):
        articles.page(connection, limit=3, cursor="bm9wZQ")


def test_filters(store: Store) -> None:
    with store.write() as connection:
        articles.write(connection, [an_article(number) for number in range(6)], [], NOON)
    with store.read() as connection:
        french, _ = articles.page(connection, limit=9, language="fr")
        kech, _ = articles.page(connection, limit=9, outlet="kech24", since=NOON)
        assert [one.id for one in french] == ["a-003", "a-000"]
        assert [one.id for one in kech] == ["a-005", "a-003", "a-001"]
        assert articles.outlets(connection) == {"hespress": 3, "kech24": 3}


def test_names_lead_to_the_article_and_remember_what_was_seen(store: Store) -> None:
    names = {("key", "bbc", "x1"): ("a-001", "h1"), ("address", "", "http://a/1"): ("a-001", "h2")}
    with store.write() as connection:
        articles.write(connection, [an_article(1)], [], NOON)
        aliases.write(connection, names)
    with store.read() as connection:
        assert aliases.find(connection, [*names, ("key", "cnn", "x1")]) == names
        assert aliases.by_key(connection) == {"x1": "a-001"}
