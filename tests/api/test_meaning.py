"""Likeness by vectors: ready before the first question, and the same to the bit on any machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from litestar.testing import TestClient

from service.api import meaning as module
from service.api.app import AHEAD, assemble
from service.api.meaning import Meaning
from service.embeddings.encoder import Encoder, load_encoder
from service.store.engine import Store, open_store
from service.store.models import Model
from tests.api import world

load = module._load


@pytest.fixture
def meant(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "store.db"), create=True)
    world.fill(store, meant=True)
    yield store
    store.close()


def test_the_vectors_are_readied_behind_the_first_readers_not_before_them(
    meant: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    loaded: list[str] = []

    def slow(model: Model) -> Encoder:
        assert go_on.wait(60)
        loaded.append(threading.current_thread().name)
        return load(model)

    monkeypatch.setattr(module, "_load", slow)
    app = assemble(meant, world.OUTLETS, ahead=[])
    with TestClient[Any](app) as client:
        readying = [one for one in threading.enumerate() if one.name == AHEAD]
        assert len(readying) == 1
        assert client.get("/api/v1/health").status_code == 200
        assert client.get("/api/v1/search", params={"q": "سد"}).json()["items"]
        assert loaded == []
        go_on.set()
        readying[0].join(60)
        with meant.read() as connection:
            assert app.state.meaning.is_ready(connection)
        found = client.get("/api/v1/search", params={"q": "سد", "by": "meaning"})
        assert found.json()["items"]
        assert loaded == [AHEAD]


def test_nothing_is_readied_where_nobody_asked_for_it(meant: Store) -> None:
    app = assemble(meant, world.OUTLETS)
    with TestClient[Any](app) as client, meant.read() as connection:
        assert client.get("/api/v1/health").status_code == 200
        assert AHEAD not in {one.name for one in threading.enumerate()}
        assert not app.state.meaning.is_ready(connection)


def test_what_cannot_be_readied_keeps_no_one_from_reading(
    meant: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_model: Model) -> Encoder:
        raise MemoryError

    monkeypatch.setattr(module, "_load", broken)
    with TestClient[Any](assemble(meant, world.OUTLETS, ahead=[])) as client:
        for one in threading.enumerate():
            if one.name == AHEAD:
                one.join(60)
        assert client.get("/api/v1/search", params={"q": "سد"}).json()["items"]


def test_cosines_are_exact_so_that_equals_stand_by_id_on_any_machine(meant: Store) -> None:
    meaning = Meaning()
    with meant.read() as connection:
        found = meaning.near_words(connection, "انهيار سد", limit=50, start=0)
        index = meaning._index
    assert index is not None
    asked = load_encoder().encode(["انهيار سد"], "title")[0].astype(np.float64)
    exact = dict(zip(index.ids, (index.rows.astype(np.float64) @ asked).tolist(), strict=True))
    assert found == sorted(
        ((one, exact[one]) for one, _ in found), key=lambda pair: (-pair[1], pair[0])
    )
