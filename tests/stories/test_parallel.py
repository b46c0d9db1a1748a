"""One worker or two: the same parts, the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from service.records import Article, Published
from service.stories import neighbours, parallel, similarity
from service.stories.cluster import Clustering, cluster
from service.stories.parallel import ahead, in_parts

WORDS = [
    "سد",
    "مطر",
    "ميناء",
    "عبارة",
    "جزيرة",
    "مصرف",
    "سعر",
    "منتخب",
    "مباراة",
    "هدف",
    "قضاء",
    "محكمة",
    "حكم",
    "وزير",
    "زيارة",
    "قمة",
]


def clustered(count: int) -> Clustering:
    chance = np.random.default_rng(3)
    articles = [
        Article(
            id=f"a-{place:03d}",
            outlet=f"outlet{place % 4}",
            language="ar",
            title=" ".join(chance.choice(WORDS, 6)),
            body=" ".join(chance.choice(WORDS, 60)),
            content_hash=f"{place:064d}",
            published=Published(
                at=datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=place),
                precision="minute",
                source="row",
            ),
        )
        for place in range(count)
    ]
    vectors = chance.normal(size=(2, count, 16)).astype(np.float32)
    return cluster(articles, vectors[0], vectors[1])


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_row_is_worked_on_once(workers: int) -> None:
    seen = np.zeros(1_003, np.int64)

    def work(part: slice) -> None:
        seen[part] += np.arange(1_003)[part]

    in_parts(len(seen), 100, work, workers=workers)
    assert seen.tolist() == list(range(1_003))


def test_what_is_made_ahead_comes_in_order_in_a_part_too() -> None:
    def doubled(one: int) -> int:
        return 2 * one

    expected = [0, 2, 4, 6]
    assert list(ahead(doubled, range(4))) == expected
    assert list(ahead(doubled, [])) == []
    found: list[list[int]] = []
    in_parts(8, 1, lambda part: found.append(list(ahead(doubled, range(4)))))
    assert found == [expected] * 8


def test_parts_of_parts_do_not_wait_for_each_other() -> None:
    seen = np.zeros((4, 30), np.int64)

    def work(part: slice) -> None:
        def inner(place: slice) -> None:
            seen[part, place] += 1

        in_parts(30, 10, inner, workers=2)

    in_parts(4, 1, work, workers=2)
    assert (seen == 1).all()


def test_an_error_in_a_part_is_not_lost() -> None:
    def work(part: slice) -> None:
        if part.start == 20:
            raise ValueError("row 20")

    with pytest.raises(ValueError, match="row 20"):
        in_parts(40, 10, work, workers=2)


def test_one_worker_and_two_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "CHUNK", 500)
    monkeypatch.setattr(neighbours, "ROWS", 30)
    found = []
    for workers in (1, 2):
        monkeypatch.setattr(parallel, "WORKERS", workers)
        found.append(clustered(120))
    one, two = found
    assert one.event.tobytes() == two.event.tobytes()
    assert one.story.tobytes() == two.story.tobytes()
    assert one.probability.tobytes() == two.probability.tobytes()
    assert one.nearest == two.nearest
