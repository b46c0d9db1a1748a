"""Any sentence-transformers model as an encoder, from this machine only.

Knows nothing of the network: a model that is neither a folder nor in the local cache is an
error that says what to fetch and where to put it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NEEDED = ("modules.json", "config.json", "tokenizer.json", "model.safetensors")


class TransformerParams(msgspec.Struct, frozen=True, kw_only=True):
    """How texts are handed to the model; None keeps what the model's own files say.

    ``prefix`` is put before each text as it stands (``"query: "`` for E5); ``prompt`` names one
    of the prompts in the model's config_sentence_transformers.json; ``max_words`` counts the
    model's own tokens.
    """

    prefix: str | None = None
    prompt: str | None = None
    max_length: int | None = None
    pooling: str | None = None
    batch: int = 32


class TransformerEncoder:
    """Encodes with a loaded SentenceTransformer, longest texts apart, rows in input order."""

    def __init__(self, name: str, model: SentenceTransformer, params: TransformerParams) -> None:
        self.name = name
        self._model = model
        self._params = params
        self.dimensions = int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows; a text without any letter or digit gets a zero row."""
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [row for row, text in enumerate(texts) if any(c.isalnum() for c in text)]
        if rows:
            found[rows] = self._model.encode(
                [texts[row] for row in rows],
                prompt=self._params.prefix,
                prompt_name=self._params.prompt if self._params.prefix is None else None,
                batch_size=self._params.batch,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return found
