"""A real, tiny, untrained BERT, made here: what is honoured shows in its vectors."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole sentence-transformers model of 16 dimensions and two prompts."""
    from tests.embeddings.tiny import save_tiny

    folder = tmp_path_factory.mktemp("tiny")
    save_tiny(folder, seed=3)
    return folder
