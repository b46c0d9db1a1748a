"""Sightings, furniture and cuts, in both databases."""

from __future__ import annotations

from datetime import UTC, datetime

from service.records import Article
from service.store import articles, furniture
from service.store.engine import Store

NOW = datetime(2021, 5, 3, tzinfo=UTC)


def filled(store: Store, count: int) -> None:
    with store.write() as connection:
        made = [
            Article(
                id=f"a-{number}", outlet="x", language="ar", title="t", body="b", content_hash="h"
            )
            for number in range(count)
        ]
        articles.write(connection, made, [], NOW)


def test_a_line_counts_once_for_each_text(store: Store) -> None:
    filled(store, 5)
    with store.write() as connection:
        furniture.sight(
            connection,
            {
                f"a-{number}": ("x", f"m{min(number, 3)}", ("k", f"own{number}"))
                for number in range(5)
            },
        )
        assert furniture.texts(connection, "x") == 4
        assert furniture.recurring(connection, "x", 4) == {"k"}
        assert furniture.recurring(connection, "x", 5) == frozenset()
        assert furniture.recurring(connection, "y", 1) == frozenset()
        assert furniture.showing(connection, "x", {"own1", "own2"}) == {"a-1", "a-2"}


def test_an_article_seen_anew_forgets_its_old_lines(store: Store) -> None:
    filled(store, 1)
    with store.write() as connection:
        furniture.sight(connection, {"a-0": ("x", "m", ("old", "both"))})
        furniture.sight(connection, {"a-0": ("x", "n", ("both",))})
        assert furniture.recurring(connection, "x", 1) == {"both"}
        assert furniture.texts(connection, "x") == 1


def test_what_is_learned_and_cut_is_kept_exactly(store: Store) -> None:
    filled(store, 2)
    with store.write() as connection:
        furniture.learn(connection, "x", {"k", "l"})
        furniture.learn(connection, "x", {"l"})
        assert furniture.known(connection, "x") == {"l"}
        furniture.keep_cuts(connection, {"a-0": [(1, "سطر")], "a-1": [(0, "آخر")]})
        furniture.keep_cuts(connection, {"a-1": []})
        assert furniture.cuts(connection, ["a-0", "a-1"]) == {"a-0": [(1, "سطر")]}
