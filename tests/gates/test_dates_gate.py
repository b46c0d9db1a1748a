"""Floors for the dates marked in real news; none is read into what only looks like one."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from jobs.evaluations.dates import command
from tests.gates.shared import SHARED, needs_shared

# Measured: span 1.000, value 0.983.
SPAN, VALUE = 0.99, 0.975


@needs_shared
def test_the_marked_passages() -> None:
    gold = SHARED / "dev" / "timex_news.jsonl"
    if not gold.exists():
        pytest.skip("timex_news.jsonl is not at hand")
    done = CliRunner().invoke(command, ["--gold", str(gold), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["span"]["overlap"]["f1"] >= SPAN
    assert told["value"]["f1"] >= VALUE
