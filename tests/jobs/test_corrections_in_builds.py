"""Corrections through the whole path: asked of the API, obeyed by builds, undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import jobs.growth
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.api.app import assemble
from service.evaluation.clusters import b_cubed
from service.records import Article
from service.settings import EditorParams, Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import history, stories
from service.store.engine import Store, open_store

NOW = datetime(2022, 1, 1, tzinfo=UTC)
SETTINGS = Settings(editors=EditorParams(token="for-these-tests"))
WHY = {"author": "Amina", "reason": "one affair"}
Standing = dict[str, tuple[str, str]]
LATE = 8


@pytest.fixture(autouse=True, params=["whole where cheaper", "always grown"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds for builds that decide anew as little as they can, too."""
    if request.param == "always grown":
        monkeypatch.setattr(jobs.growth, "MOST", 9.0)
        monkeypatch.setattr(jobs.growth, "SETTLE", 9.0)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    store = open_store(str(tmp_path_factory.mktemp("read") / "store.db"), create=True)
    ingest(store, read_pages(str(sample_folder())), outlets=load_outlets(), now=NOW)
    with store.read() as connection:
        found = list(article_store.stream(connection))
    store.close()
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]) -> Path:
    """All but the last articles, built once."""
    path = tmp_path_factory.mktemp("built") / "store.db"
    store = open_store(str(path), create=True)
    with store.write() as connection:
        article_store.write(connection, articles[:-LATE], [], NOW)
    build(store, SETTINGS, now=NOW)
    store.close()
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(built, tmp_path / "copy.db")
    opened = open_store(str(tmp_path / "copy.db"))
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store) -> Iterator[TestClient[Any]]:
    app = assemble(store, load_outlets(), settings=SETTINGS)
    with TestClient(app, raise_server_exceptions=False) as opened:
        opened.headers["authorization"] = "Bearer for-these-tests"
        yield opened


def standing(store: Store) -> Standing:
    with store.read() as connection:
        return {one.article: (one.event, one.story) for one in stories.members(connection)}


def ask(client: TestClient[Any], path: str = "", **asked: Any) -> dict[str, Any]:
    answer = client.post(f"/api/v1/corrections{path}", json={**WHY, **asked})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def rebuild_thrice(store: Store, late: list[Article]) -> Iterator[Standing]:
    """What stands after a build, after one with new articles, and after a whole one."""
    for hours, arriving, everything in ((1, [], False), (2, late, False), (3, [], True)):
        with store.write() as connection:
            article_store.write(connection, arriving, [], NOW)
        build(store, SETTINGS, now=NOW + timedelta(hours=hours), everything=everything)
        yield standing(store)


def whole(found: Standing) -> None:
    stories_of: dict[str, set[str]] = {}
    for event, story in found.values():
        stories_of.setdefault(event, set()).add(story)
    assert all(len(one) == 1 for one in stories_of.values())


def largest(found: Standing, place: int) -> tuple[str, list[str]]:
    """The id and the articles of the story with the most articles, or the next."""
    held: dict[str, list[str]] = {}
    for article, (_, story) in found.items():
        held.setdefault(story, []).append(article)
    return sorted(held.items(), key=lambda one: (-len(one[1]), one[0]))[place]


def test_a_merge_survives_three_builds_and_an_undo_restores_the_ids(
    store: Store, client: TestClient[Any], articles: list[Article]
) -> None:
    before = standing(store)
    # Two that what arrives later leaves as they are.
    (one, some), (other, others) = largest(before, 0), largest(before, 4)
    made = ask(client, kind="merge", subject=one, other=other)
    assert made["state"] == "waiting"
    assert standing(store) == before
    for after in rebuild_thrice(store, articles[-LATE:]):
        whole(after)
        assert {after[article][1] for article in [*some, *others]} == {one}
        state = client.get("/api/v1/corrections").json()["items"][0]
        assert (state["state"], state["run"] is not None) == ("in_force", True)
    answer = client.get(f"/api/v1/stories/{other}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/api/v1/stories/{one}")
    with store.read() as connection:
        line = history.lineage(connection, other)[1][-1]
    assert (line.change, line.detail["into"]) == ("merged", one)
    assert line.reason == f"one affair ({made['id']})"

    undone = ask(client, f"/{made['id']}/undo")
    assert undone["state"] == "waiting"
    build(store, SETTINGS, now=NOW + timedelta(hours=4))
    after = standing(store)
    assert {after[article][1] for article in some} == {one}
    assert {after[article][1] for article in others} == {other}
    assert client.get(f"/api/v1/stories/{other}", follow_redirects=False).status_code == 200
    with store.read() as connection:
        restored = history.lineage(connection, other)[1][-1]
        split = [line for line in history.lineage(connection, one)[1] if line.change == "split"]
    assert (restored.change, restored.detail["from"]) == ("restored", one)
    assert [line.detail["into"] for line in split] == [[other]]


