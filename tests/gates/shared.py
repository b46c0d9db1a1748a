"""Where the labelled data lies, if it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("RIWAYA_SHARED") or Path(__file__).parents[2].parent / "shared" / "data"
)
needs_shared = pytest.mark.skipif(
    not (SHARED / "labels").is_dir(), reason="the labelled data is not at hand (../shared/data)"
)
