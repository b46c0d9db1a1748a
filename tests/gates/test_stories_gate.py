"""Floors for the labelled weeks: every week beats leaving every article alone, by far.

The shipped similarity was fitted on these very weeks, so the figures by week are those of a
regression test; what a week to come may expect is told by the test that leaves weeks out in turn.
Floors never fall.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import mean

import msgspec
import pytest

from jobs.evaluations.corpus import encode_articles, read_articles, read_ids
from jobs.train_similarity import AFFAIR_CUT, CUT, as_archive
from jobs.train_similarity import FURTHER as FURTHER_WORTH
from jobs.training.affairs import link_weeks, read_affairs, score_halves
from jobs.training.judges import Fitter
from jobs.training.labelled import LEVELS, Week, read_week
from service.embeddings.encoder import load_encoder
from service.evaluation.clusters import Score, b_cubed
from service.evaluation.gold import read_labels, read_rows
from service.stories.affairs import AffairParams
from service.stories.candidates import CandidateParams
from service.stories.cluster import cluster, group
from service.stories.similarity import load_background, load_model
from tests.gates.shared import SHARED, needs_shared

NEWS = SHARED / "news2018.parquet"
# Measured: events 0.928 0.856 0.902 0.933, stories 0.879 0.848 0.896 0.871.
FLOORS = {
    "2018-03-05": (0.926, 0.872),
    "2018-04-09": (0.855, 0.842),
    "2018-05-07": (0.901, 0.891),
    "2018-06-04": (0.932, 0.865),
}
FURTHER = sorted((Path(__file__).parents[2] / "jobs" / "training" / "weeks").glob("*.tsv"))
# Measured over the twelve: events 0.916 and 0.884, stories 0.885 and 0.858 (mean, worst).
MEAN, WORST = (0.91, 0.878), (0.87, 0.853)
# Two of the four by a model that did not see them, nor three of the twelve. Measured: events 0.846
# and 0.923, stories 0.863 and 0.867.
UNSEEN = {1: (0.84, 0.855), 3: (0.914, 0.86)}
AFFAIRS = Path(__file__).parents[2] / "jobs" / "training" / "affairs.tsv"
# Half of the months by what the other half taught of affairs, mean of both. Measured: 0.800 over
# all, 0.772 over the long affairs; amid all articles of those months 0.790 and 0.783.
MONTHS = {"whole": 0.79, "long": 0.755, "amid": 0.78, "amid_long": 0.765}
# One story of many affairs, each brought in by the last, is what a large archive is prone to.
# Measured over the halves amid all articles: 0.874; 0.754 where pairs made stories of any length.
MONTHS_PRECISION = 0.86


def score(path: Path, ids: list[str]) -> tuple[Score, Score]:
    """Of events and of stories; both better than every article alone."""
    labels = {one.id: one for one in read_labels(path, lambda: ids)}
    articles = read_articles(NEWS, labels)
    found = cluster(articles, *encode_articles(articles, load_encoder()))
    out = []
    for level, groups in zip(LEVELS, (found.event, found.story), strict=True):
        gold = [getattr(labels[one.id], level) for one in articles]
        out.append(b_cubed(groups.tolist(), gold))
        assert out[-1].f1 > b_cubed(list(range(len(gold))), gold).f1
    return out[0], out[1]


@needs_shared
@pytest.mark.parametrize("week", FLOORS)
def test_a_labelled_week(week: str) -> None:
    reached = score(SHARED / "labels" / f"{week}.tsv", [])
    for one, floor in zip(reached, FLOORS[week], strict=True):
        assert one.f1 >= floor, reached


@needs_shared
def test_the_further_weeks() -> None:
    ids = read_ids(NEWS)
    reached = [score(path, ids) for path in FURTHER]
    assert len(reached) == 12
    for level in range(2):
        scores = [one[level].f1 for one in reached]
        assert mean(scores) >= MEAN[level], (LEVELS[level], scores)
        assert min(scores) >= WORST[level], (LEVELS[level], scores)


@pytest.fixture(scope="module")
def weeks() -> list[Week]:
    encoder, background, ids = load_encoder(), load_background(), read_ids(NEWS)
    paths = [SHARED / "labels" / f"{week}.tsv" for week in FLOORS] + FURTHER
    found = [read_week(path, NEWS, encoder, background, ids) for path in paths]
    return found[: len(FLOORS)] + [
        msgspec.structs.replace(week, worth=FURTHER_WORTH) for week in found[len(FLOORS) :]
    ]


@needs_shared
def test_weeks_that_were_left_out(weeks: list[Week]) -> None:
    reach = CandidateParams().days * 24.0
    fitter = Fitter(weeks, reach)
    for place, floors in UNSEEN.items():
        week, others = weeks[place], fitter.without(place, fitter.every)
        links, merges = fitter.links(others, place), fitter.merges(others)
        found = group(week.corpus, links, merges, event_cut=CUT, story_cut=CUT, reach=reach)
        for level, made, floor in zip(LEVELS, found, floors, strict=True):
            assert b_cubed(made.tolist(), week.gold[level].tolist()).f1 >= floor, (week.name, level)


@needs_shared
def test_affairs_of_months_that_were_left_out(weeks: list[Week]) -> None:
    ids = [one for week in weeks for one in week.corpus.ids]
    affairs = read_affairs(AFFAIRS, weeks, ids)
    model = load_model()
    whole, amid = (
        as_archive(some, load_encoder(), load_background(), model, model.merges, affairs)
        for some in (read_articles(NEWS, affairs), read_articles(NEWS))
    )
    halves = score_halves(link_weeks(whole, amid, weeks), AffairParams(), (AFFAIR_CUT,))
    for name, floor in MONTHS.items():
        apart, joined = (
            mean(one.f1 for one in scores if one) for scores in zip(*halves[name], strict=True)
        )
        assert joined >= floor, (name, joined)
        assert joined > apart
    precision = mean(one.precision for _, one in halves["amid"] if one)
    assert precision >= MONTHS_PRECISION


def test_every_row_of_the_affairs_is_whole() -> None:
    rows = read_rows(AFFAIRS, ("article", "affair"))
    assert len({row["article"] for row in rows}) == len(rows)
    assert all(re.fullmatch("[0-9a-f]{12}", row["article"]) for row in rows)
    parts = Counter(row["affair"] for row in rows)
    assert min(parts.values()) > 1


@pytest.mark.parametrize("path", FURTHER, ids=lambda path: path.stem)
def test_every_label_of_a_further_week_is_whole(path: Path) -> None:
    rows = read_rows(path, ("article", "event", "storyline"))
    assert len({row["article"] for row in rows}) == len(rows)
    stories: dict[str, set[str]] = {}
    for row in rows:
        assert re.fullmatch("[0-9a-f]{12}", row["article"])
        stories.setdefault(row["event"], set()).add(row["storyline"])
    assert all(len(found) == 1 for found in stories.values())
