"""Entries that tell what another of the same timeline tells, by their sentences.

Knows nothing of ranking: of two that tell the same the first handed in stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.timelines.acts import told_verb
from service.timelines.happenings import Support, day_after
from service.timelines.meanings import Meanings
from service.timelines.mentions import Said
from service.timelines.summary import Wording

# Two sentences that share this much of their stems tell one thing (Jaccard).
SAME = 0.6
# So do those of days at most so far apart whose telling verb is one and whose meaning is this near,
# if they share some stems: of 19 such pairs read in stories of sixteen labelled weeks 15 did, two
# told of like videos. They must share more where nothing tells their meaning, or neither has a
# verb that tells.
_DAYS = 2
_NEAR, _SHARED = 0.65, 0.15
_SHARED_MORE = 0.4
_NUMBER = re.compile(r"\d+")


def fold_alike(wordings: Sequence[Wording], meanings: Meanings) -> list[Wording]:
    """Keep, of entries whose sentences say the same, the first: pass them best first."""
    meanings.learn(each.said.text for one in wordings for each in one.chosen.values())
    kept: list[Wording] = []
    for one in wordings:
        if not any(_alike(one, other, meanings) for other in kept):
            kept.append(one)
    return kept


def _alike(left: Wording, right: Wording, meanings: Meanings) -> bool:
    shared = sorted(left.chosen.keys() & right.chosen.keys())
    beside = _are_beside(left, right)
    return any(
        likeness(left.chosen[language].said, right.chosen[language].said) >= SAME
        or (beside and _tell_again(left.chosen[language], right.chosen[language], meanings))
        for language in shared
    )


def _are_beside(left: Wording, right: Wording) -> bool:
    one, other = sorted((left.happening, right.happening), key=lambda each: each.first)
    return one.grain == other.grain == "day" and other.first <= day_after(one.first, _DAYS)


def _tell_again(left: Support, right: Support, meanings: Meanings) -> bool:
    """Whether two sentences tell one act in other words, and no other figures."""
    language = left.source.article.language
    verb = told_verb(left.said.text, language)
    if verb != told_verb(right.said.text, language) or not _agree(left.said.text, right.said.text):
        return False
    near = meanings.cosine(left.said.text, right.said.text)
    if near is not None and near < _NEAR:
        return False
    return likeness(left.said, right.said) >= (_SHARED if verb and near else _SHARED_MORE)


def _agree(one: str, other: str) -> bool:
    """Whether two sentences share a figure, or one of them has none."""
    left, right = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return not left or not right or bool(left & right)


def likeness(left: Said, right: Said) -> float:
    """The share of stems that two sentences have in common, 0 to 1."""
    one, other = set(left.terms), set(right.terms)
    return len(one & other) / max(1, len(one | other))
