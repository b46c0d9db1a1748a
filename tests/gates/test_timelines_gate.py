"""Floors for the timelines of the long stories, each ranked by weights fitted on the others."""

from __future__ import annotations

import json

from click.testing import CliRunner

from jobs.evaluations.timelines import command
from tests.gates.shared import SHARED, needs_shared

# Measured, leave-one-story-out: exact 0.689, within a day 0.809, must-have recall 0.920.
EXACT, WITHIN_A_DAY, MUST_HAVE = 0.67, 0.79, 0.90


@needs_shared
def test_the_long_stories() -> None:
    sagas = SHARED / "sagas"
    done = CliRunner().invoke(
        command,
        [
            "--articles", str(SHARED / "news2018.parquet"),
            "--members", str(sagas / "members.tsv"),
            "--gold", str(sagas / "timeline.tsv"),
            "--leave-one-out",
            "--json",
        ],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    mean = json.loads(done.stdout)["mean"]
    assert mean["exact"]["f1"] >= EXACT
    assert mean["within_a_day"]["f1"] >= WITHIN_A_DAY
    assert mean["must_have_recall"] >= MUST_HAVE
