"""The encoder is switched under a running service: asked all along, a build killed in between."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobs.sample import sample_folder
from service.store import articles as article_store
from service.store import models
from service.store.engine import open_store
from tests.jobs.weights import write_random

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 120


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "jobs", *arguments, "--store", str(folder / "store.db")]


def environment(folder: Path, encoder: str) -> dict[str, str]:
    return os.environ | {"RIWAYA_ENCODER_NAME": str(folder / encoder)}


def run(folder: Path, encoder: str, *arguments: str) -> str:
    done = subprocess.run(
        command(folder, *arguments),
        cwd=ROOT,
        env=environment(folder, encoder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built with one encoder, and a second encoder beside it."""
    found = tmp_path_factory.mktemp("switched")
    run(found, "none", "ingest", str(sample_folder()))
    store = open_store(str(found / "store.db"))
    with store.read() as connection:
        texts = [f"{one.title} {one.body}" for one in article_store.stream(connection)]
    store.close()
    write_random(found / "old", "old", texts, dimensions=24)
    write_random(found / "newer", "newer", texts, dimensions=40)
    run(found, "old", "build")
    return found


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A service over the store, its settings naming the old encoder to the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        command(folder, "serve", "--port", str(port)),
        cwd=ROOT,
        env=environment(folder, "old"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = f"http://127.0.0.1:{port}/api/v1"
    try:
        _wait_for(found)
        yield found
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            ask(address, "health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not start")


def ask(address: str, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/{path}", timeout=PATIENCE_S) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


class Asking(threading.Thread):
    """Asks without a pause for the served model, and for what is like one article."""

    def __init__(self, address: str, article: str) -> None:
        super().__init__(daemon=True)
        self.models: list[str] = []
        self.answers: list[str] = []
        self._address, self._article = address, article
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set():
            self.models.append(ask(self._address, "health")["run"]["model"].split("@")[0])
            self.answers.append(json.dumps(likest(self._address, self._article)))

    def finish(self) -> None:
        self._done.set()
        self.join(PATIENCE_S)


def likest(address: str, article: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(address, f"articles/{article}/similar")["items"]
    return found


def vectors_of(folder: Path) -> dict[str, int]:
    store = open_store(str(folder / "store.db"))
    with store.read() as connection:
        found = {one.name.split("@")[0]: one.vectors for one in models.kept(connection)}
    store.close()
    return found


def kill_after_embedding(folder: Path) -> None:
    """Start a build with the newer encoder, and kill it once its vectors are made."""
    process = subprocess.Popen(
        command(folder, "build"),
        cwd=ROOT,
        env=environment(folder, "newer"),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("embed:"):
            break
    process.kill()
    process.wait()
    process.stderr.close()


def test_the_swap_is_at_once_and_without_a_restart(folder: Path, address: str) -> None:
    article = ask(address, "articles?limit=1")["items"][0]["id"]
    question = "search?by=meaning&q=%D8%A7%D9%84%D9%85%D8%A7%D8%A1"
    before, found_before = likest(address, article), ask(address, question)
    asking = Asking(address, article)
    asking.start()

    kill_after_embedding(folder)
    assert ask(address, "health")["run"]["model"].startswith("old@")
    kept = vectors_of(folder)
    assert kept["newer"] == kept["old"] > 0
    assert likest(address, article) == before

    run(folder, "newer", "build")
    assert vectors_of(folder) == kept
    after, found_after = likest(address, article), ask(address, question)
    asking.finish()
    assert ask(address, "health")["run"]["model"].startswith("newer@")
    assert after != before
    assert found_after != found_before
    assert asking.answers
    assert set(asking.answers) <= {json.dumps(before), json.dumps(after)}
    turn = asking.models.index("newer") if "newer" in asking.models else len(asking.models)
    assert set(asking.models[:turn]) == {"old"}
    assert set(asking.models[turn:]) <= {"newer"}

    told = json.loads(run(folder, "newer", "doctor", "--prune", "--json"))
    assert [one["name"].split("@")[0] for one in told["dropped"]] == ["old"]
    assert vectors_of(folder) == {"newer": kept["newer"]}
    assert likest(address, article) == after
    assert ask(address, question) == found_after
