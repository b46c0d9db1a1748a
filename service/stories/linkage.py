"""Group-average distances inside a connected piece of the graph of probabilities.

Knows nothing of what the nodes are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

# A piece larger than this is first cut at a higher floor: its matrix would not fit (n² floats).
LARGEST = 3_000


def pieces(
    n: int,
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    probability: NDArray[np.float32],
    floor: float,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The connected pieces of two nodes and more, each with the places of its links.

    Only links above ``floor`` connect; a piece over ``LARGEST`` nodes is cut again at a floor
    half as far from one, until it fits.
    """
    yield from _split(np.arange(n), i, j, probability, np.arange(len(i)), floor)


def components(n: int, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.int32]:
    """(n,) int32: the number of the connected component of each node of the links ``i``, ``j``."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    graph = csr_matrix((np.ones(len(i), bool), (i, j)), shape=(n, n))
    label: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return label


def _split(
    nodes: NDArray[np.int64],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    probability: NDArray[np.float32],
    links: NDArray[np.int64],
    floor: float,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    strong = links[probability[links] > floor]
    local = (np.searchsorted(nodes, i[strong]), np.searchsorted(nodes, j[strong]))
    label = components(len(nodes), *local)
    inside = label[np.searchsorted(nodes, i[links])] == label[np.searchsorted(nodes, j[links])]
    within = links[inside]
    owner = label[np.searchsorted(nodes, i[within])]
    by_node, by_link = np.argsort(label, kind="stable"), np.argsort(owner, kind="stable")
    count = int(label.max()) + 1 if len(label) else 0
    node_cut = np.searchsorted(label[by_node], np.arange(count + 1))
    link_cut = np.searchsorted(owner[by_link], np.arange(count + 1))
    for one in range(count):
        members = nodes[by_node[node_cut[one] : node_cut[one + 1]]]
        if len(members) < 2:
            continue
        own = within[by_link[link_cut[one] : link_cut[one + 1]]]
        if len(members) > LARGEST and floor < 0.99:
            yield from _split(members, i, j, probability, own, (1.0 + floor) / 2.0)
        else:
            yield members, own


def group_average(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """(m, m) distances at which average linkage (UPGMA, Sokal and Michener 1958) joins two nodes.

    Never further apart for third parties: a triangle's two longer sides become equal.
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    out = np.zeros(distances.shape)
    # The library's own walk of the tree checks it first, at ten times the cost for a small one.
    parts = [np.array([node]) for node in range(len(distances))]
    for one, other, height, _ in linkage(squareform(distances, checks=False), "average"):
        left, right = parts[int(one)], parts[int(other)]
        out[left[:, None], right] = out[right[:, None], left] = height
        parts.append(np.concatenate([left, right]))
    return out


def best_of_each(
    one: NDArray[np.int64], other: NDArray[np.int64], worth: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """(count,) the highest ``worth`` (r,) of each group's pairs, 0 where there is none."""
    best = np.zeros(count)
    np.maximum.at(best, one, worth)
    np.maximum.at(best, other, worth)
    return best


def mutual_best(
    one: NDArray[np.int64], other: NDArray[np.int64], worth: NDArray[Any], count: int
) -> NDArray[np.bool_]:
    """Which pairs are each other's best; of equals the lesser group is better."""
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((columns, -np.concatenate([worth, worth]), rows))
    first = np.unique(rows[order], return_index=True)[1]
    best = np.full(count, -1, np.int64)
    best[rows[order][first]] = columns[order][first]
    return np.asarray((best[one] == other) & (best[other] == one))


def mutual_joins(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    worth: NDArray[np.float32],
    cut: float,
    count: int,
) -> Pairs:
    """Of the pairs of ``count`` groups those that are each other's best and reach the ``cut``."""
    enough = worth >= cut
    one, other = one[enough], other[enough]
    mutual = mutual_best(one, other, worth[enough], count)
    return one[mutual], other[mutual]


class Joinable(Protocol):
    """Groups with ``names`` (k,); ``label`` (n,) is the group of each row."""

    names: NDArray[np.int64]
    label: NDArray[np.int64]

    def join(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
        """Make the disjoint pairs of groups ``one``, ``other`` (pairwise) one each."""


def join_all(groups: Joinable, pick: Callable[[], Pairs]) -> NDArray[np.int64]:
    """(n,) the name of each row's group, once all that ``pick`` finds, round by round, is joined.

    ``pick`` finds disjoint pairs of the groups as they are then, none once no join is worth making.
    """
    one, other = pick()
    while len(one):
        groups.join(one, other)
        one, other = pick()
    return groups.names[groups.label]
