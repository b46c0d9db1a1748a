"""How two texts that belong together are made out of the pairs: crops, halves, partners.

Knows nothing of vectors; every choice comes from the generator handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Views = tuple[list[Rows], list[Rows]]


class Viewer:
    """Draws views with one generator; ``shortest`` and ``longest`` bound a crop, in rows."""

    def __init__(self, generator: np.random.Generator, shortest: int, longest: int) -> None:
        self._generator = generator
        self._shortest = shortest
        self._longest = longest

    def crop(self, body: Rows) -> Rows:
        """The opening of ``body``, of a length drawn anew each time."""
        return body[: int(self._generator.integers(self._shortest, self._longest))]

    def title_body(self, left: Sequence[Rows], right: Sequence[Rows], chosen: Rows) -> Views:
        """A title against a crop of its body."""
        return [left[i] for i in chosen], [self.crop(right[i]) for i in chosen]

    def halves(self, bodies: Sequence[Rows], chosen: Rows) -> Views:
        """The opening of a body against its rest, cut between 30 and 70 percent."""
        cuts = [int(len(bodies[i]) * self._generator.uniform(0.3, 0.7)) for i in chosen]
        pairs = [(bodies[i][:cut], bodies[i][cut:]) for i, cut in zip(chosen, cuts, strict=True)]
        return [one for one, _ in pairs], [other for _, other in pairs]

    def parts(self, bodies: Sequence[Rows], chosen: Rows) -> Views:
        """Halves, or every word dealt to one side or the other, as a coin falls."""
        return self._dealt(bodies, chosen) if self._coin() else self.halves(bodies, chosen)

    def partners(
        self, left: Sequence[Rows], right: Sequence[Rows], pairs: NDArray[np.int64]
    ) -> Views:
        """Two outlets' reports: title to body, body to body or title to title."""
        ones: list[Rows] = []
        others: list[Rows] = []
        for pair in pairs:
            one, other = (int(place) for place in (pair if self._coin() else pair[::-1]))
            draw = self._generator.random()
            whole = 0.35 <= draw < 0.9
            ones.append(self.crop(right[one]) if whole else left[one])
            others.append(left[other] if draw >= 0.9 else self.crop(right[other]))
        return ones, others

    def _dealt(self, bodies: Sequence[Rows], chosen: Rows) -> Views:
        sides = [self._generator.random(len(bodies[i])) < 0.5 for i in chosen]
        return (
            [bodies[i][side] for i, side in zip(chosen, sides, strict=True)],
            [bodies[i][~side] for i, side in zip(chosen, sides, strict=True)],
        )

    def _coin(self) -> bool:
        return bool(self._generator.random() < 0.5)


Draw = Callable[[NDArray[np.int64]], Views]
