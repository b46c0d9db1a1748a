"""A sentence-transformers model's folder on this machine: where it is, whether it is whole.

Knows nothing of the network. What lacks is named with the place it belongs to, before any
library guesses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from service.errors import EncoderError

NEEDED = ("modules.json", "config.json", "tokenizer.json", "model.safetensors")
WEIGHTS = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
TOKENIZERS = (
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "tokenizer.model",
    "spiece.model",
    "sentencepiece.bpe.model",
)
# Modules with weights of their own; the others have a config.json or nothing.
WITH_WEIGHTS = frozenset(
    {"Dense", "StaticEmbedding", "StaticWords", "LayerNorm", "WeightedLayerPooling"}
)
# Other forms of the same weights, which are not what is loaded.
COPIES = frozenset({"onnx", "openvino"})
TELLING = frozenset({".json", ".txt", ".model", ".safetensors", ".bin"})


def locate(name: str) -> Path:
    """The folder of the model ``name``: a folder itself, or a model in the local cache.

    Raises EncoderError, naming the files and the place, if it is not here or not whole.
    """
    folder = Path(name)
    if not folder.is_dir():
        folder = _cached(name)
    lacks = missing_files(folder)
    if lacks:
        raise EncoderError(
            f"encoder {name!r} is not whole: {folder} lacks {', '.join(lacks)}; "
            "put what lacks there, from the same version of the model"
        )
    return folder


def _cached(name: str) -> Path:
    if Path(name).is_absolute() or name.startswith(".") or name.count("/") > 1:
        raise EncoderError(
            f"{name}: no such folder; put {', '.join(NEEDED)} and the folders that "
            f"{NEEDED[0]} names there, or correct `name` of [encoder]"
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.constants import HF_HUB_CACHE
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    # As the library has it, a name without an owner may be one of its own.
    for whole in (name,) if "/" in name else (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(whole, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise EncoderError(
        f"encoder {name!r} is not on this machine, and nothing is fetched. Put "
        f"{', '.join(NEEDED)} and the folders that {NEEDED[0]} names into a folder and set "
        f"`name` of [encoder] to it, or copy the model's cache from another machine to "
        f"{Path(HF_HUB_CACHE) / ('models--' + name.replace('/', '--'))}"
    )


def missing_files(folder: Path) -> list[str]:
    """What ``folder`` lacks to be loaded, as paths inside it; empty if it is whole.

    Raises EncoderError if its modules.json cannot be read.
    """
    if not (folder / "modules.json").is_file():
        if not any((folder / name).is_file() for name in ("config.json", *WEIGHTS)):
            return list(NEEDED)
        return list(_transformer_lacks(folder, ""))
    return [one for module in _modules(folder) for one in _module_lacks(folder, *module)]


def _modules(folder: Path) -> list[tuple[str, str]]:
    """Every module's kind and its place in ``folder``."""
    path = folder / "modules.json"
    try:
        listed: list[dict[str, Any]] = msgspec.json.decode(
            path.read_bytes(), type=list[dict[str, Any]]
        )
        return [(str(one["type"]).rsplit(".", 1)[-1], str(one["path"])) for one in listed]
    except (OSError, msgspec.MsgspecError, KeyError) as error:
        raise EncoderError(
            f"{path}: no list of modules ({error}); restore it from the model's own files"
        ) from error


def _module_lacks(folder: Path, kind: str, place: str) -> Iterator[str]:
    if kind.endswith("Transformer"):
        yield from _transformer_lacks(folder, place)
    elif kind == "Pooling":
        yield from _none_of(folder, place, ("config.json",))
    elif kind in WITH_WEIGHTS:
        yield from _none_of(folder, place, WEIGHTS)
        if kind.startswith("Static"):
            yield from _none_of(folder, place, ("tokenizer.json",))


def _transformer_lacks(folder: Path, place: str) -> Iterator[str]:
    yield from _none_of(folder, place, ("config.json",))
    yield from _none_of(folder, place, TOKENIZERS)
    yield from _none_of(folder, place, WEIGHTS)
    yield from _shards_lacking(folder, place)


def _none_of(folder: Path, place: str, names: tuple[str, ...]) -> Iterator[str]:
    if not any((folder / place / name).is_file() for name in names):
        yield str(Path(place) / names[0])


def _shards_lacking(folder: Path, place: str) -> Iterator[str]:
    """Weights in parts: those that their index names and the folder has not."""
    for name in WEIGHTS:
        index = folder / place / name
        if not name.endswith(".index.json") or not index.is_file():
            continue
        try:
            shards = set(msgspec.json.decode(index.read_bytes())["weight_map"].values())
        except (msgspec.MsgspecError, KeyError, TypeError, AttributeError) as error:
            raise EncoderError(f"{index}: no index of weights ({error}); restore it") from error
        yield from (
            str(Path(place) / one) for one in sorted(shards) if not (index.parent / one).is_file()
        )


def telling_files(folder: Path) -> list[Path]:
    """The files of ``folder`` that make the model's vectors: weights, words and settings."""
    return [path for path in folder.rglob("*") if _tells(path, path.relative_to(folder))]


def _tells(path: Path, inside: Path) -> bool:
    if path.suffix not in TELLING or COPIES & set(inside.parts) or not path.is_file():
        return False
    return path.suffix != ".bin" or not path.with_name("model.safetensors").exists()


def fingerprint(files: Iterable[Path]) -> str:
    """Eight hexadecimal digits of the names and the content of ``files``."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(files):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "blake2b").digest()
        digest.update(path.name.encode() + b"\n" + content)
    return digest.hexdigest()
