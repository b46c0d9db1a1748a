"""Copies found at ingest among what is near in time, and the rest by a build."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

import jobs.reprints
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.reprints import ReprintIndex
from service.articles.outlets import Outlets
from service.records import Article, Page
from service.settings import Settings
from service.store import articles
from service.store.engine import Store, open_store

NOW = datetime(2022, 1, 1, tzinfo=UTC)


def page(number: int, day: str | None, *, text: int | None = None, outlet: str = "one") -> Page:
    draw = random.Random(number if text is None else text)
    words = " ".join(f"كلمة{draw.randrange(10**6)}" for _ in range(60))
    return Page(
        body=f"قال المتحدث {words}.",
        kind="row",
        origin=f"{number}",
        key=f"k{number}",
        outlet=outlet,
        title=f"عنوان المقال رقم {number}",
        published=f"{day}T10:00:00Z" if day else None,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"), create=True)


def take(store: Store, *pages: Page) -> int:
    return ingest(store, pages, outlets=Outlets(), now=NOW).reprint


def held(store: Store) -> list[Article]:
    with store.read() as connection:
        return list(articles.stream(connection))


@pytest.mark.parametrize("days", ["2021-03-10", "2021-03-04", "2021-03-16", "2021-03-24"])
def test_a_copy_within_two_weeks_is_found_in_a_later_run(store: Store, days: str) -> None:
    take(store, page(1, "2021-03-10"), *(page(n, "2021-03-10") for n in range(10, 20)))
    assert take(store, page(2, days, text=1, outlet="two")) == 1


def test_a_copy_months_later_is_found_by_a_build(store: Store) -> None:
    take(store, page(1, "2021-01-10"))
    assert take(store, page(2, "2021-06-10", text=1, outlet="two")) == 0
    build(store, Settings(), now=NOW)
    assert sum(one.reprint_of is not None for one in held(store)) == 1


def test_without_a_date_every_text_is_near(store: Store) -> None:
    take(store, page(1, "2021-01-10"), page(2, None))
    assert take(store, page(3, None, text=1, outlet="two")) == 1
    assert take(store, page(4, "2021-09-10", text=2, outlet="two")) == 1


def test_only_what_is_near_is_held(store: Store) -> None:
    take(store, *(page(n, f"2021-{1 + n % 12:02d}-10") for n in range(120)), page(200, None))
    index = ReprintIndex(store)
    (may,) = (one for one in held(store) if one.key == "k4")
    index.sign([may])
    assert 10 <= len(index) <= 21


def test_what_is_far_is_let_go_and_fetched_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs.reprints, "MOST", 3)
    take(store, *(page(n, f"2021-{1 + n % 12:02d}-10") for n in range(48)))
    by_key = {one.key: one for one in held(store)}
    index = ReprintIndex(store)
    for key in ("k4", "k10", "k4"):
        index.sign([by_key[key]])
        assert len(index) == 4
        assert index.original_of(by_key[key]) is None
    assert take(store, page(100, "2021-05-12", text=4, outlet="two")) == 1
