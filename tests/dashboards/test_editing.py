from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards import editors
from dashboards.app import build_app
from dashboards.phrases import LANGUAGES
from service.settings import EditorParams, Settings
from service.store import corrections as ledger
from service.store import stories
from service.store.engine import Store
from tests.api import world
from tests.dashboards.test_pages import Outline

Client = TestClient[Any]
TOKEN = "a-token-for-these-tests"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def client(filled: Store) -> Iterator[Client]:
    app = build_app(filled, world.OUTLETS, Settings(editors=EditorParams(token=TOKEN)))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def editor(client: Client) -> Client:
    answer = client.post(
        "/editor/enter", data={"author": "أمينة", "token": TOKEN}, follow_redirects=False
    )
    assert answer.status_code == 303
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert TOKEN not in said
    return client


def key_of(client: Client, address: str = "/stories/s-dam") -> str:
    found = re.search(r'name="key" value="([0-9a-f]{64})"', client.get(address).text)
    assert found is not None
    return found[1]


def send(client: Client, story: str = "s-dam", **form: Any) -> Any:
    data = {"key": key_of(client), "reason": "لأنهما واحد", **form}
    return client.post(f"/stories/{story}/corrections?lang=en", data=data)


def test_readers_see_no_forms_and_get_no_cookie(client: Client) -> None:
    for address in ("/", "/stories/s-dam", "/stories/s-dam/history", "/editor"):
        answer = client.get(address)
        assert "set-cookie" not in answer.headers
        assert "/corrections" not in answer.text


def test_a_wrong_token_opens_nothing(client: Client) -> None:
    answer = client.post("/editor/enter?lang=en", data={"author": "x", "token": "guess"})
    assert answer.status_code == 401
    assert "not the token" in answer.text
    assert "set-cookie" not in answer.headers
    statuses = {
        client.post("/editor/enter", data={"author": "x", "token": f"guess {n}"}).status_code
        for n in range(20)
    }
    assert 429 in statuses


def test_without_a_token_set_the_door_says_so(filled: Store) -> None:
    with TestClient(build_app(filled, world.OUTLETS)) as plain:
        assert "no token" in plain.get("/editor?lang=en").text
        answer = plain.post("/editor/enter", data={"author": "x", "token": ""})
        assert answer.status_code == 401


@pytest.mark.parametrize("key", ["", "0" * 64])
def test_a_form_of_another_site_does_nothing(editor: Client, filled: Store, key: str) -> None:
    answer = editor.post(
        "/stories/s-dam/corrections", data={"action": "hide", "reason": "x", "key": key}
    )
    assert answer.status_code == 403
    with filled.read() as connection:
        assert ledger.newest(connection) == 0


def test_a_session_is_signed_ends_and_dies_with_its_token() -> None:
    value = editors.write("Amina", TOKEN, NOW)
    found = editors.read(value, TOKEN, NOW)
    assert found is not None
    assert found.author == "Amina"
    assert editors.read(value, "another", NOW) is None
    assert editors.read(value, "", NOW) is None
    assert editors.read(value, TOKEN, NOW + timedelta(hours=13)) is None
    body, _, signature = value.partition(".")
    for spoilt in ("", ".", body, f"{body[:-2]}A=.{signature}", f"{body}.{signature[::-1]}"):
        assert editors.read(spoilt, TOKEN, NOW) is None


def test_a_headline_is_given_and_seen_at_once(editor: Client) -> None:
    answer = send(editor, action="rename", title_ar="عنوان جديد للسد", title_fr="  ")
    assert answer.status_code == 200
    assert "عنوان جديد للسد" in answer.text
    assert "seen at once" in answer.text
    history = editor.get("/stories/s-dam/history?lang=en").text
    assert "Headline given" in history
    assert "أمينة" in history
    assert "لأنهما واحد" in history


def test_a_merge_is_told_as_waiting_to_every_reader(editor: Client, filled: Store) -> None:
    answer = send(editor, action="merge", other="http://testserver.local/stories/s-lone?lang=fr")
    assert "takes effect at the next build" in answer.text
    editor.cookies.clear()
    assert "waits for the next build" in editor.get("/stories/s-dam?lang=en").text
    assert "waits for the next build" in editor.get("/stories/s-lone/history?lang=en").text
    with filled.read() as connection:
        (one,) = ledger.waiting(connection)
        assert (one.kind, one.subject, one.other) == ("merge", "s-dam", "s-lone")


