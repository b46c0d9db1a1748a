"""Articles on a shelf are those that were put there, from whichever thread they are asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from jobs.benches.shelf import keep, kept
from service.stories.cluster import cluster
from tests.stories.test_cluster import TEXTS, article

ARTICLES = [article(place, *TEXTS[place % len(TEXTS)]) for place in range(12)]
TITLES, BODIES = np.random.default_rng(1).normal(size=(2, 12, 8)).astype(np.float32)


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    keep(tmp_path, ARTICLES, TITLES, BODIES)
    shelf, titles, bodies = kept(tmp_path)
    with shelf, ThreadPoolExecutor(2) as pool:
        assert list(shelf) == ARTICLES
        assert shelf[2:5] == ARTICLES[2:5]
        assert shelf[-1] == ARTICLES[-1]
        assert list(pool.map(shelf.__getitem__, [5, 3] * 20)) == [ARTICLES[5], ARTICLES[3]] * 20
        with pytest.raises(IndexError):
            shelf[12]
    assert titles.tobytes() == TITLES.tobytes()
    assert bodies.tobytes() == BODIES.tobytes()


def test_articles_on_a_shelf_are_grouped_as_those_in_memory(tmp_path: Path) -> None:
    keep(tmp_path, ARTICLES, TITLES, BODIES)
    shelf, titles, bodies = kept(tmp_path)
    with shelf:
        found = cluster(shelf, titles, bodies)
    wanted = cluster(ARTICLES, TITLES, BODIES)
    assert found.event.tobytes() == wanted.event.tobytes()
    assert found.story.tobytes() == wanted.story.tobytes()
    assert found.nearest == wanted.nearest
