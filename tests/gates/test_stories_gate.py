"""Floors for the labelled weeks: every week beats leaving every article alone, by far.

The shipped similarity was fitted on these very weeks, so the figures are those of a regression
test, not of the scoreboard, which leaves each week out in turn. Floors never fall.
"""

from __future__ import annotations

import pytest

from jobs.evaluations.corpus import encode_articles, read_articles
from service.embeddings.encoder import load_encoder
from service.evaluation.clusters import b_cubed
from service.evaluation.gold import read_labels
from service.stories.cluster import cluster
from tests.gates.shared import SHARED, needs_shared

# Measured: events 0.931 0.860 0.906 0.934, stories 0.864 0.845 0.897 0.856.
FLOORS = {
    "2018-03-05": (0.926, 0.858),
    "2018-04-09": (0.855, 0.839),
    "2018-05-07": (0.901, 0.891),
    "2018-06-04": (0.932, 0.850),
}


@needs_shared
@pytest.mark.parametrize("week", FLOORS)
def test_a_labelled_week(week: str) -> None:
    labels = {one.id: one for one in read_labels(SHARED / "labels" / f"{week}.tsv")}
    articles = read_articles(SHARED / "news2018.parquet", labels)
    found = cluster(articles, *encode_articles(articles, load_encoder()))
    for level, groups, floor in (
        ("event", found.event, FLOORS[week][0]),
        ("story", found.story, FLOORS[week][1]),
    ):
        gold = [getattr(labels[one.id], level) for one in articles]
        score = b_cubed(groups.tolist(), gold)
        alone = b_cubed(list(range(len(gold))), gold)
        assert score.f1 >= floor, (level, score)
        assert score.f1 > alone.f1, (level, score, alone)
