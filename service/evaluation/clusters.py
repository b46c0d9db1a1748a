"""How well groups match a person's: B-cubed for whole weeks, best match for long stories.

Knows nothing of how the groups were made.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

import msgspec
import numpy as np

from service.errors import InputError


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Score:
    """B-cubed (Bagga and Baldwin 1998) of the groups ``found`` against ``gold``, item by item.

    Each sequence names the group of every item, in one order. An item alone counts too. Raises
    InputError if the lengths differ or nothing is there.
    """
    if len(found) != len(gold):
        raise InputError(f"{len(found)} items were grouped, but the gold has {len(gold)}")
    if not gold:
        raise InputError("the gold has no items: give a file with at least one row")
    one, other = _numbered(found), _numbered(gold)
    cells, counts = np.unique(np.stack([one, other]), axis=1, return_counts=True)
    both = counts.astype(np.float64) ** 2
    precision = float((both / np.bincount(one)[cells[0]]).sum() / len(gold))
    recall = float((both / np.bincount(other)[cells[1]]).sum() / len(gold))
    return _score(precision, recall)


def best_story(
    stories: Mapping[str, Hashable], members: Collection[str], rejected: Collection[str]
) -> Score:
    """The score of the one story that fits a long story best.

    ``stories`` maps an article to its story; members M and rejected R are articles judged by a
    person. Of story C: precision |C and M| / |C and (M or R)|, recall |C and M| / |M|. Articles
    nobody judged count neither way. Raises InputError if M is empty.
    """
    if not members:
        raise InputError("a long story needs at least one member")
    hits: dict[Hashable, int] = {}
    misses: dict[Hashable, int] = {}
    for counts, articles in ((hits, members), (misses, rejected)):
        for article in articles:
            if article in stories:
                counts[stories[article]] = counts.get(stories[article], 0) + 1
    scores = [
        _score(hit / (hit + misses.get(story, 0)), hit / len(members))
        for story, hit in hits.items()
    ]
    return max(scores, key=lambda score: (score.f1, score.precision), default=_score(0.0, 0.0))


def mean_score(scores: Sequence[Score]) -> Score:
    """Each figure's mean; the F1 is the mean of F1s, not the F1 of the means."""
    if not scores:
        raise InputError("no scores to take the mean of")
    return Score(
        precision=sum(score.precision for score in scores) / len(scores),
        recall=sum(score.recall for score in scores) / len(scores),
        f1=sum(score.f1 for score in scores) / len(scores),
    )


def _score(precision: float, recall: float) -> Score:
    both = precision + recall
    return Score(
        precision=precision, recall=recall, f1=2 * precision * recall / both if both else 0.0
    )


def _numbered(labels: Sequence[Hashable]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels], np.int64)
