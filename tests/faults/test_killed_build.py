"""A build killed at any moment leaves the last good index, and the next build is whole."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jobs.export import as_jsonl
from jobs.sample import sample_folder
from service.store.engine import open_store

KILLS = 10
ROOT = Path(__file__).parent.parent.parent


def riwaya(store: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "jobs", *arguments, "--store", str(store)]


def run(store: Path, *arguments: str) -> None:
    done = subprocess.run(
        riwaya(store, *arguments), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def served(store: Path) -> bytes:
    opened = open_store(str(store))
    content, _ = as_jsonl(opened)
    opened.close()
    return content


def copy(store: Path, to: Path) -> Path:
    for old in to.parent.glob(f"{to.name}*"):
        old.unlink()
    shutil.copyfile(store, to)
    return to


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one built index and more articles waiting for the next build."""
    folder = tmp_path_factory.mktemp("killed")
    pages = sorted(path for path in sample_folder().rglob("*") if path.suffix in {".txt", ".html"})
    first, second = folder / "first", folder / "second"
    for number, page in enumerate(pages):
        part = first if number % 2 else second
        part.mkdir(exist_ok=True)
        shutil.copyfile(page, part / page.name)
    store = folder / "store.db"
    run(store, "ingest", str(first))
    run(store, "build")
    run(store, "ingest", str(second))
    return store


def test_ten_kills(grown: Path, tmp_path: Path) -> None:
    before = served(grown)
    whole = copy(grown, tmp_path / "whole.db")
    started = time.monotonic()
    run(whole, "build")
    length = time.monotonic() - started
    after = served(whole)
    assert before != after

    moments = random.Random(20180712)
    for _ in range(KILLS):
        store = copy(grown, tmp_path / "killed.db")
        process = subprocess.Popen(
            riwaya(store, "build"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.05, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert served(store) in (before, after)
        run(store, "build")
        assert served(store) == after
