"""Which happenings of a story deserve an entry: a learned weighing, and an order without repeats.

Knows nothing of what is measured, of wording or of how many entries are wanted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from service.errors import ShapeError
from service.timelines.features import REMEMBERED, REPORTED
from service.timelines.happenings import Affair, Happening, day_after, overlap, profile


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic weighing of features, by name."""

    bias: float
    weights: dict[str, float]

    def __call__(self, row: Mapping[str, float]) -> float:
        """Log-odds of ``row``."""
        return self.bias + sum(value * row[name] for name, value in self.weights.items())


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """Two lines, for happenings that some article reports and for those only looked back to."""

    reported: Line
    remembered: Line

    def __call__(self, row: Mapping[str, float]) -> float:
        """The log-odds that an editor takes a happening with the features ``row``."""
        return (self.reported if is_reported(row) else self.remembered)(row)


def is_reported(row: Mapping[str, float]) -> bool:
    """Whether the features are those of a happening with reports of its own."""
    return row.keys() >= set(REPORTED)


# A stronger or weaker penalty (0.003, 0.02) loses a point of date F1 or more on the story left out.
PENALTY = 0.005
# Few of those only looked back to are taken: their line may lean on its features more.
FEWER = 30.0
# In log-odds, for a happening beside one taken: more if it says the same. Leaving each story out:
# date F1 within a day 0.76 without either, 0.80 with both.
CROWDING = 0.2
BESIDE = 0.3

# Fitted on the candidates of eight long stories of 2018 (an editor's timelines, 150 entries).
# Leaving each story out in turn: date F1 0.71 exact, 0.81 within a day, must-have recall 0.94;
# one entry more or less in a story moves the mean by half a point to a point.
SHIPPED = Weighing(
    reported=Line(
        bias=-2.372,
        weights={
            "burst": 0.644,
            "crest": 0.511,
            "after": -0.246,
            "undated": -0.229,
            "lead_affair": 0.495,
            "title_decides": 0.422,
            "acts": 0.559,
            "plans": -0.283,
            "statement": -0.178,
            "echo": 0.272,
            "retold": 0.370,
            "aftermath": -0.601,
            "later": 0.369,
            "later_families": 0.367,
            "mentions": 0.418,
            "cited_affair": 0.268,
        },
    ),
    remembered=Line(
        bias=-3.608,
        weights={
            "later_families": 0.940,
            "mentions": 1.349,
            "cited_affair": 0.810,
            "coarse": -1.496,
            "prelude": 0.308,
        },
    ),
)


def probability(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-odds))


def log_odds(chance: float) -> float:
    """A probability as log-odds, those of nought and one kept finite."""
    kept = min(1.0 - 1e-9, max(1e-9, chance))
    return math.log(kept / (1.0 - kept))


def ordered(
    happenings: Sequence[Happening], odds: Sequence[float], affair: Affair
) -> list[Happening]:
    """Best first, where each that is taken holds back the days beside it that say the same.

    Maximal marginal relevance (Carbonell and Goldstein 1998) over neighbouring days.
    """
    profiles = [profile(one, affair) for one in happenings]
    beside: dict[str, list[int]] = {}
    for row, one in enumerate(happenings):
        beside.setdefault(one.first, []).append(row)
    score = dict(enumerate(odds))
    taken: list[Happening] = []
    while score:
        best = min(score, key=lambda row: (-score[row], happenings[row].first, row))
        del score[best]
        taken.append(happenings[best])
        for step in (-1, 0, 1):
            for row in beside.get(day_after(happenings[best].first, step), ()):
                if row in score:
                    score[row] -= BESIDE + CROWDING * overlap(profiles[best], profiles[row])
    return taken


def fit(
    rows: Sequence[Mapping[str, float]],
    importance: Sequence[int],
    stories: Sequence[str],
    *,
    penalty: float = PENALTY,
) -> Weighing:
    """A weighing learned from candidates an editor took (``importance`` 1 to 3) or left (0).

    ``rows`` n features by name; ``stories`` names each row's story: a story of many candidates
    counts by the root of their number. Taken candidates count by half their importance.
    ``penalty`` is the C of scikit-learn's logistic regression over standardised features.
    Raises ShapeError.
    """
    if not len(rows) == len(importance) == len(stories):
        raise ShapeError(f"{len(rows)} rows, {len(importance)} importances, {len(stories)} stories")
    sizes = Counter(stories)
    cases = [
        (row, taken, sizes[story] ** -0.5)
        for row, taken, story in zip(rows, importance, stories, strict=True)
    ]
    return Weighing(
        reported=_line([one for one in cases if is_reported(one[0])], REPORTED, penalty),
        remembered=_line(
            [one for one in cases if not is_reported(one[0])], REMEMBERED, penalty * FEWER
        ),
    )


def _line(
    cases: Sequence[tuple[Mapping[str, float], int, float]], names: Sequence[str], penalty: float
) -> Line:
    """Fitted to ``cases``: features, importance, weight. Without both kinds only the bias tells."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    taken = np.array([one[1] for one in cases])
    if not (taken > 0).any() or (taken > 0).all():
        return Line(bias=-3.0 if not (taken > 0).any() else 3.0, weights=dict.fromkeys(names, 0.0))
    x = np.array([[one[0][name] for name in names] for one in cases], dtype=np.float64)
    weight = np.array([one[2] for one in cases])
    weight = weight / weight.mean() * np.where(taken > 0, taken / 2, 1.0)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=penalty, max_iter=2000)
    model.fit((x - mean) / spread, taken > 0, sample_weight=weight)
    slopes = model.coef_[0] / spread
    return Line(
        bias=float(model.intercept_[0] - (slopes * mean).sum()),
        weights={name: float(value) for name, value in zip(names, slopes, strict=True)},
    )
