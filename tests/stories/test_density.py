from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.stories import linkage
from service.stories.density import dense_groups
from service.stories.linkage import group_average, pieces

Links = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]
# Steps that float32 holds apart, so that no two differ by a rounding alone.
PROBABILITIES = st.lists(
    st.integers(1, 98).map(lambda value: value / 100), min_size=15, max_size=15
)


def links(pairs: dict[tuple[int, int], float]) -> Links:
    i, j = (np.array([pair[k] for pair in sorted(pairs)], np.int64) for k in range(2))
    return i, j, np.array([pairs[pair] for pair in sorted(pairs)], np.float32)


def all_pairs(values: list[float]) -> Links:
    i, j = np.triu_indices(6, 1)
    return i, j, np.array(values, np.float32)


def test_no_links_leave_every_node_alone() -> None:
    assert dense_groups(3, *links({}), cut=0.4).tolist() == [0, 1, 2]
    assert dense_groups(0, *links({}), cut=0.4).tolist() == []


def test_a_group_is_named_by_its_least_node() -> None:
    found = dense_groups(5, *links({(1, 4): 0.9, (2, 3): 0.9}), cut=0.5)
    assert found.tolist() == [0, 1, 2, 2, 1]


def test_a_close_group_is_one_and_a_stranger_stays_out() -> None:
    tight = {(0, 1): 0.95, (0, 2): 0.95, (1, 2): 0.95, (2, 3): 0.2}
    assert dense_groups(4, *links(tight), cut=0.5).tolist() == [0, 0, 0, 3]


def test_mutual_neighbours_far_apart_are_no_group() -> None:
    far = {(0, 1): 0.2, (2, 3): 0.2, (0, 2): 0.01, (1, 3): 0.01}
    assert dense_groups(4, *links(far), cut=0.4).tolist() == [0, 1, 2, 3]


@settings(deadline=None)
@given(PROBABILITIES, st.sampled_from([0.3, 0.5, 0.7]))
def test_a_name_is_the_least_of_its_group(values: list[float], cut: float) -> None:
    found = dense_groups(6, *all_pairs(values), cut).tolist()
    assert all(name == min(k for k in range(6) if found[k] == name) for name in found)


@settings(deadline=None)
@given(PROBABILITIES, st.sampled_from([0.3, 0.5, 0.7]))
def test_no_group_leaves_the_piece_it_is_in(values: list[float], cut: float) -> None:
    i, j, p = all_pairs(values)
    found = dense_groups(6, i, j, p, cut)
    for nodes, _ in pieces(6, i, j, p, cut):
        outside = np.setdiff1d(np.arange(6), nodes)
        assert not set(found[nodes].tolist()) & set(found[outside].tolist())


@settings(deadline=None)
@given(PROBABILITIES)
def test_joined_distances_have_no_long_third_side(values: list[float]) -> None:
    i, j, p = all_pairs(values)
    distances = np.zeros((6, 6))
    distances[i, j] = distances[j, i] = 1.0 - p.astype(np.float64)
    joined = group_average(distances)
    assert (joined == joined.T).all()
    longest_way = np.maximum(joined[:, :, None], joined[None, :, :]).min(axis=1)
    assert (joined <= longest_way + 1e-12).all()


def test_a_piece_too_large_is_cut_at_a_higher_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkage, "LARGEST", 3)
    i, j, p = links({(0, 1): 0.9, (1, 2): 0.55, (2, 3): 0.9})
    assert [nodes.tolist() for nodes, _ in pieces(4, i, j, p, 0.5)] == [[0, 1], [2, 3]]
    monkeypatch.setattr(linkage, "LARGEST", 4)
    assert [nodes.tolist() for nodes, _ in pieces(4, i, j, p, 0.5)] == [[0, 1, 2, 3]]


def test_one_loose_node_does_not_dissolve_a_tight_group() -> None:
    # Three as one, and a fourth whose mean to them is just short: HDBSCAN alone finds noise.
    for loose in np.arange(0.05, 0.5, 0.05):
        near = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): 0.6, (1, 3): loose, (2, 3): loose}
        found = dense_groups(4, *links(near), cut=0.55).tolist()
        assert found[:3] == [0, 0, 0], loose
