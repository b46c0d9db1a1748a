"""What a story's texts mean, as vectors: how near two sentences are.

Knows nothing of encoders or stores: both the articles' vectors and what encodes are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Cosines = NDArray[np.float64]
    Encode = Callable[[Sequence[str]], NDArray[np.float32]]


class Meanings:
    """``bodies`` maps an article's id to its vector, (d,) float32 of length one, or of zeroes.

    ``encode`` turns n sentences into (n, d) float32 unit rows. Without it no two are compared.
    """

    def __init__(
        self, bodies: Mapping[str, Vector] | None = None, encode: Encode | None = None
    ) -> None:
        self.bodies = bodies or {}
        self._encode = encode
        self._known: dict[str, Vector] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Encode those of ``texts`` that are new, at once."""
        new = sorted(set(texts) - self._known.keys())
        if self._encode is not None and new:
            self._known.update(zip(new, self._encode(new), strict=True))

    def cosine(self, one: str, other: str) -> float | None:
        """How near two sentences are, -1 to 1; None where nothing encodes."""
        if self._encode is None:
            return None
        self.learn((one, other))
        # in float64, so that it is the same on any processor
        left, right = (self._known[each].astype("f8") for each in (one, other))
        return round(float(left @ right), 4)

    def cosines(self, some: Sequence[str], others: Sequence[str]) -> Cosines | None:
        """How near n sentences are to each of m, (n, m) float64; None where nothing encodes."""
        import numpy as np

        if self._encode is None:
            return None
        self.learn((*some, *others))
        if not some or not others:
            return np.zeros((len(some), len(others)))
        left, right = (
            np.stack([self._known[each] for each in texts]).astype("f8") for texts in (some, others)
        )
        near: Cosines = np.round(left @ right.T, 4)
        return near
