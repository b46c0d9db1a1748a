from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np
import polars as pl
from click.testing import CliRunner

from jobs.train_similarity import command, reliability
from service.stories.similarity import SimilarityModel

SUBJECTS = ("السد", "المصنع", "الميناء", "المدرسة", "الجسر", "المتحف", "القطار", "الملعب")
DEEDS = ("افتتاح", "إغلاق", "حريق", "توسيع", "بيع", "ترميم")
TOWNS = ("طنجة", "فاس", "أكادير", "وجدة", "تطوان", "الرباط", "مكناس", "آسفي")
ALL = (*SUBJECTS, *DEEDS, *TOWNS)


def write_week(folder: Path, name: str, start: datetime) -> list[dict[str, object]]:
    """Eight stories of three events of one to four articles each, and their labels.

    Two stories share a subject and two events a deed, and every article says a good deal besides,
    so that some pairs and some joins stay in doubt.
    """
    draw = random.Random(name)
    rows: list[dict[str, object]] = []
    lines = ["id\tevent\tstoryline"]
    for story, town in enumerate(TOWNS):
        subject = SUBJECTS[story // 2]
        for event in range(3):
            deed = DEEDS[(story + event) % len(DEEDS)]
            at = start + timedelta(hours=draw.randrange(150))
            for copy in range(1 + draw.randrange(4)):
                key = f"{name}-{story}-{event}-{copy}"
                own = draw.sample([deed, deed, subject, subject, town, town], 4)
                words = draw.sample([*own, *draw.sample(ALL, 5)], 9)
                rows.append(
                    {
                        "id": key,
                        "source": f"outlet{copy}",
                        "title": " ".join(words[:4]),
                        "lead": " ".join(words),
                        "text": " ".join([*words, *draw.sample(ALL, 8)]) + ".",
                        "published": (at + timedelta(hours=draw.randrange(48))).isoformat(),
                    }
                )
                lines.append(f"{key}\te{story}-{event}\ts{story}")
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rows


def test_two_small_weeks_make_a_model_that_loads(tmp_path: Path) -> None:
    rows = []
    for week in range(3):
        start = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=7 * week)
        rows += write_week(tmp_path, f"w{week}", start)
    pl.DataFrame(rows).write_parquet(tmp_path / "news.parquet")
    gold = [part for week in range(2) for part in ("--gold", str(tmp_path / f"w{week}.tsv"))]
    given = ["--articles", str(tmp_path / "news.parquet"), *gold]
    told = []
    for out in ("one", "two"):
        done = CliRunner().invoke(
            command, [*given, "--out", str(tmp_path / out)], catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        told.append(json.loads(done.stdout))
    assert told[0] == told[1]
    assert set(told[0]["weeks"]) == {"w0", "w1"}
    assert all(0 < week[level]["f1"] <= 1 for week in told[0]["weeks"].values() for level in week)
    first, second = ((tmp_path / out / "similarity.json").read_bytes() for out in ("one", "two"))
    assert first == second
    model = msgspec.json.decode(first, type=SimilarityModel)
    assert model.event.alone.shapes
    assert model.merges.story.shapes


def test_a_single_week_is_refused(tmp_path: Path) -> None:
    rows = write_week(tmp_path, "w0", datetime(2026, 3, 2, tzinfo=UTC))
    pl.DataFrame(rows).write_parquet(tmp_path / "news.parquet")
    given = ["--articles", str(tmp_path / "news.parquet"), "--gold", str(tmp_path / "w0.tsv")]
    done = CliRunner().invoke(command, given)
    assert done.exit_code == 2
    assert "at least two labelled weeks" in done.output


def test_reliability_counts_pairs_by_what_they_were_told() -> None:
    told = np.array([0.01, 0.1, 0.1, 0.97, 1.0], np.float32)
    true = np.array([False, True, False, True, True])
    weights = np.array([1.0, 3.0, 1.0, 1.0, 1.0])
    bins = reliability(told, true, weights)
    assert [one.pairs for one in bins] == [1, 2, 2]
    assert [one.true for one in bins] == [0.0, 0.75, 1.0]
    assert bins[1].low < 0.1 < bins[1].high