def test_a_merge_undone_at_once_leaves_everything_as_it_was(
    store: Store, client: TestClient[Any]
) -> None:
    before = standing(store)
    made = ask(client, kind="merge", subject=largest(before, 1)[0], other=largest(before, 2)[0])
    assert ask(client, f"/{made['id']}/undo")["state"] == "in_force"
    build(store, SETTINGS, now=NOW + timedelta(hours=1))
    assert standing(store) == before


def test_a_split_survives_three_builds(
    store: Store, client: TestClient[Any], articles: list[Article]
) -> None:
    one, held = largest(standing(store), 0)
    out, rest = held[::3], [article for article in held if article not in held[::3]]
    ask(client, kind="split", subject=one, articles=out)
    for after in rebuild_thrice(store, articles[-LATE:]):
        whole(after)
        assert len({after[article][1] for article in out}) == 1
        for mine, theirs in product(out, rest):
            assert after[mine][1] != after[theirs][1]
            assert after[mine][0] != after[theirs][0]


def test_a_split_and_a_move_that_are_undone_leave_stories_as_they_were(
    store: Store, client: TestClient[Any]
) -> None:
    """Events nearly so: what is placed anew among its nearest alone may fall a little otherwise."""
    before = standing(store)
    (one, held), (other, others) = largest(before, 0), largest(before, 1)
    event = before[others[0]][0]
    asked: list[dict[str, Any]] = [
        {"kind": "split", "subject": one, "articles": held[::3]},
        {"kind": "move", "level": "event", "articles": [held[0]], "other": event},
    ]
    for hours, what in enumerate(asked):
        made = ask(client, **what)
        build(store, SETTINGS, now=NOW + timedelta(hours=1 + 2 * hours))
        assert standing(store) != before
        assert ask(client, f"/{made['id']}/undo")["state"] == "waiting"
        build(store, SETTINGS, now=NOW + timedelta(hours=2 + 2 * hours))
        after = standing(store)
        assert {a: at[1] for a, at in after.items()} == {a: at[1] for a, at in before.items()}
        events = ([found[article][0] for article in before] for found in (after, before))
        assert b_cubed(*events).f1 >= 0.98
    assert client.get(f"/api/v1/stories/{other}", follow_redirects=False).status_code == 200


def test_a_moved_article_stays_where_it_was_put(
    store: Store, client: TestClient[Any], articles: list[Article]
) -> None:
    before = standing(store)
    (one, some), (other, others) = largest(before, 0), largest(before, 1)
    event = before[others[0]][0]
    made = ask(client, kind="move", level="event", articles=[some[0]], other=event)
    assert (made["subject"], made["other"]) == (before[some[0]][0], event)
    for after in rebuild_thrice(store, articles[-LATE:]):
        whole(after)
        assert after[some[0]] == after[others[0]]
        assert after[some[0]][1] == other
        assert {after[article][1] for article in some[1:]} == {one}


def test_a_headline_given_outlives_builds_and_merges(
    store: Store, client: TestClient[Any], articles: list[Article]
) -> None:
    before = standing(store)
    (one, _), (other, _) = largest(before, 0), largest(before, 3)
    given = ask(client, kind="rename", subject=other, titles={"ar": "عنوان من المحرر"})
    ask(client, kind="merge", subject=one, other=other)
    for _ in rebuild_thrice(store, articles[-LATE:]):
        found = client.get(f"/api/v1/stories/{one}").json()
        assert found["titles"]["ar"] == "عنوان من المحرر"
    ask(client, f"/{given['id']}/undo")
    found = client.get(f"/api/v1/stories/{one}").json()
    assert found["titles"].get("ar") != "عنوان من المحرر"
