"""The encoder every stage shares: texts to unit vectors.

Knows nothing of articles, stores or clusters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.embeddings.static import is_static, load_static
from service.embeddings.transformer import TransformerParams, load_transformer

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


def load_encoder(name: str = "bundled", params: TransformerParams | None = None) -> Encoder:
    """Load the bundled encoder, or a sentence-transformers model by name or folder.

    ``params`` (prefix, prompt, max length, pooling) hold for the latter. Raises EncoderError,
    naming the missing files, if the model is not on this machine.
    """
    if name == "bundled" or Path(name).resolve() == BUNDLED:
        return load_static(BUNDLED)
    if is_static(Path(name)):
        return load_static(Path(name))
    return load_transformer(name, params or TransformerParams())
