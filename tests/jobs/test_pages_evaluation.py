from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from click.testing import CliRunner

from jobs.evaluations.pages import command
from tests.articles.messy import LAYOUTS, messy_pages


def write_pages(place: Path) -> int:
    made = [one for one in messy_pages(LAYOUTS) if one.page.kind in {"text", "html"}]
    pl.DataFrame(
        {
            "id": [f"{one.layout}-{one.fact.key}" for one in made],
            "html": [one.page.body if one.page.kind == "html" else None for one in made],
            "text": [one.page.body if one.page.kind == "text" else None for one in made],
            "url": [one.page.address for one in made],
            "gold_title": [one.fact.title for one in made],
            "gold_text": ["\n".join(one.fact.paragraphs) for one in made],
            "gold_published": [one.day for one in made],
            "must_contain": [json.dumps([one.fact.paragraphs[-1]]) for one in made],
            "must_not_contain": [json.dumps(list(one.fact.others)) for one in made],
        }
    ).write_parquet(place)
    return len(made)


def test_the_report_has_the_agreed_shape(tmp_path: Path) -> None:
    count = write_pages(tmp_path / "pages.parquet")
    result = CliRunner().invoke(command, ["--pages", str(tmp_path / "pages.parquet"), "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["pages"] == count
    assert report["text"].keys() == {"precision", "recall", "f1"}
    assert report["text"]["f1"] >= 0.95
    assert report["title"]["exact"] >= 0.95
    assert report["date"]["exact"] == 1.0
    assert report["phrases"] == {"contained": 1.0, "kept_out": 1.0}
    assert report["text"]["f1"] >= report["baselines"]["trafilatura"]["text"]["f1"]


def test_bad_input_exits_with_two_and_names_the_file(tmp_path: Path) -> None:
    place = tmp_path / "other.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(place)
    result = CliRunner().invoke(command, ["--pages", str(place), "--json"])
    assert result.exit_code == 2
    assert "other.parquet" in result.stderr
    assert result.stdout == ""
