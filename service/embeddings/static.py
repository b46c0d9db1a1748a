"""A static encoder: a text's vector is the weighted sum of its words' vectors, made unit.

Knows nothing of how the vectors were trained; it needs numpy and scipy, not torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.embeddings.bags import bag_flat, unit
from service.embeddings.packing import pack, unpack
from service.embeddings.params import EncoderParams, Role
from service.embeddings.snapshot import fingerprint
from service.embeddings.vocabulary import RowFinder, Vocabulary
from service.errors import EncoderError
from service.steps import in_steps

# Texts handled together: so many, or so many letters, whichever is less.
BATCH = 512
BATCH_LETTERS = 4_000_000


class StaticEncoder:
    """Sums rows of ``table`` (vocabulary.rows, d) float32; needs no more state than a cache."""

    def __init__(
        self, name: str, params: EncoderParams, vocabulary: Vocabulary, table: NDArray[np.float32]
    ) -> None:
        self.name = name
        self.params = params
        self.dimensions = int(table.shape[1])
        self._table = table
        self._finder = RowFinder(vocabulary)

    def prefix(self, role: Role) -> str:
        """Nothing is put before a text."""
        del role
        return ""

    def encode(self, texts: Sequence[str], role: Role = "body") -> NDArray[np.float32]:
        """Return (n, d) float32 unit rows; a text without words gets a zero row.

        The same text gives the same bits in any batch, order, role and process.
        """
        del role
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        start = 0
        while start < len(texts):
            end = _batch_end(texts, start)
            bags = bag_flat(*self._finder.rows(texts[start:end]), len(self._table))
            found[start:end] = in_steps(unit(np.asarray(bags @ self._table)))
            start = end
        return found


def _batch_end(texts: Sequence[str], start: int) -> int:
    letters = np.cumsum([len(text) for text in texts[start : start + BATCH]])
    return start + max(1, int(np.searchsorted(letters, BATCH_LETTERS, side="right")))


def load_static(folder: Path, params: EncoderParams | None = None) -> StaticEncoder:
    """Load ``folder``'s tokenizer.json and model.safetensors; EncoderError if they do not fit.

    ``params`` are those that chose the folder, if it was not named outright.
    """
    params = params or EncoderParams(name=str(folder))
    vocabulary, table = read_model(folder)
    weights = fingerprint(folder / name for name in ("tokenizer.json", "model.safetensors"))
    return StaticEncoder(
        f"{vocabulary.name}@{weights}", params.with_whole_path(), vocabulary, table
    )


def is_static(folder: Path) -> bool:
    """Whether ``folder`` holds an encoder that `riwaya train encoder` wrote, or a part of one."""
    marks = {"tokenizer.json": b'"type":"riwaya-words"', "modules.json": b"module.StaticWords"}
    for name, mark in marks.items():
        try:
            with (folder / name).open("rb") as file:
                if mark in file.read(2_000):
                    return True
        except OSError:
            continue
    return False


def read_model(folder: Path) -> tuple[Vocabulary, NDArray[np.float32]]:
    """The vocabulary and the (rows, d) float32 table of ``folder``. Raises EncoderError."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        vocabulary = msgspec.json.decode((folder / "tokenizer.json").read_bytes(), type=Vocabulary)
        tensors = load_file(folder / "model.safetensors")
        table = unpack(tensors["table"], tensors["scale"], int(tensors["dimensions"][0]))
    except (
        OSError,
        KeyError,
        IndexError,
        ValueError,
        msgspec.MsgspecError,
        SafetensorError,
    ) as error:
        raise EncoderError(
            f"{folder}: tokenizer.json and model.safetensors do not make an encoder ({error}); "
            "restore both, or rebuild them with `riwaya train encoder`"
        ) from error
    if len(table) != vocabulary.rows:
        raise EncoderError(
            f"{folder}: model.safetensors has {len(table)} rows where tokenizer.json has "
            f"{vocabulary.rows}; take both from one training"
        )
    return vocabulary, table


def write_model(folder: Path, vocabulary: Vocabulary, table: NDArray[np.float32]) -> None:
    """Write tokenizer.json and model.safetensors, the table as `packing` packs it."""
    from safetensors.numpy import save_file

    packed, scale = pack(table)
    dimensions = np.array([table.shape[1]], np.int32)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {"table": packed, "scale": scale, "dimensions": dimensions}, folder / "model.safetensors"
    )
    (folder / "model.safetensors").chmod(0o644)
    (folder / "tokenizer.json").write_bytes(msgspec.json.encode(vocabulary))
