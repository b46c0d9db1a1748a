"""How well copies of one text were told from other reports of one happening.

Knows nothing of how copies are found. The measure is exact where the finder's is an estimate:
the Jaccard similarity of three-word shingles over folded words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from service.text.normalise import fold

SHINGLE = 3
# Of two reports in different words less than this is equal; copies with edits have far more.
OTHER_WORDS = 0.7
# Shorter texts are captions and disclaimers, which articles share without being copies.
LEAST_WORDS = 12
_SIGNS = re.compile(r"[\W_]+")


class ReprintScores(msgspec.Struct, frozen=True, kw_only=True):
    """Twins (copies of an equal text) and pairs of one event, and how many were marked."""

    twins: int
    twins_found: int
    recall: float
    pairs: int
    marked: int
    others: int
    others_marked: int
    precision: float


def score_reprints(
    texts: Mapping[str, str], found: Mapping[str, str], events: Iterable[Sequence[str]]
) -> ReprintScores:
    """``texts`` by id, ``found`` copy to original, ``events`` the ids of one happening each.

    Twins are texts equal but for spelling and marks. Precision is over pairs within an event:
    of those marked as one text, how many are not in other words.
    """
    twins = _twins(texts)
    copies = sum(len(ids) - 1 for ids in twins)
    got = sum(len(ids) - len({found.get(one, one) for one in ids}) for ids in twins)
    pairs = marked = others = wrong = 0
    shingles: dict[str, frozenset[tuple[str, ...]]] = {}
    for ids in events:
        for one, other in combinations(sorted(set(ids) & texts.keys()), 2):
            pairs += 1
            for each in (one, other):
                if each not in shingles:
                    shingles[each] = _shingles(texts[each])
            same = found.get(one, one) == found.get(other, other)
            apart = _share(shingles[one], shingles[other]) < OTHER_WORDS
            marked += same
            others += apart
            wrong += same and apart
    return ReprintScores(
        twins=copies,
        twins_found=got,
        recall=round(got / copies, 4) if copies else 1.0,
        pairs=pairs,
        marked=marked,
        others=others,
        others_marked=wrong,
        precision=round(1 - wrong / marked, 4) if marked else 1.0,
    )


def _twins(texts: Mapping[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for one, text in texts.items():
        plain = _plain(text)
        if len(plain.split()) >= LEAST_WORDS:
            groups[plain].append(one)
    return [ids for ids in groups.values() if len(ids) > 1]


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _plain(text).split()
    return frozenset(
        tuple(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 0))
    )


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / max(len(one | other), 1)
