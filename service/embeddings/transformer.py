"""Any sentence-transformers model as an encoder, from this machine only.

Knows nothing of where models lie or of the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.embeddings.params import EncoderParams, Role
from service.embeddings.snapshot import fingerprint, locate, telling_files
from service.errors import EncoderError, SettingsError
from service.steps import in_steps

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Models whose cards ask for a prefix that their files do not carry.
PREFIXES = {"multilingual-e5": "query: ", "e5-": "query: "}
POOLINGS = {"mean": "mean", "cls": "cls", "last": "lasttoken", "max": "max"}


class TransformerEncoder:
    """Encodes with a loaded SentenceTransformer; rows come in the order of the texts."""

    def __init__(
        self,
        name: str,
        params: EncoderParams,
        model: SentenceTransformer,
        prefixes: dict[Role, str],
    ) -> None:
        self.name = name
        self.params = params
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._prefixes = prefixes

    def prefix(self, role: Role) -> str:
        """What is put before a text of that role."""
        return self._prefixes[role]

    def encode(self, texts: Sequence[str], role: Role = "body") -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows; a text without letter or digit gets a zero row.

        Equal to 1e-6 before they are put in steps, not to the bit, across batches: padding changes
        the order of sums.
        """
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [row for row, text in enumerate(texts) if any(map(str.isalnum, text))]
        if rows:
            made = self._model.encode(
                [_sound(texts[row]) for row in rows],
                prompt=self._prefixes[role],
                batch_size=self.params.batch,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            found[rows] = in_steps(np.asarray(made, np.float32))
        return found


def _sound(text: str) -> str:
    """``text`` with a question mark for each half of a character, which no tokenizer takes."""
    return text.encode(errors="replace").decode()


def load_transformer(params: EncoderParams) -> TransformerEncoder:
    """Load a folder, or a model that the local cache holds, on the CPU.

    The encoder's name tells the model, its weights and whatever in ``params`` changes the
    vectors, so that two ways to use one model never share stored vectors. Raises EncoderError
    if the model is not here or not whole, SettingsError for what it cannot honour.
    """
    folder = locate(params.name)
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (
        *(OSError, ValueError, ImportError, RuntimeError, KeyError, TypeError, AttributeError),
        SafetensorError,
    ) as error:
        raise EncoderError(
            f"encoder {params.name!r}: {folder} cannot be loaded "
            f"({str(error).splitlines()[0] if str(error) else type(error).__name__}); "
            "restore its files from one version of the model"
        ) from error
    prefixes = _prefixes(model, params)
    if params.max_length is not None:
        _shorten(model, params.max_length, params.name)
    if params.pooling is not None:
        _replace_pooling(model, POOLINGS[params.pooling], params.name)
    name = _full_name(folder, params, prefixes)
    return TransformerEncoder(name, params.with_whole_path(), model, prefixes)


def _prefixes(model: SentenceTransformer, params: EncoderParams) -> dict[Role, str]:
    """What goes before titles and bodies: as set, else as the model says, else as is known."""
    prompts = {name: text for name, text in model.prompts.items() if text}
    own = prompts.get(model.default_prompt_name or "", "")
    if not prompts:
        last = Path(params.name).name.lower()
        own = next((one for start, one in PREFIXES.items() if last.startswith(start)), "")
    return {
        "title": _prefix(prompts, params.title_prefix, params.title_prompt, own),
        "body": _prefix(prompts, params.body_prefix, params.body_prompt, own),
    }


def _prefix(prompts: Mapping[str, str], prefix: str | None, prompt: str | None, own: str) -> str:
    if prompt is None:
        return own if prefix is None else prefix
    if prompt not in prompts:
        raise SettingsError(
            f"[encoder]: the model has no prompt {prompt!r}; it has {sorted(prompts) or 'none'}"
        )
    return prompts[prompt]


def _shorten(model: SentenceTransformer, length: int, name: str) -> None:
    most = model.max_seq_length
    if most is not None and length > most:
        raise SettingsError(
            f"[encoder] max_length: {name!r} reads at most {most} tokens, not {length}"
        )
    model.max_seq_length = length


def _replace_pooling(model: SentenceTransformer, mode: str, name: str) -> None:
    from sentence_transformers.sentence_transformer.modules import Pooling

    for key, module in model.named_children():
        if isinstance(module, Pooling):
            made: Any = Pooling(
                module.embedding_dimension, pooling_mode=mode, include_prompt=module.include_prompt
            )
            setattr(model, key, made)
            return
    raise SettingsError(f"[encoder] pooling: {name!r} has no pooling to set; leave it out")


def _full_name(folder: Path, params: EncoderParams, prefixes: dict[Role, str]) -> str:
    label = folder.name if Path(params.name).is_dir() else params.name
    telling = (prefixes["title"], prefixes["body"], params.max_length, params.pooling)
    name = f"{label}@{fingerprint(telling_files(folder))}"
    if telling == ("", "", None, None):
        return name
    return f"{name}#{hashlib.sha256(msgspec.json.encode(telling)).hexdigest()[:8]}"
