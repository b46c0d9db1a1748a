from __future__ import annotations

import numpy as np
import pytest

from service.stories.families import OF_PAIRS, by_family, family_of
from service.stories.features import FEATURES
from service.stories.similarity import AMID_FEATURES
from service.stories.why import rows_around


@pytest.mark.parametrize("name", AMID_FEATURES)
def test_every_measure_is_of_a_family_that_has_a_name(name: str) -> None:
    assert family_of(name, OF_PAIRS) in OF_PAIRS


def test_measures_are_summed_by_family_and_the_weightiest_comes_first() -> None:
    parts = np.zeros(len(AMID_FEATURES), np.float32)
    parts[FEATURES.index("hours")] = -2.0
    parts[FEATURES.index("title_vectors")] = parts[FEATURES.index("body_vectors")] = 0.75
    found = by_family(parts, AMID_FEATURES, OF_PAIRS)
    assert list(found)[:2] == ["time", "meaning"]
    assert (found["time"], found["meaning"]) == (-2.0, 1.5)
    assert sum(found.values()) == pytest.approx(float(parts.sum()), abs=1e-2)


def test_the_rows_around_one_are_its_fellows_and_whole_groups_near_it() -> None:
    vectors = np.eye(6, dtype=np.float32)
    vectors[2] = [0.8, 0.6, 0, 0, 0, 0]
    vectors[3] = [0.0, 0.6, 0, 0.8, 0, 0]
    event = ["e0", "e1", "e2", "e2", "e0", "e5"]
    story = ["s0", "s1", "s2", "s2", "s0", "s0"]
    # With the nearest other comes the rest of its event; fellows have a third each.
    assert rows_around(vectors, 0, event, story, 3) == [0, 2, 3]
    assert rows_around(vectors, 0, event, story, 6) == [0, 1, 2, 3, 4, 5]


def test_what_is_around_one_is_the_same_whatever_order_a_machine_adds_in() -> None:
    chance = np.random.default_rng(3)
    vectors = np.ones((300, 256)) + chance.normal(scale=0.003, size=(300, 256))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    event = [f"e{row}" for row in range(300)]
    found = set()
    for _ in range(5):
        mixed = np.ascontiguousarray(vectors[:, chance.permutation(256)], np.float32)
        found.add(tuple(rows_around(mixed, 7, event, event, 40)))
    assert len(found) == 1
