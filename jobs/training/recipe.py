"""What a training of the encoder is made of, read from TOML.

Knows nothing of how it is carried out.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from service.errors import SettingsError


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``rate`` is Adagrad's step; ``idf_power`` shapes the first length of a word's vector.

    ``mix`` maps a kind of pairs to how often an epoch goes over them (a fraction takes a part).
    """

    name: str
    seed: int
    dimensions: int
    words: int
    buckets: int
    hashes: int
    epochs: int
    batch: int
    temperature: float
    rate: float
    idf_power: float
    shortest_crop: int
    longest_crop: int
    mix: dict[str, float]


def read_recipe(path: Path) -> Recipe:
    """The recipe in ``path``. Raises SettingsError, naming the file and the field."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Recipe)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error}); name a recipe file") from error
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{path}: {error}; see service/embeddings/model/recipe.toml") from error
