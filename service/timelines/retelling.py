"""How much the reports of later days tell once more what a day's first sentences told.

Knows nothing of which days deserve an entry.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from service.timelines.happenings import Source, day_after
from service.timelines.mentions import Said

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
        self._said: list[tuple[str, str, float]] = []
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)
        for one, said in told:
            if said.order > 1 and one.found.own_day:
                for term in said.terms:
                    if term in self._squares:
                        self._by_term[term].append(len(self._said))
                self._said.append((one.article.id, one.found.own_day, self._length(said)))

    def _length(self, said: Said) -> float:
        return math.sqrt(sum(self._squares.get(term, 0.0) for term in said.terms))

    def strength(self, own: Sequence[Source], day: str) -> float:
        """How alike (mean cosine, 0 to 1) the three articles that most retell ``own`` are.

        ``own`` are the reports of ``day`` (ISO).
        """
        since = day_after(day, _AFTER)
        alike: dict[str, float] = {}
        for one in own[:_LEADS]:
            for said in one.found.said:
                if said.order == 1 and said.field != "title":
                    self._note(said, since, alike)
        return sum(heapq.nlargest(_BEST, alike.values())) / _BEST

    def _note(self, said: Said, since: str, alike: dict[str, float]) -> None:
        """Raise in ``alike`` what each article says like ``said``, if it is ``since`` then."""
        length = self._length(said)
        shared: defaultdict[int, float] = defaultdict(float)
        for term in said.terms:
            for row in self._by_term.get(term, ()):
                shared[row] += self._squares[term]
        for row, dot in shared.items():
            article, day, other = self._said[row]
            if day >= since:
                alike[article] = max(alike.get(article, 0.0), dot / (length * other))


def ranks(values: Sequence[float]) -> list[float]:
    """The place of each value among all, in (0, 1): equals share the middle of theirs."""
    ordered = sorted(values)
    return [
        (bisect_left(ordered, one) + bisect_right(ordered, one)) / (2 * len(ordered))
        for one in values
    ]
