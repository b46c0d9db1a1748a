"""A store grown in steps beside whole builds, and where a step is one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import jobs.growth
from jobs.evaluations.online import by_days, command, in_batches
from jobs.growth import News
from service.store.growth import Change, Shrunk
from tests.store.examples import an_article

TOWNS = ("سوفا", "لينا")
START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        {
            "id": f"a{place:02d}",
            "source": "one" if place % 2 else "two",
            "title": f"أشغال الميناء رقم {place // 3} تبدأ في {TOWNS[place % 6 < 3]}",
            "text": f"بدأت أشغال الميناء رقم {place // 3} صباح الاثنين، وتدوم {place} أشهر.",
            "published": START + timedelta(hours=9 * place),
        }
        for place in range(24)
    ]
    file = tmp_path / "news.parquet"
    pl.DataFrame(rows).write_parquet(file)
    return file


def told(table: Path, *arguments: str) -> dict[str, object]:
    done = CliRunner().invoke(command, ["--articles", str(table), *arguments, "--json"])
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_what_is_always_built_whole_agrees_with_a_whole_build(table: Path) -> None:
    found = told(table, "--days", "1")
    assert (found["articles"], found["steps"], found["wholes"]) == (24, 9, 9)
    assert found["worst"] == [1.0, 1.0]


@pytest.mark.parametrize("order", [("--days", "2"), ("--shuffle", "5")])
def test_what_grows_is_held_beside_a_whole_build(
    table: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, str]
) -> None:
    monkeypatch.setattr(jobs.growth, "MOST", 9.0)
    monkeypatch.setattr(jobs.growth, "SETTLE", 0.55)
    found = told(table, *order)
    assert found["steps"] == 5
    assert found["wholes"] == 2
    event, worst = found["event"], found["worst"]
    assert isinstance(event, dict)
    assert isinstance(worst, list)
    assert 0.7 <= worst[0] <= event["f1"] <= 1.0


def test_batches_hold_every_article_once() -> None:
    articles = [an_article(number) for number in range(30)]
    for batches in (by_days(articles, 0.5), in_batches(articles, 4)):
        assert sorted(one.id for batch in batches for one in batch) == [one.id for one in articles]
    assert len(in_batches(articles, 4)) == 4


def news(count: int, near: int, left: int = 0) -> News:
    return News(
        changes=[Change(id=f"a-{one}", at=START, was=None, new=True) for one in range(count)],
        shrunk=[Shrunk(id="s-1", loose=tuple(f"b-{one}" for one in range(left)))],
        near={f"c-{one}": START for one in range(near)},
    )


def test_a_build_is_whole_where_that_is_not_dearer_or_enough_came() -> None:
    # a few articles over all the days of an archive are placed one by one
    assert not news(3, near=9_000).is_most(9_000)
    assert news(100, near=9_000).is_most(9_000)
    assert news(3, near=60).is_most(100)
    assert not news(10, near=9_000).settles(70, 9_000)
    assert news(10, near=9_000, left=11).settles(70, 9_000)
    # what needs no place settles nothing
    assert not news(0, near=0).settles(9_000, 9_000)
