"""The sample: raw pages written for this project, on public facts of 2018 to 2021.

Knows nothing of how pages are read: it only says where they lie.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample's pages: saved text, HTML, and two feeds."""
    return Path(str(files(__name__))) / "pages"
