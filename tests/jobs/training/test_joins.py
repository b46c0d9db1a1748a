from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.training.joins import gain
from service.evaluation.clusters import b_cubed


def both(label: list[int], gold: list[int]) -> float:
    score = b_cubed(label, gold)
    return (score.precision + score.recall) * len(label)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_the_gain_is_what_b_cubed_gains(rows: list[tuple[int, int]]) -> None:
    label, gold = [row[0] for row in rows], [row[1] for row in rows]
    groups = sorted(set(label))
    for place, one in enumerate(groups):
        for other in groups[place + 1 :]:
            joined = [one if name == other else name for name in label]
            found = gain(np.array(label), np.array(gold), np.array([one]), np.array([other]))
            np.testing.assert_allclose(found[0], both(joined, gold) - both(label, gold), atol=1e-9)
