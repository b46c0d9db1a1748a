from __future__ import annotations

import msgspec

from service.records import Entity, Story
from service.store import articles, entities, runs, stories
from service.store.engine import Store
from service.store.runs import Outcome
from tests.store.examples import NOON, an_article, an_outcome

FES = Entity(
    id="place:fes",
    kind="place",
    names={"ar": "فاس", "fr": "Fès"},
    articles=2,
    families=2,
    mentions=3,
    aliases=("place:fez",),
)
PERSON = Entity(
    id="person:x", kind="person", names={"ar": "كمال"}, articles=1, families=1, mentions=1
)


def outcome(*named: tuple[Entity, ...], run: str = "r-1", hours: int = 0) -> Outcome:
    groups = [[an_article(number)] for number in range(len(named))]
    made = an_outcome(groups, run, hours)
    told = [
        msgspec.structs.replace(one, entities=own)
        for one, own in zip(made.stories, named, strict=True)
    ]
    return msgspec.structs.replace(made, stories=told)


def land(store: Store, made: Outcome) -> None:
    with store.write() as connection:
        articles.write(connection, [an_article(one) for one in range(len(made.stories))], [], NOON)
        runs.land(connection, made)


def found(store: Store, *ids: str) -> list[Story]:
    with store.read() as connection:
        return stories.page(connection, limit=10, entities=ids)[0]


def test_a_story_is_read_with_its_entities(store: Store) -> None:
    land(store, outcome((FES, PERSON), ()))
    with store.read() as connection:
        assert stories.get(connection, "s-000").entities == (FES, PERSON)
        assert stories.get(connection, "s-001").entities == ()


def test_a_story_is_found_by_any_id_of_what_it_names(store: Store) -> None:
    land(store, outcome((FES,), (FES, PERSON), ()))
    assert {one.id for one in found(store, "place:fes")} == {"s-000", "s-001"}
    assert {one.id for one in found(store, "place:fez")} == {"s-000", "s-001"}
    assert [one.id for one in found(store, "person:x", "person:y")] == ["s-001"]
    assert found(store, "person:y") == []


def test_the_most_named_come_first_and_an_alias_is_no_second_entry(store: Store) -> None:
    land(store, outcome((FES,), (FES, PERSON)))
    with store.read() as connection:
        listed = entities.most_named(connection, limit=10)
        assert [(one.id, one.stories, one.articles) for one in listed] == [
            ("place:fes", 2, 4),
            ("person:x", 1, 1),
        ]
        people = entities.most_named(connection, limit=10, kind="person")
        assert [one.id for one in people] == ["person:x"]
        spelt = entities.most_named(connection, limit=10, query="fes")
        assert [one.id for one in spelt] == ["place:fes"]
        assert entities.most_named(connection, limit=10, query="%") == []
        several = entities.most_named(connection, limit=10, least_articles=2)
        assert [one.id for one in several] == ["place:fes"]
        assert entities.names_of(connection, "place:fez") == FES.names
        assert entities.names_of(connection, "place:none") == {}


def test_what_a_story_no_longer_names_is_forgotten(store: Store) -> None:
    land(store, outcome((FES, PERSON)))
    land(store, outcome((PERSON,), run="r-2", hours=1))
    assert found(store, "place:fes") == []
    assert [one.id for one in found(store, "person:x")] == ["s-000"]


def test_a_reading_is_kept_until_its_text_changes(store: Store) -> None:
    land(store, outcome(()))
    with store.write() as connection:
        entities.write_readings(connection, [("a-000", "print", b"names", b"figures")])
    with store.read() as connection:
        assert entities.read_readings(connection, {"a-000": "print"}) == {
            "a-000": (b"names", b"figures")
        }
        assert entities.read_readings(connection, {"a-000": "other"}) == {}
        kept = entities.readings_of(connection, "s-000")
        assert kept["a-000"].fingerprint == "print"
