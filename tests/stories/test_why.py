from __future__ import annotations

import numpy as np
import pytest

from service.stories.features import FEATURES
from service.stories.neighbours import NEIGHBOUR_FEATURES
from service.stories.why import FAMILIES, by_family, family_of, nearest_rows


@pytest.mark.parametrize("name", [*FEATURES, *NEIGHBOUR_FEATURES])
def test_every_measure_is_of_a_family_that_has_a_name(name: str) -> None:
    assert family_of(name) in FAMILIES


def test_measures_are_summed_by_family_and_the_weightiest_comes_first() -> None:
    parts = np.zeros(len(FEATURES) + len(NEIGHBOUR_FEATURES), np.float32)
    parts[FEATURES.index("hours")] = -2.0
    parts[FEATURES.index("title_vectors")] = parts[FEATURES.index("body_vectors")] = 0.75
    found = by_family(parts)
    assert list(found)[:2] == ["time", "meaning"]
    assert (found["time"], found["meaning"]) == (-2.0, 1.5)
    assert sum(found.values()) == pytest.approx(float(parts.sum()), abs=1e-2)


def test_the_nearest_rows_hold_the_one_and_its_fellows() -> None:
    vectors = np.eye(4, dtype=np.float32)
    vectors[2] = [0.8, 0.6, 0, 0]
    assert nearest_rows(vectors, 0, [3], 3) == [0, 2, 3]
    assert nearest_rows(vectors, 0, [1, 3], 9) == [0, 1, 2, 3]