@pytest.mark.parametrize(
    ("form", "kind", "level", "articles"),
    [
        ({"action": "split", "articles": ["a-dam-1", "a-dam-4"]}, "split", "story", 2),
        ({"action": "split_event", "articles": "a-dam-1"}, "split", "event", 1),
        ({"action": "move", "articles": "a-dam-1", "target": "s-fair"}, "move", "story", 1),
        ({"action": "move", "articles": "a-dam-1", "event": "e-dam-2"}, "move", "event", 1),
        ({"action": "merge_events", "one": "e-dam-1", "other": "e-dam-2"}, "merge", "event", 4),
        ({"action": "headline", "article": "a-dam-2"}, "pin", "story", 1),
        ({"action": "hide_articles", "articles": "a-dam-1"}, "hide", "article", 1),
        ({"action": "pin"}, "pin", "story", 0),
    ],
)
def test_each_form_makes_its_correction(
    editor: Client, filled: Store, form: dict[str, Any], kind: str, level: str, articles: int
) -> None:
    answer = send(editor, **form)
    assert 'role="status"' in answer.text
    with filled.read() as connection:
        (one,), _ = ledger.page(connection, limit=5)
    assert (one.kind, one.level, len(one.articles)) == (kind, level, articles)
    assert (one.author, one.reason) == ("أمينة", "لأنهما واحد")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"action": "merge", "other": "s-dam"}, "the same already"),
        ({"action": "merge", "other": "s-none"}, "no such story"),
        ({"action": "split"}, "Choose an article"),
        ({"action": "split_event"}, "Choose an article"),
        ({"action": "hide_articles"}, "no such story"),
        ({"action": "rename"}, "Write a headline"),
        ({"action": "hide", "reason": " "}, "Write why"),
        ({"action": "nonsense"}, "cannot be done"),
        ({"action": "pin", "reason": "x" * 1_001}, "Too long"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    editor: Client, filled: Store, form: dict[str, Any], told: str
) -> None:
    answer = send(editor, **form)
    assert told in answer.text
    assert 'role="alert"' in answer.text
    with filled.read() as connection:
        assert ledger.newest(connection) == 0


def test_a_hidden_story_is_the_editors_alone_and_comes_back(editor: Client, filled: Store) -> None:
    answer = send(editor, action="hide")
    assert str(answer.url.path) == "/stories/s-dam/history"
    assert "Hidden" in answer.text
    made = re.search(r"/corrections/(c-[0-9a-f]+)/undo", answer.text)
    assert made is not None
    kept = dict(editor.cookies)
    editor.cookies.clear()
    assert editor.get("/stories/s-dam").status_code == 404
    assert editor.get("/stories/s-dam/history").status_code == 404
    editor.cookies.update(kept)
    key = key_of(editor, "/stories/s-dam/history")
    undone = editor.post(
        f"/corrections/{made[1]}/undo",
        data={"key": key, "story": "s-dam", "reason": "كان خطأ"},
    )
    assert undone.status_code == 200
    with filled.read() as connection:
        assert stories.get(connection, "s-dam").id == "s-dam"


def test_totals_leave_out_what_is_hidden_at_once(editor: Client) -> None:
    def told() -> list[int]:
        page = editor.get("/?lang=en").text
        found = re.search(r"(\d+) stories from (\d+) articles", page)
        assert found is not None, page
        return [int(one) for one in found.groups()]

    stories, articles = told()
    send(editor, "s-fair", action="hide")
    assert told() == [stories - 1, articles - 2]
    assert "s-fair" not in editor.get("/articles").text
    assert editor.get("/articles/a-fair-1").status_code == 404


def test_a_pinned_story_stands_first(editor: Client) -> None:
    titles = re.findall(r'href="/stories/(s-[a-z]+)"', editor.get("/").text)
    last = titles[-1]
    send(editor, last, action="pin")
    page = editor.get("/?lang=en").text
    assert re.findall(r"/stories/(s-[a-z]+)", page)[0] == last
    assert "Shown first" in page
    assert page.count(f'/stories/{last}?lang=en"') == 1


def test_leaving_ends_the_session(editor: Client) -> None:
    key = key_of(editor, "/editor")
    editor.post("/editor/leave", data={"key": key})
    assert "/corrections" not in editor.get("/stories/s-dam").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/editor", "/stories/s-dam", "/stories/s-dam/history"])
def test_an_editors_pages_are_whole(editor: Client, address: str, language: str) -> None:
    send(editor, action="split", articles=["a-dam-1"])
    send(editor, action="rename", title_ar="عنوان")
    answer = editor.get(f"{address}?lang={language}")
    page = Outline(answer.text)
    assert page.open == []
    named = {one["id"] for _, one in page.tags if one.get("id")}
    assert {one["for"] for one in page.of("label") if "for" in one} <= named
    ids = [one["id"] for _, one in page.tags if one.get("id")]
    assert len(ids) == len(set(ids))
    assert answer.headers.get("cache-control") in {"no-store", "no-cache"}
