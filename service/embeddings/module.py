"""The bundled model as a sentence-transformers module, so that its folder loads as any other.

Knows nothing of training. ``modules.json`` names this class.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers.base.modules.input_module import InputModule

from service.embeddings.bags import bag_flat
from service.embeddings.static import read_model, write_model
from service.embeddings.vocabulary import RowFinder, Vocabulary
from service.errors import EncoderError


class StaticWords(InputModule):
    """Weighted sums of word vectors by torch's embedding bag: StaticEncoder's, not yet in steps."""

    def __init__(self, vocabulary: Vocabulary, table: NDArray[np.float32]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.vocabulary = vocabulary
        self._finder = RowFinder(vocabulary)
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(table), mode="sum")

    def preprocess(  # type: ignore[override] # texts are all it takes
        self, inputs: Sequence[str], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        """Texts to rows, their weights, and where each text's rows begin."""
        found = self._finder.rows([(prompt or "") + text for text in inputs])
        bags = bag_flat(*found, self.vocabulary.rows)
        return {
            "input_ids": torch.from_numpy(bags.indices.astype(np.int64)),
            "weights": torch.from_numpy(bags.data),
            "offsets": torch.from_numpy(bags.indptr[:-1].astype(np.int64)),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding`` (n, d) float32 of unit (or zero) rows."""
        sums = self.embedding(
            features["input_ids"], features["offsets"], per_sample_weights=features["weights"]
        )
        features["sentence_embedding"] = torch.nn.functional.normalize(sums, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return int(self.embedding.embedding_dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write model.safetensors and tokenizer.json."""
        write_model(Path(output_path), self.vocabulary, self.embedding.weight.numpy())

    @classmethod
    def load(  # type: ignore[override] # nothing is fetched, so nothing else is taken
        cls, model_name_or_path: str, subfolder: str = "", **_: Any
    ) -> StaticWords:
        """Read the module from a folder on this machine. Raises EncoderError."""
        folder = Path(model_name_or_path) / subfolder
        if not folder.is_dir():
            raise EncoderError(f"{folder}: no such folder; this module loads from a local folder")
        return cls(*read_model(folder))
