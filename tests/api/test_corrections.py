from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from service.api.app import assemble
from service.settings import EditorParams, Settings
from service.store import articles, history, stories, timelines
from service.store import corrections as ledger
from service.store.engine import Store
from tests.api import world

Client = TestClient[Any]
TOKEN = "a-token-for-these-tests"
SHOWN = {"authorization": f"Bearer {TOKEN}"}
WHY = {"author": "أمينة", "reason": "القصتان واحدة"}
PATH = "/api/v1/corrections"


@pytest.fixture
def editor(filled: Store) -> Iterator[Client]:
    settings = Settings(editors=EditorParams(token=TOKEN))
    app = assemble(filled, world.OUTLETS, settings=settings)
    with TestClient(app, raise_server_exceptions=False) as opened:
        opened.headers.update(SHOWN)
        yield opened


def ask(client: Client, **asked: Any) -> Any:
    answer = client.post(PATH, json={**WHY, **asked})
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(client: Client, **asked: Any) -> tuple[int, str]:
    answer = client.post(PATH, json={**WHY, **asked})
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


def test_without_a_token_set_corrections_are_off_and_say_so(client: Client) -> None:
    for answer in (
        client.get(PATH, headers=SHOWN),
        client.post(PATH, json=WHY, headers=SHOWN),
        client.post(f"{PATH}/c-1/undo", json=WHY, headers={"authorization": "Bearer "}),
    ):
        assert answer.status_code == 403
        assert "RIWAYA_EDITORS_TOKEN" in answer.json()["detail"]


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_another_token_is_refused(editor: Client, shown: str) -> None:
    answer = editor.post(PATH, json=WHY, headers={"authorization": shown})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert TOKEN not in answer.text


def test_a_merge_waits_for_a_build_and_is_written_down(editor: Client, filled: Store) -> None:
    made = ask(editor, kind="merge", subject="s-dam", other="s-lone")
    assert (made["state"], made["run"], made["author"]) == ("waiting", None, "أمينة")
    with filled.read() as connection:
        kept = ledger.get(connection, made["id"])
        assert [len(part) for part in kept.rules[0].together] == [6, 1]
        for subject, other in (("s-dam", "s-lone"), ("s-lone", "s-dam")):
            last = history.lineage(connection, subject)[1][-1]
            assert (last.change, last.author, last.reason) == ("merge", "أمينة", "القصتان واحدة")
            assert (last.run, last.correction) == (None, made["id"])
            assert last.detail["other"] == other


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ({"kind": "merge", "subject": "s-dam", "other": "s-dam"}, 400, "the same story"),
        ({"kind": "merge", "subject": "s-dam", "other": "s-old"}, 400, "the same story"),
        ({"kind": "merge", "subject": "s-dam"}, 400, "other"),
        ({"kind": "merge", "subject": "s-dam", "other": "s-none"}, 404, "s-none"),
        ({"kind": "merge", "other": "s-dam"}, 400, "subject"),
        ({"kind": "split", "subject": "s-dam"}, 400, "articles"),
        ({"kind": "split", "subject": "s-dam", "articles": ["a-lone-1"]}, 400, "not in"),
        ({"kind": "split", "subject": "s-lone", "articles": ["a-lone-1"]}, 400, "leave an article"),
        ({"kind": "move", "articles": ["a-dam-1"], "other": "s-dam"}, 400, "already"),
        ({"kind": "move", "articles": ["a-none"], "other": "s-dam"}, 404, "a-none"),
        (
            {"kind": "move", "articles": ["a-dam-1", "a-lone-1"], "other": "s-fair"},
            400,
            "move each",
        ),
        ({"kind": "rename", "subject": "s-dam", "titles": {"ar": "  "}}, 400, "headline"),
        ({"kind": "rename", "subject": "s-none", "titles": {"ar": "سد"}}, 404, "s-none"),
        ({"kind": "pin", "subject": "e-dam-1", "level": "event"}, 400, "shown first"),
        ({"kind": "pin", "subject": "s-dam", "articles": ["a-lone-1"]}, 400, "not in"),
        ({"kind": "hide", "subject": "e-dam-1", "level": "event"}, 400, "not an event"),
        ({"kind": "hide", "subject": "a-none", "level": "article"}, 404, "a-none"),
        ({"kind": "hide", "subject": "s-dam", "reason": "  "}, 400, "reason"),
        ({"kind": "hide", "subject": "s-dam", "author": ""}, 400, "author"),
        ({"kind": "erase", "subject": "s-dam"}, 400, "kind"),
        ({"kind": "hide", "subject": "s-dam", "colour": "red"}, 400, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    editor: Client, filled: Store, asked: dict[str, Any], status: int, told: str
) -> None:
    found, detail = refused(editor, **asked)
    assert (found, told in detail) == (status, True), detail
    with filled.read() as connection:
        assert ledger.newest(connection) == 0


def test_a_renaming_is_seen_at_once_and_gone_when_undone(editor: Client) -> None:
    before = editor.get("/api/v1/stories/s-dam")
    made = ask(editor, kind="rename", subject="s-old", titles={"ar": "سد الزيتون", "en": "The dam"})
    assert (made["state"], made["subject"]) == ("in_force", "s-dam")
    tag = {"if-none-match": before.headers["etag"]}
    after = editor.get("/api/v1/stories/s-dam", headers=tag).json()
    assert (after["title"], after["titles"]["en"]) == ("سد الزيتون", "The dam")
    listed = editor.get("/api/v1/stories").json()["items"]
    assert "سد الزيتون" in {one["title"] for one in listed}
    undone = editor.post(f"{PATH}/{made['id']}/undo", json=WHY)
    assert (undone.status_code, undone.json()["undoes"]) == (201, made["id"])
    assert editor.get("/api/v1/stories/s-dam").json()["titles"] == before.json()["titles"]


def test_an_articles_title_can_be_pinned_as_the_headline(editor: Client, filled: Store) -> None:
    ask(editor, kind="pin", subject="s-dam", articles=["a-dam-2"])
    with filled.read() as connection:
        title = articles.get(connection, "a-dam-2").title
    assert editor.get("/api/v1/stories/s-dam").json()["title"] == title


def test_a_pinned_story_is_told_apart(editor: Client, filled: Store) -> None:
    ask(editor, kind="pin", subject="s-fair")
    with filled.read() as connection:
        assert [one.id for one in stories.pinned(connection)] == ["s-fair"]
    assert refused(editor, kind="pin", subject="s-fair")[0] == 400


def test_a_hidden_story_is_nowhere_and_still_there(editor: Client, filled: Store) -> None:
    made = ask(editor, kind="hide", subject="s-fair")
    answer = editor.get("/api/v1/stories/s-fair")
    assert (answer.status_code, "hidden" in answer.json()["detail"]) == (404, True)
    assert "s-fair" not in {one["id"] for one in editor.get("/api/v1/stories").json()["items"]}
    with filled.read() as connection:
        assert stories.get(connection, "s-fair", hidden=True).articles > 0
        assert stories.articles(connection, "s-fair")
    assert refused(editor, kind="hide", subject="s-fair")[0] == 400
    editor.post(f"{PATH}/{made['id']}/undo", json=WHY)
    assert editor.get("/api/v1/stories/s-fair").status_code == 200


def counted(client: Client) -> tuple[int, int, int, set[str]]:
    """(stories, articles, articles by outlet added up, the ids listed) that readers are told of."""
    health = client.get("/api/v1/health").json()
    outlets = client.get("/api/v1/outlets").json()["items"]
    listed = client.get("/api/v1/articles", params={"limit": 100}).json()["items"]
    return (
        health["stories"],
        health["articles"],
        sum(one["articles"] for one in outlets),
        {one["id"] for one in listed},
    )


def test_what_is_hidden_is_counted_nowhere(editor: Client) -> None:
    stories, articles, by_outlet, listed = before = counted(editor)
    assert articles == by_outlet == len(listed)
    ask(editor, kind="hide", subject="s-fair")
    assert counted(editor) == (
        stories - 1, articles - 2, by_outlet - 2, listed - {"a-fair-1", "a-fair-2"},
    )  # fmt: skip
    for gone in ("articles/a-fair-1", "articles/a-fair-1/similar", "events/e-fair"):
        assert editor.get(f"/api/v1/{gone}").status_code == 404, gone
    ask(editor, kind="hide", level="article", subject="a-dam-1")
    assert counted(editor)[:2] == (stories - 1, articles - 3)
    for one in editor.get(PATH).json()["items"]:
        editor.post(f"{PATH}/{one['id']}/undo", json=WHY)
    assert counted(editor) == before
    assert editor.get("/api/v1/events/e-fair").is_success


def test_a_hidden_article_proves_nothing(editor: Client, filled: Store) -> None:
    before = editor.get("/api/v1/stories/s-dam").json()
    ask(editor, kind="hide", level="article", subject="a-dam-1")
    assert editor.get("/api/v1/articles/a-dam-1").status_code == 404
    after = editor.get("/api/v1/stories/s-dam").json()
    assert after["articles"] == before["articles"] - 1
    rows = editor.get("/api/v1/stories/s-dam/articles").json()["items"]
    assert "a-dam-1" not in {one["id"] for one in rows}
    event = editor.get("/api/v1/events/e-dam-1").json()
    assert "a-dam-1" not in event["articles"]
    with filled.read() as connection:
        line = timelines.get(connection, "s-dam")
        assert line.entries
        for entry in line.entries:
            assert entry.evidence
            said = {proof.sentence for proof in entry.evidence}
            assert set(entry.texts.values()) <= said
            assert all(proof.article != "a-dam-1" for proof in entry.evidence)
        assert stories.held(connection, "story", "s-dam").count("a-dam-1") == 1
    found = editor.get("/api/v1/search", params={"q": "الزيتون"}).json()["items"]
    assert found
    assert "a-dam-1" not in {one["id"] for one in found}


def test_hiding_the_only_article_hides_its_story(editor: Client) -> None:
    ask(editor, kind="hide", level="article", subject="a-lone-1")
    assert editor.get("/api/v1/stories/s-lone").status_code == 404


def test_an_undo_is_a_record_and_is_made_once(editor: Client) -> None:
    made = ask(editor, kind="merge", subject="s-dam", other="s-lone")
    address = f"{PATH}/{made['id']}/undo"
    undone = editor.post(address, json=WHY).json()
    assert (undone["kind"], undone["state"]) == ("undo", "in_force")
    again = editor.post(address, json=WHY)
    assert (again.status_code, "already" in again.json()["detail"]) == (400, True)
    twice = editor.post(f"{PATH}/{undone['id']}/undo", json=WHY)
    assert (twice.status_code, "itself an undo" in twice.json()["detail"]) == (400, True)
    assert editor.post(f"{PATH}/c-none/undo", json=WHY).status_code == 404
    assert editor.post(f"{PATH}/{made['id']}/undo", json={"author": "x"}).status_code == 400
    listed = editor.get(PATH).json()["items"]
    assert [(one["kind"], one["state"]) for one in listed] == [
        ("undo", "in_force"),
        ("merge", "undone"),
    ]


def test_a_later_correction_says_what_it_overrules(editor: Client) -> None:
    merge = ask(editor, kind="merge", subject="s-dam", other="s-fair")
    split = ask(editor, kind="split", subject="s-dam", articles=["a-dam-4"])
    assert split["overrules"] == [merge["id"]]
    states = {one["id"]: one["state"] for one in editor.get(PATH).json()["items"]}
    assert states == {merge["id"]: "overruled", split["id"]: "waiting"}


def test_the_list_goes_on_behind_its_cursor(editor: Client) -> None:
    made = [
        ask(editor, kind="rename", subject="s-dam", titles={"ar": f"عنوان {n}"})["id"]
        for n in range(5)
    ]
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        part = editor.get(PATH, params=query).json()
        seen += [one["id"] for one in part["items"]]
        cursor = part["next"]
        if cursor is None:
            break
    assert seen == made[::-1]
    assert editor.get(PATH, params={"cursor": "nonsense"}).status_code == 400


def test_too_much_at_once_is_refused(editor: Client) -> None:
    huge = {**WHY, "kind": "hide", "subject": "s-dam", "articles": ["a" * 150] * 8_000}
    assert editor.post(PATH, json=huge).status_code == 413
    answers = {editor.post(PATH, json={}).status_code for _ in range(80)}
    assert answers == {400, 429}
