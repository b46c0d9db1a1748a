from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.engine import Store, open_store
from tests.postgres import NewDatabase


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, once in a file and once in a real PostgreSQL."""
    if request.param == "sqlite":
        url = str(tmp_path / "store.db")
    else:
        new_database: NewDatabase = request.getfixturevalue("new_database")
        url = new_database()
    opened = open_store(url, create=True)
    yield opened
    opened.close()
