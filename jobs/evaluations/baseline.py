"""The encoder to beat: TF-IDF over single words and pairs of words.

Knows nothing of encoders.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jobs.evaluations.encoding import measure_week, read_weeks, titles_and_bodies
from service.evaluation.retrieval import Retrieval, measure


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """TF-IDF fitted on the very texts it is measured on, which an encoder is not."""

    events: dict[str, Retrieval]
    mean_mrr: float
    title_to_body: Retrieval | None


def measure_baseline(data: Path) -> Baseline:
    """Fit and measure on every labelled week, and on titles and bodies."""
    events = {}
    for name, week in read_weeks(data).items():
        texts = [f"{title} {body}" for title, body in zip(week.titles, week.bodies, strict=True)]
        events[name] = measure_week(week, _vectorizer().fit_transform(texts))
    return Baseline(
        events=events,
        mean_mrr=float(np.mean([one.mrr for one in events.values()])) if events else 0.0,
        title_to_body=_title_to_body(data),
    )


def _title_to_body(data: Path) -> Retrieval | None:
    found = titles_and_bodies(data)
    if found is None:
        return None
    titles, bodies = found
    vectorizer = _vectorizer()
    right = vectorizer.fit_transform(bodies)
    scores = np.asarray((vectorizer.transform(titles) @ right.T).toarray(), dtype=np.float32)
    return measure(scores, np.eye(len(titles), dtype=bool))


def _vectorizer() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
