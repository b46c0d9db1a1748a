"""Floors for the ids of the sample when a tenth of its articles arrives later.

The floors stand a little below what was measured; they may be raised, never lowered.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from jobs.evaluations.corpus import encode_articles
from jobs.evaluations.identity import LEVELS, Kept, kept, mean, named, same
from jobs.ingest import ingest
from jobs.sample import sample_folder
from service.embeddings.encoder import load_encoder
from service.records import Article, Level
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import articles
from service.store.engine import open_store

NOW = datetime(2022, 1, 1, tzinfo=UTC)
SEEDS = 5
# Measured over 474 ids: events 0.988, stories 0.946; all the others are merged and lead on.
FLOORS: dict[Level, float] = {"event": 0.975, "story": 0.93}
LEADS = 0.99
Vectors = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Article], Vectors]:
    store = open_store(str(tmp_path_factory.mktemp("identity") / "s.db"), create=True)
    ingest(store, read_pages(str(sample_folder())), outlets=load_outlets(), now=NOW)
    with store.read() as connection:
        found = list(articles.stream(connection))
    store.close()
    return found, encode_articles(found, load_encoder())


def test_ids_live_on_when_articles_arrive(sample: tuple[list[Article], Vectors]) -> None:
    every, vectors = sample
    shares: dict[Level, list[Kept]] = {level: [] for level in LEVELS}
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(len(every))
        first = np.sort(order[: round(0.9 * len(every))])
        early = named(every, vectors, first, {})
        later = named(every, vectors, np.arange(len(every)), early)
        for level in LEVELS:
            shares[level].append(kept(early[level], later[level]))
    for level in LEVELS:
        found = mean(shares[level])
        assert found.share >= FLOORS[level], (level, shares[level])
        # What is not kept was merged into what holds its articles now, and leads there.
        assert found.kept + found.led >= LEADS * found.ids, (level, shares[level])


def test_shuffling_changes_no_id(sample: tuple[list[Article], Vectors]) -> None:
    found, vectors = sample
    order = np.random.default_rng(7).permutation(len(found))
    one = named(found, vectors, np.arange(len(found)), {})
    other = named(found, vectors, order, {})
    for level in LEVELS:
        assert same(one[level], other[level]).share == 1.0
