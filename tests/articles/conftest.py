"""What the tests of articles share: the real registry, one instant, the shared data if there."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.articles.outlets import Outlets
from service.sources.registry import load_outlets

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def outlets() -> Outlets:
    return load_outlets()


@pytest.fixture(scope="session")
def shared() -> Path:
    root = Path(__file__).parents[2]
    place = Path(os.environ.get("RIWAYA_SHARED", root / "../shared")) / "data"
    if not place.is_dir():
        pytest.skip("the shared data is absent")
    return place
