"""Events by density: HDBSCAN over calibrated distances, within an absolute cut.

Knows nothing of articles; it sees nodes, links and their probabilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.stories.linkage import group_average, pieces


def dense_groups(
    n: int,
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    probability: NDArray[np.float32],
    cut: float,
) -> NDArray[np.int64]:
    """(n,) int64: the least node of each node's group; a node in no group is its own.

    HDBSCAN (Campello et al. 2013) is relative to density: it joins mutual neighbours however
    far apart. So distances are one minus a calibrated probability, averaged over groups, and
    ``cut`` is the least mean probability of a group (as epsilon, Malzer and Baum 2020). Pairs
    that are not linked have probability zero.
    """
    label = np.arange(n)
    for nodes, links in pieces(n, i, j, probability, cut):
        near = _distances(nodes, i[links], j[links], probability[links])
        for group in _dense(near, 1.0 - cut):
            label[nodes[group]] = nodes[group].min()
    return label


def _distances(
    nodes: NDArray[np.int64],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    probability: NDArray[np.float32],
) -> NDArray[np.float64]:
    out = np.ones((len(nodes), len(nodes)))
    one, other = np.searchsorted(nodes, i), np.searchsorted(nodes, j)
    out[one, other] = out[other, one] = 1.0 - probability.astype(np.float64)
    np.fill_diagonal(out, 0.0)
    return out


def _dense(distances: NDArray[np.float64], reach: float) -> list[NDArray[np.int64]]:
    """The groups among a piece's nodes; two nodes need no library."""
    size = len(distances)
    if distances.max() <= reach:
        return [np.arange(size)]
    if size == 2:
        return []
    joined = group_average(distances)
    if joined.max() <= reach:
        return [np.arange(size)]
    groups = _hdbscan(joined, reach)
    # One loosely linked node can make HDBSCAN call a whole tight group noise: what lies within
    # reach of each other is a group all the same.
    noise = np.setdiff1d(np.arange(size), np.concatenate([np.zeros(0, np.int64), *groups]))
    within = joined[np.ix_(noise, noise)] <= reach
    for row in np.unique(within, axis=0):
        if row.sum() > 1:
            groups.append(noise[row])
    return groups


def _hdbscan(joined: NDArray[np.float64], reach: float) -> list[NDArray[np.int64]]:
    from hdbscan import HDBSCAN

    near = np.maximum(joined, 1e-6)  # a distance of zero would be a density without bound
    np.fill_diagonal(near, 0.0)
    found = HDBSCAN(
        metric="precomputed",
        min_cluster_size=2,
        min_samples=1,
        cluster_selection_method="leaf",
        cluster_selection_epsilon=reach,
        allow_single_cluster=True,
    ).fit(near)
    return [np.flatnonzero(found.labels_ == one) for one in range(found.labels_.max() + 1)]
