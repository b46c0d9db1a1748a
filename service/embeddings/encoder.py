"""The encoder every stage shares: texts to unit vectors.

Knows nothing of articles, stores or clusters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BUNDLED = Path(__file__).with_name("model")


class Encoder(Protocol):
    """Texts to vectors; ``name`` keys the stored vectors, so it changes with the weights."""

    @property
    def name(self) -> str:
        """The model and its version."""

    @property
    def dimensions(self) -> int:
        """The length d of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows in the order of ``texts``; a zero row for no words."""


def load_encoder(name: str = "bundled") -> Encoder:
    """Load the bundled encoder, or a sentence-transformers model by name or folder.

    Raises EncoderError, naming the missing files, if the model is not on this machine.
    """
    if name == "bundled":
        from service.embeddings.static import load_static

        return load_static(BUNDLED)
    from service.embeddings.transformer import load_transformer

    return load_transformer(name)
