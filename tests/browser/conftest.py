from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Error, sync_playwright

from dashboards.app import build_app
from service.store.engine import open_store
from tests.api import world
from tests.browser.visiting import Visit

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over the hand-made index, served as in production."""
    store = open_store(str(tmp_path_factory.mktemp("browser") / "store.db"), create=True)
    world.fill(store, extra=40, telling=True, meant=True)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(build_app(store, world.OUTLETS), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, told to ask nothing of the network by itself."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to run the browser tests")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error as error:
            pytest.skip(f"{CHROMIUM} does not start here: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(params=[390, 1280])
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    yield Visit(context.new_page(), address)
    context.close()
