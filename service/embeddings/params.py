"""Which encoder, and how texts are handed to it.

Knows nothing of loading or encoding.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

Pooling = Literal["mean", "cls", "last", "max"]
Role = Literal["title", "body"]


class EncoderParams(msgspec.Struct, frozen=True, kw_only=True):
    """``name``: ``bundled``, a sentence-transformers model's name, or a folder with a model.

    The rest holds for sentence-transformers models; None keeps what the model's own files say.
    ``title_prefix`` and ``body_prefix`` are put before each text as they stand (``"query: "``,
    or ``""`` for none); ``title_prompt`` and ``body_prompt`` name prompts of the model's
    config_sentence_transformers.json instead. ``max_length`` counts the model's own tokens,
    its marks and the prefix with them; ``batch`` is how many texts go through it at a time and
    changes no vector by more than rounding.
    """

    name: Annotated[str, msgspec.Meta(min_length=1)] = "bundled"
    title_prefix: str | None = None
    body_prefix: str | None = None
    title_prompt: str | None = None
    body_prompt: str | None = None
    max_length: Annotated[int, msgspec.Meta(ge=3)] | None = None
    pooling: Pooling | None = None
    batch: Annotated[int, msgspec.Meta(ge=1, le=4096)] = 32

    def __post_init__(self) -> None:
        """Refuse two answers to one question."""
        for role in ("title", "body"):
            if getattr(self, f"{role}_prefix") is not None and getattr(self, f"{role}_prompt"):
                raise ValueError(
                    f"set {role}_prefix or {role}_prompt, not both: a prompt is a prefix by name"
                )

    def with_whole_path(self) -> EncoderParams:
        """The same with a folder's name from the root, so that it is found from anywhere."""
        folder = Path(self.name)
        if self.name == "bundled" or not folder.is_dir():
            return self
        return msgspec.structs.replace(self, name=str(folder.resolve()))

    def of_transformer(self) -> list[str]:
        """The settings in use that only a sentence-transformers model can honour."""
        plain = EncoderParams(name=self.name, batch=self.batch)
        return [
            name for name in self.__struct_fields__ if getattr(self, name) != getattr(plain, name)
        ]
