from __future__ import annotations

import msgspec
import pytest

from service.errors import NotFound
from service.records import Redirect
from service.store import articles, history, runs, stories, timelines
from service.store.engine import Store
from tests.store.examples import NOON, an_article, an_outcome

ARTICLES = [an_article(number) for number in range(6)]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as connection:
        articles.write(connection, ARTICLES, [], NOON)
        runs.land(connection, an_outcome([ARTICLES[:3], ARTICLES[3:5], ARTICLES[5:]]))
    return store


def test_what_landed_is_what_is_read(filled: Store) -> None:
    with filled.read() as connection:
        found, more = stories.page(connection, limit=10)
        assert more is None
        assert [one.id for one in found] == ["s-002", "s-001", "s-000"]
        assert [one.id for one in stories.articles(connection, "s-000")] == [
            "a-000",
            "a-001",
            "a-002",
        ]
        member = stories.member(connection, "a-004")
        assert member is not None
        assert (member.event, member.story) == ("e-001", "s-001")
        assert timelines.get(connection, "s-000").entries[0].date == "2018-07-12"
        latest = runs.latest(connection)
        assert latest is not None
        assert latest.id == "r-1"


@pytest.mark.parametrize("sort", ["updated", "size", "created"])
def test_story_pages_hold_every_story_once(filled: Store, sort: stories.Sort) -> None:
    seen: list[str] = []
    cursor: str | None = None
    with filled.read() as connection:
        for _ in range(5):
            part, cursor = stories.page(connection, limit=1, cursor=cursor, sort=sort)
            seen += [one.id for one in part]
            if cursor is None:
                break
    assert sorted(seen) == ["s-000", "s-001", "s-002"]


def test_filters_by_outlet_language_size(filled: Store) -> None:
    with filled.read() as connection:
        by_outlet, _ = stories.page(connection, limit=9, outlet="hespress")
        french, _ = stories.page(connection, limit=9, language="fr")
        large, _ = stories.page(connection, limit=9, min_articles=3)
        assert {one.id for one in by_outlet} == {"s-000", "s-001"}
        assert {one.id for one in french} == {"s-000", "s-001"}
        assert [one.id for one in large] == ["s-000"]


def test_landing_the_same_again_changes_no_story(filled: Store) -> None:
    again = an_outcome([ARTICLES[:3], ARTICLES[3:5], ARTICLES[5:]], run="r-2", hours=1)
    with filled.write() as connection:
        counts = runs.land(connection, msgspec.structs.replace(again, timelines=[]))
    assert (counts["stories"], counts["events"], counts["articles"]) == (0, 0, 0)
    with filled.read() as connection:
        assert stories.get(connection, "s-000").revision == 1
        _, changes = history.lineage(connection, "s-000")
        assert [one.change for one in changes] == ["created"]


@pytest.mark.parametrize("second", ["r-0", "r-1", "r-9"])
def test_of_two_runs_of_one_instant_the_later_landed_is_served(filled: Store, second: str) -> None:
    again = an_outcome([ARTICLES[:3], ARTICLES[3:]], run=second)
    with filled.write() as connection:
        runs.land(connection, again)
    with filled.read() as connection:
        latest = runs.latest(connection)
    assert latest == again.run
    earlier = an_outcome([ARTICLES[:3], ARTICLES[3:]], run="r-5", hours=-9)
    with filled.write() as connection:
        runs.land(connection, earlier)
    with filled.read() as connection:
        assert runs.latest(connection) == earlier.run


def test_a_merge_leaves_a_redirect_and_a_line_of_history(filled: Store) -> None:
    merged = an_outcome([ARTICLES[:5]], run="r-2", hours=1)
    outcome = msgspec.structs.replace(
        merged,
        redirects=[Redirect(old="s-001", new="s-000", at=NOON, reason="3 of 3 articles moved")],
    )
    with filled.write() as connection:
        runs.land(connection, outcome)
    with filled.read() as connection:
        assert stories.resolve(connection, "s-001") == "s-000"
        assert stories.get(connection, "s-000").revision == 2
        with pytest.raises(NotFound):
            stories.get(connection, "s-001")
        merged_in, changes = history.lineage(connection, "s-000")
        assert [one.old for one in merged_in] == ["s-001"]
        assert [one.change for one in changes] == ["created", "changed", "absorbed"]
        assert changes[1].detail["articles"] == [3, 5]
        assert (changes[2].run, changes[2].reason) == ("r-2", "3 of 3 articles moved")
        _, gone = history.lineage(connection, "s-002")
        assert gone[-1].change == "dissolved"
