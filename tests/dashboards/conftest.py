from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.app import build_app
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
def client(filled: Store) -> Iterator[TestClient[Any]]:
    with TestClient(build_app(filled, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened
