"""What `riwaya evaluate encoder` says, over a tiny world and encoders whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from jobs.evaluations.baseline import measure_baseline
from jobs.evaluations.encoder import command
from jobs.evaluations.encoding import (
    Week,
    article_vectors,
    measure_encoder,
    measure_week,
    read_weeks,
)
from service.embeddings.params import EncoderParams, Role
from service.errors import EncoderError, SourceError
from tests.jobs.training.tinydata import DEEDS, TOWNS, write_world
from tests.jobs.weights import write_random


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("world") / "data")


@pytest.fixture(scope="module")
def model(world: Path) -> Path:
    return write_random(world.parent / "model", "random", [*TOWNS, *DEEDS], dimensions=64)


class Numbered:
    """A vector for each text by a table; what is not in it gets nothing."""

    name, dimensions, params = "numbered", 3, EncoderParams()

    def __init__(self, table: dict[str, list[float]]) -> None:
        self._table = table
        self.asked: list[tuple[str, str]] = []

    def prefix(self, role: Role) -> str:
        del role
        return ""

    def encode(self, texts: Sequence[str], role: Role = "body") -> NDArray[np.float32]:
        self.asked += [(text, role) for text in texts]
        rows = [self._table.get(text, [0, 0, 0]) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, 3)


def week(events: list[int], outlets: list[int]) -> Week:
    names = [f"t{place}" for place in range(len(events))]
    return Week(
        titles=names, bodies=[f"b{one}" for one in names],
        events=np.array(events), outlets=np.array(outlets),
    )  # fmt: skip


def test_a_report_of_the_same_event_counts_at_other_outlets_only() -> None:
    rows = np.eye(3, dtype=np.float32)[[0, 0, 1, 0]]
    found = measure_week(week([1, 1, 2, 1], [1, 2, 2, 1]), rows)
    assert found.queries == 3
    assert found.recall_at_1 == 1.0
    crossed = measure_week(week([1, 2, 1], [1, 2, 2]), np.eye(3, dtype=np.float32)[[0, 0, 1]])
    assert crossed.recall_at_1 == pytest.approx(0.5)
    assert crossed.mrr == pytest.approx(0.75)


def test_titles_and_bodies_are_encoded_in_their_roles_and_weighed() -> None:
    encoder = Numbered({"t0": [1, 0, 0], "bt0": [0, 1, 0]})
    found = article_vectors(encoder, week([1], [1]))
    assert encoder.asked == [("t0", "title"), ("bt0", "body")]
    np.testing.assert_allclose(found[0], np.array([1, 3, 0]) / np.sqrt(10), atol=1e-6)


def test_every_task_that_the_data_has_is_measured(world: Path) -> None:
    report = measure_encoder(Numbered({}), world)
    assert list(report.events) == ["2018-03-05"]
    assert report.events["2018-03-05"].queries == 2 * len(TOWNS)
    assert report.title_to_body is not None
    assert report.title_to_body.recall_at_1 == 0.0
    assert report.headlines == {}
    assert report.translations["made ar-en"].queries == 10


def test_words_alone_find_the_tiny_worlds_events(world: Path) -> None:
    found = measure_baseline(world)
    assert found.mean_mrr > 0.8
    assert found.title_to_body is not None


def test_the_answer_holds_retrieval_baseline_and_cost(world: Path, model: Path) -> None:
    options = ["--json", "--data", str(world), "--encoder", str(model)]
    done = CliRunner().invoke(command, options, catch_exceptions=False)
    told = json.loads(done.stdout)
    assert told["retrieval"]["model"].startswith("random@")
    assert told["mean_mrr"] == told["worst_mrr"] > 0.3
    assert told["cost"]["articles"] == 80
    assert told["cost"]["articles_per_second"] > 0
    assert 0 < told["cost"]["disk_mb"] < 1
    plain = CliRunner().invoke(command, options[1:], catch_exceptions=False)
    assert "| same event, week of 2018-03-05 |" in plain.stdout
    assert "TF-IDF" in plain.stdout


def test_without_a_name_the_encoder_of_the_settings_is_measured(
    world: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIWAYA_ENCODER_NAME", str(model))
    done = CliRunner().invoke(command, ["--json", "--data", str(world)], catch_exceptions=False)
    assert json.loads(done.stdout)["retrieval"]["model"].startswith("random@")


def test_what_is_not_there_is_named(world: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no labels/"):
        CliRunner().invoke(command, ["--data", str(tmp_path)], catch_exceptions=False)
    options = ["--data", str(world), "--encoder", "nobody/no-such-model"]
    with pytest.raises(EncoderError, match=r"model\.safetensors"):
        CliRunner().invoke(command, options, catch_exceptions=False)


def test_a_week_is_read_with_its_leads(world: Path) -> None:
    found = read_weeks(world)["2018-03-05"]
    assert len(set(found.events.tolist())) == len(TOWNS)
    assert found.bodies[0].startswith(tuple(DEEDS))
