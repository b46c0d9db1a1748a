from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from jobs.evaluations.corpus import read_articles
from jobs.evaluations.identity import command, in_a_row, kept, mean, same

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_an_id_is_kept_where_most_of_its_articles_are() -> None:
    before = {"a": "s-1", "b": "s-1", "c": "s-1", "d": "s-2", "e": "s-3", "f": "s-3"}
    after = {"a": "s-1", "b": "s-1", "c": "s-9", "d": "s-1", "e": "s-3", "f": "s-8", "n": "s-7"}
    found = kept(before, after)
    assert (found.ids, found.kept, found.led) == (3, 2, 1)
    assert found.share == round(2 / 3, 4)
    assert found.shared == 1.0


def test_an_id_that_went_elsewhere_is_not_kept() -> None:
    found = kept({"a": "s-1", "b": "s-1", "c": "s-1"}, {"a": "s-1", "b": "s-2", "c": "s-2"})
    assert (found.kept, found.share, found.shared) == (0, 0.0, 0.0)


def test_the_same_groups_must_have_the_same_ids() -> None:
    before = {"a": "e-1", "b": "e-1", "c": "e-2"}
    assert same(before, dict(before)).share == 1.0
    assert same(before, before | {"b": "e-2"}).kept == 0


def test_seeds_are_counted_together() -> None:
    one, other = kept({"a": "s"}, {"a": "s"}), kept({"a": "s", "b": "t"}, {"a": "x", "b": "t"})
    assert (mean([one, other]).ids, mean([one, other]).kept) == (3, 2)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        {
            "id": f"a{place:02d}",
            "source": "one" if place % 2 else "two",
            "title": f"أشغال الميناء رقم {place // 2} تبدأ في {'سوفا' if place % 4 else 'لينا'}",
            "text": f"بدأت أشغال الميناء رقم {place // 2} صباح الاثنين، وتدوم {place} أشهر.",
            "published": START + timedelta(days=place),
        }
        for place in range(12)
    ]
    file = tmp_path / "news.parquet"
    pl.DataFrame(rows).write_parquet(file)
    return file


def test_a_slice_follows_itself_in_time(table: Path) -> None:
    found = in_a_row(read_articles(table), 4)
    assert [one.id for one in found] == ["a04", "a05", "a06", "a07"]
    assert len(in_a_row(read_articles(table), 0)) == 12


def test_it_prints_one_document(table: Path) -> None:
    done = CliRunner().invoke(command, ["--articles", str(table), "--seeds", "2", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["articles"] == 12
    assert len(told["seeds"]) == 2
    for level in ("event", "story"):
        assert told["shuffled"][level]["share"] == 1.0
        assert 0.0 <= told["growing"][level]["share"] <= 1.0
