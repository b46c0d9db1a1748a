"""A labelled week made ready to fit on: its pairs, their measures, and what is true of them.

Knows nothing of what is fitted.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.evaluations.corpus import encode_articles, read_articles
from service.embeddings.encoder import Encoder
from service.evaluation.gold import Label, read_labels
from service.stories.candidates import CandidateParams, Pairs, find_pairs
from service.stories.corpus import Corpus, make_corpus
from service.stories.features import measure
from service.stories.words import Background

LEVELS = ("event", "story")


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled file: ``gold`` numbers each article's group (n,) by level.

    ``worth``: how much its labels count beside those of another week.
    """

    name: str
    corpus: Corpus
    pairs: Pairs
    measures: NDArray[np.float32]
    gold: dict[str, NDArray[np.int64]]
    worth: float = 1.0

    def answers(self, level: str) -> NDArray[np.bool_]:
        """(m,) whether the pair is of one event, or of one story."""
        label = self.gold[level]
        return np.asarray(label[self.pairs.first] == label[self.pairs.second])

    def weights(self, level: str) -> NDArray[np.float64]:
        """(m,) B-cubed counts articles, not pairs: a pair of large groups weighs less."""
        sizes = np.bincount(self.gold[level])[self.gold[level]].astype(np.float64)
        return self.worth * (sizes[self.pairs.first] * sizes[self.pairs.second]) ** -0.25


def read_week(
    path: Path,
    articles: Path,
    encoder: Encoder,
    background: Background,
    ids: Collection[str] = (),
) -> Week:
    """Read and measure one labelled week; ``ids`` if it names articles by digest."""
    labels = {label.id: label for label in read_labels(path, lambda: ids)}
    found = read_articles(articles, labels)
    corpus = make_corpus(found, *encode_articles(found, encoder), background)
    pairs = find_pairs(corpus, CandidateParams())
    return Week(
        name=path.stem,
        corpus=corpus,
        pairs=pairs,
        measures=measure(corpus, pairs),
        gold={level: _gold(corpus, labels, level) for level in LEVELS},
    )


def _gold(corpus: Corpus, labels: dict[str, Label], level: str) -> NDArray[np.int64]:
    names = [getattr(labels[key], level) for key in corpus.ids]
    return np.unique(names, return_inverse=True)[1].astype(np.int64)
