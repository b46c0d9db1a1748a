from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from click.testing import CliRunner

from jobs.evaluations.reprints import command
from service.evaluation.reprints import score_reprints

WORDS = [f"كلمة{number}" for number in range(60)]
TEXT = " ".join(WORDS[:40])
OTHER = " ".join(WORDS[20:60])


def test_twins_found_and_missed_are_counted() -> None:
    texts = {"a": TEXT, "b": TEXT, "c": TEXT.replace("كلمة", "كلمه"), "d": OTHER}
    scores = score_reprints(texts, {"b": "a"}, [])
    assert (scores.twins, scores.twins_found, scores.recall) == (2, 1, 0.5)


def test_other_words_marked_as_copies_cost_precision() -> None:
    texts = {"a": TEXT, "b": TEXT, "d": OTHER}
    scores = score_reprints(texts, {"b": "a", "d": "a"}, [["a", "b", "d"]])
    assert (scores.pairs, scores.marked, scores.others, scores.others_marked) == (3, 3, 2, 2)
    assert scores.precision == round(1 / 3, 4)


def test_nothing_to_find_is_no_failure() -> None:
    scores = score_reprints({"a": TEXT}, {}, [])
    assert (scores.recall, scores.precision) == (1.0, 1.0)


def test_the_command_reads_a_corpus_and_its_labels(tmp_path: Path) -> None:
    rows = [("a", "x", TEXT), ("b", "y", TEXT), ("c", "z", OTHER)]
    pl.DataFrame(
        {
            "id": [one for one, _, _ in rows],
            "source": [outlet for _, outlet, _ in rows],
            "title": ["عنوان"] * 3,
            "text": [text for _, _, text in rows],
            "published": ["2018-07-12T10:00:00"] * 3,
        }
    ).write_parquet(tmp_path / "news.parquet")
    (tmp_path / "week.tsv").write_text("id\tevent\tstoryline\na\te\ts\nb\te\ts\nc\te\ts\n")
    places = ["--articles", str(tmp_path / "news.parquet"), "--gold", str(tmp_path / "week.tsv")]
    told = json.loads(CliRunner().invoke(command, [*places, "--json"]).stdout)
    assert (told["twins"], told["recall"], told["precision"]) == (1, 1.0, 1.0)
    assert "recall 1.0000" in CliRunner().invoke(command, places).output
