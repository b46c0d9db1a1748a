from __future__ import annotations

from typing import Any

import msgspec
from litestar.testing import TestClient

from service.records import Timeline, Turn
from service.store import timelines as timeline_store
from service.store.engine import Store

Client = TestClient[Any]


def announced(store: Store) -> Timeline:
    """A story's timeline whose last entry was planned and put off, told by its first entry."""
    with store.write() as connection:
        line = timeline_store.get(connection, "s-dam")
        first, *rest, last = line.entries
        proof = first.evidence[0]
        turns = (
            Turn(kind="planned", day="2021-03-01", evidence=proof),
            Turn(
                kind="moved", day=first.first_day, evidence=proof, entry=first.id, to="2021-06-02"
            ),
        )
        last = msgspec.structs.replace(last, turns=turns, status="moved")
        first = msgspec.structs.replace(first, bears_on=last.id)
        made = msgspec.structs.replace(line, entries=(first, *rest, last))
        timeline_store.write(connection, [(made, "turned")])
    return made


def test_the_page_tells_what_became_of_a_plan(filled: Store, client: Client) -> None:
    made = announced(filled)
    first, last = made.entries[0], made.entries[-1]
    html = client.get(f"/stories/{made.story}").text
    assert "أُعلن عنه في 1 مارس 2021" in html
    assert "إلى 2 يونيو 2021" in html
    assert f'<a href="#{first.id}">' in html
    assert f'<a href="#{last.id}">' in html


def test_the_api_links_the_turns(filled: Store, client: Client) -> None:
    made = announced(filled)
    entries = client.get(f"/api/v1/stories/{made.story}/timeline").json()["entries"]
    assert entries[0]["bears_on"] == entries[-1]["id"]
    assert entries[-1]["status"] == "moved"
    assert [one["kind"] for one in entries[-1]["turns"]] == ["planned", "moved"]
    assert entries[-1]["turns"][1]["entry"] == entries[0]["id"]
    assert entries[-1]["turns"][1]["to"] == "2021-06-02"
