"""How much the reports of later days tell once more what a day's first sentences told.

Knows nothing of which days deserve an entry.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.timelines.happenings import Source, day_after
from service.timelines.mentions import Said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

# Later articles count from this many days after the day told, each by its sentence most alike.
_AFTER = 2
_BEST = 3
# A day's first sentences say much the same: so many of them are enough.
_LEADS = 3
# A stem in a larger share of the story's sentences tells them apart no more.
_COMMON = 0.2
# Unless the story has but few sentences.
_OFTEN = 4


class Retellings:
    """The later sentences of a story's ``voices`` (articles that are no reprints), by their stems.

    Stems weigh by the logarithm of how few sentences have them.
    """

    def __init__(self, voices: Sequence[Source]) -> None:
        import numpy as np

        told = [(one, said) for one in voices for said in one.found.said if said.field != "title"]
        counts: Counter[str] = Counter()
        for _, said in told:
            counts.update(said.terms)
        most = max(_OFTEN, _COMMON * len(told))
        self._squares = {
            term: math.log(1 + len(told) / (1 + count)) ** 2
            for term, count in counts.items()
            if count <= most
        }
        later = [(one.found.own_day or "", one.article.id, said) for one, said in told
                 if said.order > 1 and one.found.own_day]  # fmt: skip
        later.sort(key=lambda row: row[0])
        place = {article: at for at, article in enumerate(dict.fromkeys(row[1] for row in later))}
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, (_, _, said) in enumerate(later):
            for term in said.terms:
                if term in self._squares:
                    rows[term].append(row)
        self._days = [day for day, _, _ in later]
        self._articles = np.array([place[article] for _, article, _ in later], dtype=np.int64)
        self._lengths = np.array([self._length(said) or 1.0 for _, _, said in later])
        self._rows = {term: np.array(found) for term, found in rows.items()}

    def _length(self, said: Said) -> float:
        return math.sqrt(sum(self._squares.get(term, 0.0) for term in said.terms))

    def strength(self, own: Sequence[Source], day: str) -> float:
        """How alike (mean cosine, 0 to 1) the three articles that most retell ``own`` are.

        ``own`` are the reports of ``day`` (ISO).
        """
        import numpy as np

        first = bisect_left(self._days, day_after(day, _AFTER))
        if first == len(self._days):
            return 0.0
        alike = np.zeros(int(self._articles.max()) + 1)
        for one in own[:_LEADS]:
            for said in one.found.said:
                if said.order == 1 and said.field != "title":
                    np.maximum.at(alike, self._articles[first:], self._cosines(said, first))
        return sum(heapq.nlargest(_BEST, alike.tolist())) / _BEST

    def _cosines(self, said: Said, first: int) -> FloatArray:
        """``said`` against every later sentence from the row ``first`` on, float64."""
        import numpy as np

        shared = np.zeros(len(self._days) - first)
        for term in said.terms:
            rows = self._rows.get(term)
            if rows is not None:
                shared[rows[bisect_left(rows, first) :] - first] += self._squares[term]
        cosines: FloatArray = shared / (self._lengths[first:] * (self._length(said) or 1.0))
        return cosines


def ranks(values: Sequence[float]) -> list[float]:
    """The place of each value among all, in (0, 1): equals share the middle of theirs."""
    ordered = sorted(values)
    return [
        (bisect_left(ordered, one) + bisect_right(ordered, one)) / (2 * len(ordered))
        for one in values
    ]
