"""Middles are the means of their articles, before and after groups change."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, random_array

from service.stories import middles as module
from service.stories.corpus import Corpus
from service.stories.middles import Middles, Rows
from service.stories.occasions import Occasions
from service.stories.vectors import Vectors
from service.stories.words import no_words

COUNT = 12


def corpus() -> Corpus:
    chance = np.random.default_rng(2)
    vectors = chance.normal(size=(COUNT, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    sparse = csr_matrix(random_array((COUNT, 30), density=0.4, rng=chance, dtype=np.float32))
    return Corpus(
        order=np.arange(COUNT),
        ids=[f"a-{row:02d}" for row in range(COUNT)],
        words=no_words(),
        head=sparse,
        text=2 * sparse,
        titles=Vectors([vectors[::-1]], np.arange(COUNT)),
        bodies=Vectors([vectors], np.arange(COUNT)),
        whole=Vectors([vectors], np.arange(COUNT)),
        hours=np.zeros(COUNT),
        outlets=np.zeros(COUNT, np.int32),
        languages=np.zeros(COUNT, np.int32),
        occasions=Occasions(np.full(COUNT, -1, np.int32), np.zeros((0, 1), np.int32)),
    )


def by_hand(found: Corpus, label: NDArray[np.int64], one: int, other: int) -> list[float]:
    out = []
    vectors = (part[np.arange(COUNT)] for part in (found.whole, found.titles))
    for part in (found.head.toarray(), found.text.toarray(), *vectors):
        a, b = (part[label == group].sum(axis=0) for group in (one, other))
        out.append(float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))))
    return out


@pytest.mark.parametrize("spread", [0, 60, 1_000])
def test_cosines_are_of_the_means_however_groups_change(
    spread: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPREAD", spread)
    monkeypatch.setattr(module, "CHUNK", 2)
    found = corpus()
    label = np.array([0, 0, 2, 3, 3, 3, 6, 7, 8, 9, 9, 11])
    middles = Middles(found, COUNT)
    for _ in range(4):
        names = np.unique(label)
        one, other = names[:-1], names[1:]
        wanted = [by_hand(found, label, a, b) for a, b in zip(one, other, strict=True)]
        products = middles.products(label, one, other)
        cosines = products / (middles.lengths(one) * middles.lengths(other))
        assert cosines == pytest.approx(np.array(wanted), abs=1e-3)
        # The last two become one.
        label[label == names[-1]] = names[-2]
        middles.join(names[-2:-1], names[-1:])


def test_rows_put_anew_leave_no_trace() -> None:
    chance = np.random.default_rng(4)
    rows, wanted = Rows(20, 8, 30), np.zeros((8, 20), np.float32)
    for turn in range(12):
        names = np.unique(chance.integers(0, 8, 3))
        fresh = random_array((len(names), 20), density=0.3, rng=chance, dtype=np.float32)
        rows.put(names, csr_matrix(fresh))
        wanted[names] = fresh.toarray()
        one, other = chance.integers(0, 8, 5), chance.integers(0, 8, 5)
        products = (wanted[one] * wanted[other]).sum(axis=1)
        assert rows.products(one, other) == pytest.approx(products, abs=1e-6), turn
