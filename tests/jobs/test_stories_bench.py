"""A widened corpus keeps its shape and no copy joins another; a bench of it tells every size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from jobs.benches.stories import bench_stories
from jobs.benches.widening import GAP_DAYS, widen
from jobs.evaluations.corpus import encode_articles
from jobs.ingest import ingest
from jobs.sample import sample_folder
from service.embeddings.encoder import load_encoder
from service.records import Article
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store.articles import stream
from service.store.engine import open_store
from service.stories.cluster import cluster
from tests.stories.test_cluster import TEXTS, article

NOW = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def corpus() -> tuple[list[Article], np.ndarray, np.ndarray]:
    found = [article(place, *TEXTS[place % 4]) for place in range(8)]
    return found, *encode_articles(found, load_encoder())


def test_copies_are_later_in_other_words_and_as_near_among_themselves(
    corpus: tuple[list[Article], np.ndarray, np.ndarray],
) -> None:
    articles, titles, _ = corpus
    made, wider, _ = widen(*corpus, 20)
    assert len({one.id for one in made}) == len(made) == len(wider) == 20
    assert made[:8] == articles
    assert [len(one.body.split()) for one in made[8:16]] == [
        len(one.body.split()) for one in articles
    ]
    assert not {one.title for one in made[:8]} & {one.title for one in made[8:16]}
    times = [one.published.at for one in made if one.published]
    assert times[8] - times[7] == timedelta(days=GAP_DAYS)
    assert wider[8:16] @ wider[8:16].T == pytest.approx(titles @ titles.T, abs=1e-5)
    assert np.abs(np.diag(wider[8:16] @ titles.T)).max() < 0.5


def test_it_is_the_same_each_time(corpus: tuple[list[Article], np.ndarray, np.ndarray]) -> None:
    one, other = widen(*corpus, 20), widen(*corpus, 20)
    assert one[0] == other[0]
    assert one[1].tobytes() == other[1].tobytes()


def test_no_copy_joins_another(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store.db"), create=True)
    ingest(store, read_pages(str(sample_folder())), outlets=load_outlets(), now=NOW)
    with store.read() as connection:
        articles = [one for one in stream(connection) if one.published]
    store.close()
    titles, bodies = encode_articles(articles, load_encoder())
    count = len(articles)
    story = cluster(*widen(articles, titles, bodies, 2 * count)).story.tolist()
    first, second = set(story[:count]), set(story[count:])
    assert sum(one in first for one in story[count:]) <= 0.05 * count
    assert 0.5 < len(second) / len(first) < 2.0


def test_the_bench_tells_every_size_and_the_placing(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"{place}",
            "source": f"outlet{place % 3}",
            "title": TEXTS[place % 4][0],
            "lead": "",
            "text": TEXTS[place % 4][1],
            "published": datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=place),
        }
        for place in range(12)
    ]
    pl.DataFrame(rows).write_parquet(tmp_path / "news.parquet")
    found = bench_stories(tmp_path / "news.parquet", [12, 24])
    assert [one.articles for one in found.sizes] == [12, 24]
    assert all(one.seconds > 0 and one.peak_mb > 0 for one in found.sizes)
    assert found.placing.placed == 24
    assert found.placing.p95_ms >= found.placing.median_ms > 0
    assert found.peers == []
