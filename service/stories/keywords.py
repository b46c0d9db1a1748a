"""The words that set a story apart from all others, as they stand in its titles.

Knows nothing of vectors or clusters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from service.records import Article
from service.stories.words import Background
from service.text.normalise import fold
from service.text.stopwords import STOPWORDS
from service.text.tokens import stem

_WORD = re.compile(r"[^\W\d_]{3,}")
# The title says what matters; a word of the lead weighs this much beside it.
LEAD_WEIGHT = 0.5


def story_keywords(
    articles: Sequence[Article],
    stories: Sequence[Sequence[int]],
    background: Background,
    *,
    count: int = 8,
) -> list[tuple[str, ...]]:
    """Up to ``count`` words for each story, by class TF-IDF (Grootendorst 2022).

    ``stories`` are the rows of ``articles`` in each. A word counts once an article, and is
    weighed by how few of the other stories have it; it is shown as most titles spell it.
    """
    counted = [_count(articles, rows) for rows in stories]
    spread = Counter(one for weights, _ in counted for one in weights)
    return [
        _best(weights, spellings, spread, len(stories), background, count)
        for weights, spellings in counted
    ]


def _count(
    articles: Sequence[Article], rows: Sequence[int]
) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    weights: dict[str, float] = {}
    spellings: dict[str, Counter[str]] = {}
    for row in rows:
        article = articles[row]
        seen: dict[str, float] = {}
        for text, weight in ((article.title, 1.0), (article.lead or "", LEAD_WEIGHT)):
            for word in _WORD.findall(text):
                folded = fold(word)
                if folded in STOPWORDS or (key := stem(folded)) in STOPWORDS or len(key) < 3:
                    continue
                seen[key] = max(seen.get(key, 0.0), weight)
                spellings.setdefault(key, Counter())[word] += 1
        for key, weight in seen.items():
            weights[key] = weights.get(key, 0.0) + weight
    return weights, spellings


def _best(
    weights: Mapping[str, float],
    spellings: Mapping[str, Counter[str]],
    spread: Mapping[str, int],
    stories: int,
    background: Background,
    count: int,
) -> tuple[str, ...]:
    def score(key: str) -> float:
        common = spread[key] + background.counts.get(key, background.unseen)
        rarity = float(np.log((stories + background.documents + 1.0) / (common + 0.5)))
        return round(float(np.log1p(weights[key])) * rarity, 6)

    best = sorted(weights, key=lambda key: (-score(key), key))[:count]
    return tuple(_spelling(spellings[key]) for key in best)


def _spelling(seen: Counter[str]) -> str:
    return min(seen, key=lambda word: (-seen[word], len(word), word))
