"""Retrieval measures over a similarity matrix: recall at one and mean reciprocal rank.

Knows nothing of texts, encoders or files.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import ShapeError


class Retrieval(msgspec.Struct, frozen=True, kw_only=True):
    """How well queries find a right answer: shares in [0, 1] over ``queries`` of them."""

    queries: int
    candidates: int
    recall_at_1: float
    mrr: float


def ranks(scores: NDArray[np.float32], relevant: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rank, from 1, of each query's best relevant candidate: (q,) int64, 0 for none.

    ``scores`` (q, c) float32, -inf for a candidate that does not stand for that query;
    ``relevant`` (q, c) bool. A tie counts against the query: every candidate that scores as
    high as the best relevant one and is not relevant itself stands before it. Raises ShapeError.
    """
    if scores.shape != relevant.shape or scores.ndim != 2:
        raise ShapeError(
            f"scores {scores.shape} and relevant {relevant.shape} must be one (queries, candidates)"
        )
    if not scores.size:
        return np.zeros(len(scores), dtype=np.int64)
    best = np.where(relevant, scores, -np.inf).max(axis=1, keepdims=True)
    before = ((scores >= best) & ~relevant).sum(axis=1, dtype=np.int64)
    return np.where(np.isfinite(best[:, 0]), before + 1, 0)


def measure(scores: NDArray[np.float32], relevant: NDArray[np.bool_]) -> Retrieval:
    """Recall at 1 and mean reciprocal rank over the queries that have a relevant candidate."""
    found = ranks(scores, relevant)
    found = found[found > 0]
    if not found.size:
        return Retrieval(queries=0, candidates=scores.shape[1], recall_at_1=0.0, mrr=0.0)
    return Retrieval(
        queries=int(found.size),
        candidates=int(scores.shape[1]),
        recall_at_1=float((found == 1).mean()),
        mrr=float((1.0 / found).mean()),
    )


def same_label_elsewhere(
    labels: NDArray[np.int64], groups: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who may answer whom, and who answers rightly: two (n, n) bool arrays.

    A candidate stands for a query of another group (an outlet's own follow-ups would be found
    by its house style); it is relevant if their labels agree.
    """
    allowed = groups[:, None] != groups[None, :]
    return allowed, allowed & (labels[:, None] == labels[None, :])
