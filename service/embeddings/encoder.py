"""The encoder every stage shares: texts to unit vectors.

Knows nothing of articles, stores or clusters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.embeddings.params import EncoderParams, Role
from service.embeddings.static import is_static, load_static
from service.errors import SettingsError

BUNDLED = Path(__file__).with_name("model")


class Encoder(Protocol):
    """Texts to vectors; ``name`` keys the stored vectors, so it changes with the weights."""

    @property
    def name(self) -> str:
        """The model, its weights' fingerprint, and how texts are handed to it."""

    @property
    def params(self) -> EncoderParams:
        """How it was chosen: from these, another process loads the same encoder."""

    @property
    def dimensions(self) -> int:
        """The length d of a vector."""

    def prefix(self, role: Role) -> str:
        """What is put before a text of that role."""

    def encode(self, texts: Sequence[str], role: Role = "body") -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows in the order of ``texts``; a zero row for no words.

        They come ``in_steps``: a length is one to 0.005.
        """


def load_encoder(params: EncoderParams | str = EncoderParams()) -> Encoder:  # noqa: B008 - frozen
    """Load the encoder that ``params`` (or a bare name) chooses.

    Raises EncoderError, naming the missing files and where they belong, if the model is not
    on this machine; SettingsError if a setting cannot be honoured by it.
    """
    if isinstance(params, str):
        params = EncoderParams(name=params)
    folder = BUNDLED if params.name == "bundled" else Path(params.name)
    if is_static(folder):
        if idle := params.of_transformer():
            raise SettingsError(
                f"[encoder] {', '.join(idle)}: {params.name!r} is a static encoder, which takes "
                "texts as they are; leave out all but `name`"
            )
        return load_static(folder, params)
    from service.embeddings.transformer import load_transformer

    return load_transformer(params)
