"""Where the shared development data lies, for tests that measure against it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RIWAYA_SHARED", ROOT.parent / "shared" / "data"))


def shared(path: str) -> Path:
    """The file at ``path`` in the shared data; skips the test where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"shared data absent: {found}")
    return found
