"""Any sentence-transformers model as an encoder, from this machine only.

Knows nothing of the network: a model that is neither a folder nor in the local cache is an
error that says which files are missing and where to put them.
"""

from __future__ import annotations

import hashlib
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
# Models whose cards ask for a prefix that their files do not carry.
PREFIXES = {"multilingual-e5": "query: ", "e5-": "query: "}


class TransformerParams(msgspec.Struct, frozen=True, kw_only=True):
    """How texts are handed to the model; None keeps what the model's own files say.

    ``prefix`` is put before each text as it stands (``"query: "``); ``prompt`` names one of the
    prompts in the model's config_sentence_transformers.json; ``max_length`` counts the model's
    own tokens; ``pooling`` is one of ``mean``, ``cls``, ``max``, ``lasttoken``.
    """

    prefix: str | None = None
    prompt: str | None = None
    max_length: int | None = None
    pooling: str | None = None
    batch: int = 32


class TransformerEncoder:
    """Encodes with a loaded SentenceTransformer; rows come in the order of the texts."""

    def __init__(self, name: str, model: SentenceTransformer, params: TransformerParams) -> None:
        self.name = name
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._params = params

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows; a text without letter or digit gets a zero row.

        Equal to 1e-6, not to the bit, across batches: padding changes the order of sums.
        """
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [row for row, text in enumerate(texts) if any(map(str.isalnum, text))]
        if rows:
            found[rows] = self._model.encode(
                [texts[row] for row in rows],
                prompt=self._params.prefix,
                prompt_name=None if self._params.prefix is not None else self._params.prompt,
                batch_size=self._params.batch,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return found


def load_transformer(name: str, params: TransformerParams) -> TransformerEncoder:
    """Load a folder, or a model that the local cache holds. Raises EncoderError.

    The encoder's name holds whatever in ``params`` changes the vectors, so that two ways to
    use one model never share stored vectors.
    """
    from sentence_transformers import SentenceTransformer

    _check_folder(name)
    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, ImportError) as error:
        raise EncoderError(
            f"encoder {name!r} is not on this machine. Put {', '.join(NEEDED)} and the folders "
            f"modules.json names into one folder and give that folder as the encoder, or copy "
            f"the model into {_cache(name)} ({str(error).splitlines()[0]})"
        ) from error
    if params.prefix is None and params.prompt is None and not model.prompts.get("query"):
        params = msgspec.structs.replace(params, prefix=_known_prefix(name))
    _apply(model, params, name)
    return TransformerEncoder(_full_name(name, params), model, params)


def _check_folder(name: str) -> None:
    """Say which files a folder lacks before the library guesses at the network."""
    folder = Path(name)
    looks_local = folder.is_absolute() or name.startswith(".") or name.count("/") > 1
    if not folder.is_dir():
        if looks_local:
            raise EncoderError(f"{name}: no such folder; an encoder's folder has {NEEDED[0]}")
        return
    if not (folder / NEEDED[0]).exists() and not (folder / NEEDED[1]).exists():
        raise EncoderError(
            f"{name}: neither {NEEDED[0]} nor {NEEDED[1]} is in it; put {', '.join(NEEDED)} there"
        )


def _cache(name: str) -> Path:
    from huggingface_hub.constants import HF_HUB_CACHE

    return Path(HF_HUB_CACHE) / f"models--{name.replace('/', '--')}"


def _known_prefix(name: str) -> str | None:
    last = Path(name).name.lower()
    return next((found for start, found in PREFIXES.items() if last.startswith(start)), None)


def _apply(model: SentenceTransformer, params: TransformerParams, name: str) -> None:
    if params.prompt is not None and params.prompt not in model.prompts:
        raise EncoderError(
            f"encoder {name!r} has no prompt {params.prompt!r}; it has {sorted(model.prompts)}"
        )
    if params.max_length is not None:
        model.max_seq_length = params.max_length
    if params.pooling is not None:
        _replace_pooling(model, params.pooling, name)


def _replace_pooling(model: SentenceTransformer, mode: str, name: str) -> None:
    from sentence_transformers.sentence_transformer.modules import Pooling

    for key, module in model.named_children():
        if isinstance(module, Pooling):
            try:
                setattr(model, key, Pooling(module.embedding_dimension, pooling_mode=mode))
            except (ValueError, TypeError) as error:
                raise EncoderError(f"encoder {name!r}: pooling {mode!r}: {error}") from error
            return
    raise EncoderError(f"encoder {name!r} has no pooling to set to {mode!r}; leave it unset")


def _full_name(name: str, params: TransformerParams) -> str:
    telling = msgspec.structs.replace(params, batch=TransformerParams().batch)
    if telling == TransformerParams():
        return name
    return f"{name}#{hashlib.sha256(msgspec.json.encode(telling)).hexdigest()[:8]}"
