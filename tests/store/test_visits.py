from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.store import visits
from service.store.engine import Store
from service.store.visits import Visit
from tests.store.examples import NOON


def a_visit(number: int, **changes: Any) -> Visit:
    said: dict[str, Any] = {
        "address": f"https://a.example/{number}",
        "outlet": "a",
        "kind": "page",
        "state": "waiting",
        "found_at": NOON,
    }
    return Visit(**(said | changes))


def test_a_visit_comes_back_as_it_went_in(store: Store) -> None:
    whole = a_visit(
        1,
        asked_at=NOON,
        again_at=NOON + timedelta(hours=1),
        etag='W/"x"',
        modified="Thu, 01 Jul 2021 09:00:00 GMT",
        said="5e",
        changed="2021-07-01",
        entry=b"\x00\xff",
        dated=NOON,
        tries=2,
        reason="timeout",
    )
    with store.write() as connection:
        visits.write(connection, [whole, a_visit(2)])
    with store.read() as connection:
        found = visits.find(connection, [whole.address, "https://a.example/2", "https://none/"])
    assert found == {whole.address: whole, "https://a.example/2": a_visit(2)}


def test_what_waits_is_given_newest_first_and_not_before_its_time(store: Store) -> None:
    kept = [
        a_visit(1, dated=NOON - timedelta(days=2)),
        a_visit(2, dated=NOON),
        a_visit(3),
        a_visit(4, found_at=NOON + timedelta(hours=1)),
        a_visit(5, dated=NOON, again_at=NOON + timedelta(hours=2)),
        a_visit(6, state="held"),
        a_visit(7, state="dropped"),
        a_visit(8, kind="feed"),
        a_visit(9, outlet="b"),
    ]
    with store.write() as connection:
        visits.write(connection, kept)
    with store.read() as connection:
        now = visits.waiting(connection, "a", now=NOON, limit=10)
        later = visits.waiting(connection, "a", now=NOON + timedelta(hours=2), limit=2)
        assert visits.count_waiting(connection, "a") == 5
        assert [one.address for one in visits.sources(connection, "a")] == ["https://a.example/8"]
    assert [one.address.rpartition("/")[2] for one in now] == ["2", "1", "4", "3"]
    assert [one.address.rpartition("/")[2] for one in later] == ["2", "5"]


def test_writing_a_visit_again_replaces_it(store: Store) -> None:
    with store.write() as connection:
        visits.write(connection, [a_visit(1, entry=b"x")])
        visits.write(connection, [a_visit(1, state="held")])
    with store.read() as connection:
        assert visits.count_waiting(connection, "a") == 0
        (one,) = visits.find(connection, ["https://a.example/1"]).values()
    assert (one.state, one.entry) == ("held", None)
