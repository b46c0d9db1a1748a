"""Corpora made of given rows, for tests that need no texts."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from service.stories.corpus import Corpus
from service.stories.occasions import Occasions
from service.stories.vectors import Vectors
from service.stories.words import no_words


def a_corpus(rows: list[list[float]], hours: list[float]) -> Corpus:
    """A corpus whose words and vectors are the same ``rows``, so a pair's sum is three cosines."""
    unit = np.array(rows, np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    sparse, count = csr_matrix(unit), len(unit)
    return Corpus(
        order=np.arange(count),
        ids=[f"a-{row}" for row in range(count)],
        words=no_words(),
        head=sparse,
        text=sparse,
        titles=Vectors([unit], np.arange(count)),
        bodies=Vectors([unit], np.arange(count)),
        whole=Vectors([unit], np.arange(count)),
        hours=np.array(hours, np.float64),
        outlets=np.zeros(count, np.int32),
        languages=np.zeros(count, np.int32),
        occasions=Occasions(np.full(count, -1, np.int32), np.zeros((0, 1), np.int32)),
    )
