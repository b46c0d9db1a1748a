from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from service.api.app import assemble
from service.store.engine import Store, open_store
from tests.api import world


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store.db"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    world.fill(store)
    return store


@pytest.fixture
def client(filled: Store) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(assemble(filled, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def empty(store: Store) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(assemble(store, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened
