"""An editor at work, in a real Chromium with scripts switched off."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from dashboards.app import build_app
from dashboards.phrases import LANGUAGES
from service.settings import EditorParams, Settings
from service.store.engine import open_store
from tests.api import world

pytestmark = pytest.mark.browser
TOKEN = "a-token-for-these-tests"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The site with a token set."""
    store = open_store(str(tmp_path / "store.db"), create=True)
    world.fill(store)
    listener = socket.create_server(("127.0.0.1", 0))
    app = build_app(store, world.OUTLETS, Settings(editors=EditorParams(token=TOKEN)))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_an_editor_corrects_and_undoes_without_scripts(
    chromium: Browser, desk: str, width: int, language: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{desk}/editor?lang={language}")
    page.fill("#author", "Amina")
    page.fill("#token", TOKEN)
    with page.expect_navigation():
        page.click(".door-form button")
    page.goto(f"{desk}/stories/s-dam?lang={language}")
    page.locator(".desk summary").first.click()
    page.fill("#title-en", "The dam at last")
    page.fill("#reason-rename", "a clearer headline")
    with page.expect_navigation():
        page.locator(".desk details").first.locator("button").click()
    assert "The dam at last" in page.content()
    assert page.locator("#notice").is_visible()
    assert _fits(page)
    for place in range(page.locator(".desk summary").count()):
        summary = page.locator(".desk summary").nth(place)
        if place:
            summary.click()
    assert _fits(page)
    page.goto(f"{desk}/stories/s-dam/history?lang={language}")
    assert "a clearer headline" in page.content()
    page.locator(".undo summary").first.click()
    page.locator(".undo input[name=reason]").first.fill("the old one was better")
    assert _fits(page)
    with page.expect_navigation():
        page.locator(".undo button").first.click()
    page.goto(f"{desk}/stories/s-dam?lang={language}")
    assert "The dam at last" not in page.content()
    assert page.locator("html").get_attribute("lang") == language
    context.close()


def _fits(page: Page) -> bool:
    """Whether the page is no wider than its window; found without a script of the page's own."""
    box = page.locator("main").bounding_box()
    widest = [
        one["x"] + one["width"]
        for place in range(page.locator(".desk, .desk form, .changes, h1, #notice").count())
        if (
            one := page.locator(".desk, .desk form, .changes, h1, #notice")
            .nth(place)
            .bounding_box()
        )
    ]
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return all(edge <= size["width"] + 1 for edge in [box["x"] + box["width"], *widest])
