"""Other ways to group articles by their vectors, to be held beside ours.

Knows nothing of labels. Each takes unit vectors and hours and gives a group number to each
article; what a method calls noise is an article alone. Only the extra ``compare`` brings what
Leiden and BERTopic need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.errors import EncoderError

Vectors = NDArray[np.float32]
Hours = NDArray[np.float64]
Labels = NDArray[np.int64]
# The likeness of two articles halves with about this many hours between them.
DECAY = 72.0
SEED = 1


def whole_vectors(titles: Vectors, bodies: Vectors) -> Vectors:
    """(n, d) float32 unit rows: title and body in one."""
    both = titles + bodies
    length = np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
    return np.asarray(both / length, np.float32)


def likeness(vectors: Vectors, hours: Hours) -> NDArray[np.float64]:
    """(n, n) cosines times a decay in time, at least 0; an undated article is of any time."""
    gap = np.nan_to_num(np.abs(hours[:, None] - hours[None, :]))
    near = np.maximum(vectors @ vectors.T, 0.0).astype(np.float64)
    return np.asarray(near * np.exp2(-gap / DECAY), np.float64)


def alone(vectors: Vectors, hours: Hours) -> Labels:
    """Every article by itself."""
    del hours
    return np.arange(len(vectors))


def average_linkage(vectors: Vectors, hours: Hours, *, cut: float) -> Labels:
    """Average linkage over likeness, cut where the mean falls below ``cut``."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = 1.0 - likeness(vectors, hours)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(np.maximum(apart, 0.0), checks=False), "average")
    return np.asarray(fcluster(tree, 1.0 - cut, "distance"), np.int64)


def single_pass(vectors: Vectors, hours: Hours, *, cut: float) -> Labels:
    """In order of time, each to the nearest middle if it is near enough, else a new group."""
    label = np.full(len(vectors), -1, np.int64)
    sums = np.zeros_like(vectors)
    last = np.zeros(len(vectors))
    count = 0
    for row in np.argsort(hours, kind="stable"):
        length = np.maximum(np.linalg.norm(sums[:count], axis=1), 1e-9)
        near = (sums[:count] @ vectors[row]) / length
        near = near * np.exp2(-np.nan_to_num(np.abs(hours[row] - last[:count])) / DECAY)
        best = int(near.argmax()) if count else 0
        if not count or near[best] < cut:
            best = count
            count += 1
        label[row] = best
        sums[best] += vectors[row]
        last[best] = hours[row]
    return label


def plain_hdbscan(vectors: Vectors, hours: Hours, *, epsilon: float) -> Labels:
    """HDBSCAN on the vectors: groups of two and more; ``epsilon`` is a cosine distance."""
    from hdbscan import HDBSCAN

    del hours
    # Of unit vectors the squared Euclidean distance is twice the cosine distance.
    found = HDBSCAN(min_cluster_size=2, cluster_selection_epsilon=float(np.sqrt(2 * epsilon)))
    return _noise_alone(found.fit_predict(vectors.astype(np.float64)))


def leiden(vectors: Vectors, hours: Hours, *, resolution: float) -> Labels:
    """Leiden communities (Traag et al. 2019) of the graph of each article's 15 likest."""
    try:
        import igraph
        import leidenalg
    except ImportError as error:
        raise _absent("leidenalg") from error
    near = likeness(vectors, hours)
    np.fill_diagonal(near, 0.0)
    count = min(15, len(near) - 1)
    best = np.argpartition(-near, count - 1, axis=1)[:, :count]
    rows = np.repeat(np.arange(len(near)), count)
    pairs = np.unique(np.sort(np.stack([rows, best.ravel()], axis=1), axis=1), axis=0)
    graph = igraph.Graph(n=len(near), edges=pairs.tolist())
    found = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=near[pairs[:, 0], pairs[:, 1]].tolist(),
        resolution_parameter=resolution,
        seed=SEED,
    )
    return np.array(found.membership, np.int64)


def bertopic(texts: Sequence[str], vectors: Vectors, *, least: int) -> Labels:
    """BERTopic (Grootendorst 2022) as it comes, with groups of at least ``least`` articles."""
    try:
        from bertopic import BERTopic
        from umap import UMAP
    except ImportError as error:
        raise _absent("bertopic") from error
    # Its own default but for the seed, without which no two runs agree.
    flat = UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED, n_jobs=1
    )
    found = BERTopic(min_topic_size=least, umap_model=flat, language="multilingual")
    topics, _ = found.fit_transform(list(texts), vectors)
    return _noise_alone(np.array(topics, np.int64))


def _noise_alone(label: NDArray[np.int64]) -> Labels:
    noise = label < 0
    out = label.astype(np.int64)
    out[noise] = int(label.max(initial=-1)) + 1 + np.arange(int(noise.sum()))
    return out


def _absent(name: str) -> EncoderError:
    return EncoderError(
        f"{name} is not installed: `pip install 'riwaya[compare]'` brings what is compared with"
    )


# Each method's settings to choose from, mildest first.
GRIDS: Mapping[str, tuple[Callable[..., Labels], str, tuple[float, ...]]] = {
    "average linkage": (average_linkage, "cut", tuple(np.round(np.arange(0.1, 0.62, 0.04), 2))),
    "single pass": (single_pass, "cut", tuple(np.round(np.arange(0.2, 0.72, 0.04), 2))),
    "Leiden": (leiden, "resolution", (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7)),
    "HDBSCAN": (plain_hdbscan, "epsilon", (0.0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)),
}
BERTOPIC_LEAST = (2, 3, 5, 10)


def grouped(name: str, texts: Sequence[str], vectors: Vectors, hours: Hours) -> dict[str, Labels]:
    """The labels of one method under each of its settings."""
    if name == "every article alone":
        return {"": alone(vectors, hours)}
    if name == "BERTopic":
        return {f"least={least}": bertopic(texts, vectors, least=least) for least in BERTOPIC_LEAST}
    method, setting, values = GRIDS[name]
    options: dict[str, Any] = {f"{setting}={value}": {setting: value} for value in values}
    return {told: method(vectors, hours, **option) for told, option in options.items()}


NAMES = ("every article alone", "average linkage", "single pass", "Leiden", "HDBSCAN", "BERTopic")
