"""All that is measured of an encoder, in one answer: what it finds, TF-IDF beside it, its cost.

Knows nothing of how it is shown.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from jobs.evaluations.baseline import Baseline, measure_baseline
from jobs.evaluations.cost import Cost, measure_cost
from jobs.evaluations.encoding import Report, measure_encoder
from service.embeddings.encoder import load_encoder
from service.embeddings.params import EncoderParams


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer; ``mean_mrr`` and ``worst_mrr`` are over the labelled weeks (0 if none)."""

    retrieval: Report
    mean_mrr: float
    worst_mrr: float
    baseline: Baseline
    cost: Cost


def measure_all(params: EncoderParams, data: Path) -> Scorecard:
    """Measure the encoder that ``params`` choose on ``data``. Raises SourceError, EncoderError."""
    report = measure_encoder(load_encoder(params), data)
    ranks = [one.mrr for one in report.events.values()]
    return Scorecard(
        retrieval=report,
        mean_mrr=sum(ranks) / len(ranks) if ranks else 0.0,
        worst_mrr=min(ranks, default=0.0),
        baseline=measure_baseline(data),
        cost=measure_cost(params, data),
    )
