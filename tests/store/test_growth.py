"""What changed since the last build, what lies near it, and where stories lie."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import numpy as np
import pytest
import sqlalchemy as sa

from service.store import articles, growth, runs, stories
from service.store.engine import Store
from service.store.schema import article, story
from tests.store.examples import NOON, an_article, an_outcome

ARTICLES = [an_article(number) for number in range(6)]


@pytest.fixture
def filled(store: Store) -> Store:
    outcome = an_outcome([ARTICLES[:3], ARTICLES[3:5], ARTICLES[5:]])
    middles = {f"s-{number:03d}": np.eye(3, dtype=np.float32)[number] for number in range(3)}
    with store.write() as connection:
        articles.write(connection, ARTICLES, [], NOON)
        runs.land(connection, msgspec.structs.replace(outcome, placed=ARTICLES, middles=middles))
    return store


def test_what_landed_is_no_change(filled: Store) -> None:
    with filled.read() as connection:
        assert growth.changes(connection) == []
        assert growth.shrunk(connection) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"content_hash": "other"},
        {"outlet": "elsewhere"},
        {"published": None},
    ],
)
def test_new_and_changed_articles_are_seen(filled: Store, changed: dict[str, object]) -> None:
    other = an_article(2, **changed)
    with filled.write() as connection:
        articles.write(connection, [other, an_article(9)], [], NOON)
        found = growth.changes(connection)
    at = other.published.at if other.published else None
    assert [(one.id, one.new) for one in found] == [("a-002", False), ("a-009", True)]
    assert (found[0].at, found[0].was) == (at, NOON + timedelta(hours=2))
    assert (found[1].at, found[1].was) == (NOON + timedelta(hours=9), None)


def test_a_removed_article_leaves_its_story_shrunk_and_its_event_torn(filled: Store) -> None:
    with filled.write() as connection:
        connection.execute(sa.delete(article).where(article.c.id.in_(["a-001", "a-005"])))
        found = growth.shrunk(connection)
    assert [(one.id, one.loose) for one in found] == [
        ("s-000", ("a-000", "a-002")),
        ("s-002", ()),
    ]


def test_around_finds_days_and_the_undated(filled: Store) -> None:
    with filled.write() as connection:
        articles.write(connection, [an_article(8, published=None)], [], NOON)
        at = [NOON + timedelta(hours=3)]
        near = growth.around(connection, at, days=1 / 24)
        assert [one for one, _ in near] == ["a-002", "a-003", "a-004", "a-008"]
        near = growth.around(connection, [*at, NOON + timedelta(days=300)], days=1 / 24)
        assert [one for one, _ in near] == ["a-002", "a-003", "a-004", "a-008"]
        assert growth.around(connection, [], days=1.0) == [("a-008", None)]
        assert growth.instants(connection, ["a-003", "a-008", "a-404"]) == {at[0], None}


def test_members_sizes_and_what_lies_outside(filled: Store) -> None:
    with filled.read() as connection:
        assert growth.members_of(connection, ["s-001", "s-404"]) == {"s-001": ["a-003", "a-004"]}
        sizes = growth.sizes(connection, ["e-000"], ["s-001"])
        assert sizes == {"e-000": 3, "s-001": 2}
        assert growth.fellows(connection, ["e-001", "e-002"]) == ["a-003", "a-004", "a-005"]
        assert growth.outside(connection, ["s-001", "s-404"]) == (2, 2)
        assert growth.ids(connection) == {f"{kind}-00{n}" for kind in "es" for n in range(3)}
        assert [one.story for one in growth.memberships(connection, ["a-005", "a-404"])] == [
            "s-002"
        ]
        names, middles = growth.middles(connection)
    assert names == ["s-000", "s-001", "s-002"]
    assert middles.tolist() == np.eye(3).tolist()


def test_a_landing_within_its_scope_leaves_the_rest(filled: Store) -> None:
    again = an_outcome([[*ARTICLES[3:]]], run="r-2", hours=1)
    within = msgspec.structs.replace(
        again, scope=["s-001", "s-002"], timelines=[], stories=again.stories
    )
    renamed = {"s-000": "s-001", "e-000": "e-001"}
    within = msgspec.structs.replace(
        within,
        stories=[
            msgspec.structs.replace(one, id=renamed[one.id], events=("e-001",))
            for one in within.stories
        ],
        events=[
            msgspec.structs.replace(one, id=renamed[one.id], story="s-001") for one in within.events
        ],
        memberships=[
            msgspec.structs.replace(one, event="e-001", story="s-001") for one in within.memberships
        ],
    )
    with filled.write() as connection:
        before = stories.get(connection, "s-000")
        runs.land(connection, within)
        assert stories.get(connection, "s-000") == before
        assert stories.get(connection, "s-001").articles == 3
        assert sorted(connection.scalars(sa.select(story.c.id))) == ["s-000", "s-001"]
        assert growth.middles(connection)[0] == ["s-000", "s-001"]


def test_time_alone_moves_a_phase_and_no_revision(filled: Store) -> None:
    with filled.write() as connection:
        connection.execute(sa.update(story).values(phase="breaking"))
        before = stories.get(connection, "s-000")
        assert runs.age(connection, lambda first, last: "breaking") == 0
        assert runs.age(connection, lambda first, last: "developing") == 3
        after = stories.get(connection, "s-000")
        assert after == msgspec.structs.replace(before, phase="developing")
        assert runs.age(connection, lambda first, last: "fading") == 3
        assert runs.age(connection, lambda first, last: "breaking") == 0
