"""Which happenings of a story deserve an entry: features of each, and a learned weighing.

Knows nothing of wording or of how many entries are wanted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from service.errors import ShapeError
from service.timelines.happenings import (
    Affair,
    Happening,
    Source,
    day_after,
    overlap,
    profile,
)
from service.timelines.wording import decides, kind_of

FEATURES = (
    "volume",
    "families",
    "said",
    "later",
    "later_families",
    "burst",
    "peak",
    "novelty",
    "title_affair",
    "decides",
    "statement",
    "coarse",
    "mentions",
    "first",
)


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic weighing of the features, by name."""

    bias: float
    weights: dict[str, float]

    def __call__(self, row: Sequence[float]) -> float:
        """The log-odds that an editor takes a happening with the features ``row``."""
        named = zip(FEATURES, row, strict=True)
        return self.bias + sum(self.weights[name] * value for name, value in named)


# A stronger or weaker penalty (0.003, 0.02) loses two points of date F1 on the story left out.
PENALTY = 0.005
# In log-odds. Leaving each story out: date F1 within a day 0.755 without, 0.771 with 0.3; at 1
# exact F1 falls from 0.63 to 0.60, for a busy week does hold happenings on days in a row.
CROWDING = 0.3

# Fitted on the candidates of eight long stories of 2018 (an editor's timelines, 150 entries).
# Leaving each story out in turn: date F1 0.64 exact, 0.78 within a day, must-have recall 0.87;
# one entry more or less in a story moves the mean by half a point to a point.
SHIPPED = Weighing(
    bias=-2.736,
    weights={
        "volume": 0.498,
        "families": 0.304,
        "said": 0.412,
        "later": 0.302,
        "later_families": 0.348,
        "burst": 0.610,
        "peak": 0.218,
        "novelty": 0.249,
        "title_affair": 0.332,
        "decides": 0.455,
        "statement": -0.486,
        "coarse": -0.279,
        "mentions": 0.637,
        "first": 0.968,
    },
)


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """What a happening is weighed against: reports a day, and the story's voices."""

    reports: dict[str, float]
    busiest: float
    families: int
    articles: int


def crowd_of(sources: Sequence[Source]) -> Crowd:
    """The counts of a story's ``sources``, reprints left out."""
    voices = [one for one in sources if one.article.reprint_of is None]
    reports: Counter[str] = Counter()
    for one in voices:
        if one.found.own_day:
            reports[one.found.own_day] += 1
    return Crowd(
        reports=dict(reports),
        busiest=max(reports.values(), default=1),
        families=max(1, len({one.family for one in voices})),
        articles=max(1, len(voices)),
    )


def measured(
    happenings: Sequence[Happening], affair: Affair, crowd: Crowd
) -> list[tuple[float, ...]]:
    """The features of each happening, in the order of ``FEATURES``, each about 0 to 2."""
    profiles = {one.value: profile(one, affair) for one in happenings if one.own}
    return [_measure(one, affair, crowd, profiles) for one in happenings]


def _measure(
    one: Happening,
    affair: Affair,
    crowd: Crowd,
    profiles: Mapping[str, Mapping[str, float]],
) -> tuple[float, ...]:
    own = _voices(one.own)
    later = _voices(one.later)
    reports = float(len(own))
    around = [crowd.reports.get(day_after(one.first, step), 0.0) for step in (-3, -2, -1, 1)]
    leads = [each.said.text for each in one.support if each.own and each.said.order <= 2]
    explicit = sum(1 for each in own if each.found.own_surface)
    values = {
        "volume": math.log1p(reports) / math.log1p(crowd.busiest),
        "families": len({each.family for each in own}) / min(4, crowd.families),
        "said": explicit / reports if own else 0.0,
        "later": math.log1p(len(later)) / math.log(10),
        "later_families": len({each.family for each in later}) / min(4, crowd.families),
        "burst": min(2.0, reports / (1.0 + sum(around[:3]) / 3)) / 2,
        "peak": float(bool(own) and reports >= max(around[2], around[3])),
        "novelty": _novelty(one, profiles) if own else 0.0,
        "title_affair": _mean(
            [affair.share(each.said) for each in one.support if each.said.field == "title"]
        ),
        "decides": _mean([float(decides(text)) for text in leads]),
        "statement": _mean([float(kind_of(text) == "statement") for text in leads]),
        "coarse": float(one.grain != "day"),
        "mentions": math.log1p(len([each for each in one.support if each.dated])) / math.log(20),
        "first": float(one.first == min(crowd.reports, default="")),
    }
    return tuple(values[name] for name in FEATURES)


def _voices(sources: Sequence[Source]) -> list[Source]:
    return [one for one in sources if one.article.reprint_of is None] or list(sources[:1])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _novelty(one: Happening, profiles: Mapping[str, Mapping[str, float]]) -> float:
    """One less the likeness to the most alike of the three days before."""
    now = profiles.get(one.value, {})
    before = [profiles.get(day_after(one.first, -step), {}) for step in (1, 2, 3)]
    return 1.0 - max(overlap(now, each) for each in before)


def probability(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-odds))


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
                    score[row] -= CROWDING * overlap(profiles[best], profiles[row])
    return taken


def fit(
    rows: Sequence[Sequence[float]],
    importance: Sequence[int],
    stories: Sequence[str],
    *,
    penalty: float = PENALTY,
) -> Weighing:
    """A weighing learned from candidates an editor took (``importance`` 1 to 3) or left (0).

    ``rows`` (n, features); ``stories`` names each row's story: a story of many candidates
    counts by the root of their number. Taken candidates count by half their importance.
    ``penalty`` is the C of scikit-learn's logistic regression over standardised features.
    Raises ShapeError.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    if not len(rows) == len(importance) == len(stories):
        raise ShapeError(f"{len(rows)} rows, {len(importance)} importances, {len(stories)} stories")
    x = np.asarray(rows, dtype=np.float64)
    y = np.asarray(importance)
    sizes = Counter(stories)
    weight = np.array([sizes[one] ** -0.5 for one in stories])
    weight = weight / weight.mean() * np.where(y > 0, y / 2, 1.0)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=penalty, max_iter=2000)
    model.fit((x - mean) / spread, y > 0, sample_weight=weight)
    slopes = model.coef_[0] / spread
    return Weighing(
        bias=float(model.intercept_[0] - (slopes * mean).sum()),
        weights={name: float(value) for name, value in zip(FEATURES, slopes, strict=True)},
    )
