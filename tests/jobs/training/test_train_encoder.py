"""A tiny recipe over a tiny world: trained in seconds, usable, the same twice, told in a card."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from jobs.train_encoder import command
from jobs.training.recipe import read_recipe
from service.embeddings.encoder import BUNDLED, load_encoder
from service.steps import STEP
from tests.jobs.training.tinydata import DEEDS, TOWNS, write_world

SMALLER = {
    "name": "tiny", "dimensions": 24, "words": 400, "buckets": 32, "batch": 24, "epochs": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("world") / "data")


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled recipe, made small."""
    lines = (BUNDLED / "recipe.toml").read_text(encoding="utf-8").splitlines()
    found = tmp_path_factory.mktemp("recipe") / "recipe.toml"
    kept = []
    for line in lines:
        name = line.split("=")[0].strip()
        kept.append(f"{name} = {json.dumps(SMALLER[name])}" if name in SMALLER else line)
    found.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert set(SMALLER) <= set(tomllib.loads(found.read_text(encoding="utf-8")))
    return found


def train(world: Path, recipe: Path, out: Path) -> Result:
    options = ["--data", str(world), "--recipe", str(recipe), "--out", str(out), "--json"]
    return CliRunner().invoke(command, options, catch_exceptions=False)


@pytest.fixture(scope="module")
def trained(world: Path, recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("trained") / "model"
    done = train(world, recipe, out)
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert set(told) == {"retrieval", "mean_mrr", "worst_mrr", "baseline", "cost"}
    return out


def test_the_vectors_tell_one_happening_from_another(trained: Path) -> None:
    encoder = load_encoder(str(trained))
    assert encoder.name.startswith("tiny@")
    assert encoder.dimensions == SMALLER["dimensions"]
    texts = [f"{deed} في {town}" for town in TOWNS[:3] for deed in DEEDS[:3]]
    again = [f"شهدت {town} أمس {deed}" for town in TOWNS[:3] for deed in DEEDS[:3]]
    nearest = (encoder.encode(texts) @ encoder.encode(again).T).argmax(axis=1)
    assert (nearest == np.arange(len(texts))).mean() > 0.8


def test_a_second_training_gives_the_same_bytes(trained: Path, world: Path, recipe: Path) -> None:
    again = trained.with_name("again")
    assert train(world, recipe, again).exit_code == 0
    for name in ("model.safetensors", "tokenizer.json", "recipe.toml"):
        assert (again / name).read_bytes() == (trained / name).read_bytes(), name
    assert load_encoder(str(again)).name == load_encoder(str(trained)).name


def test_another_seed_gives_other_weights(trained: Path, world: Path, recipe: Path) -> None:
    other = recipe.with_name("other.toml")
    seed = read_recipe(recipe).seed
    other.write_text(recipe.read_text().replace(f"seed = {seed}", f"seed = {seed + 1}"))
    out = trained.with_name("other")
    assert train(world, other, out).exit_code == 0
    assert load_encoder(str(out)).name != load_encoder(str(trained)).name


def test_the_card_tells_data_figures_cost_and_limits(trained: Path) -> None:
    card = (trained / "README.md").read_text(encoding="utf-8")
    assert card.startswith("# tiny\n")
    for heading in ("## Data", "## Figures", "## Limits"):
        assert f"\n{heading}\n" in card
    for part in (
        "| bitext made | 30 | CC0 |",
        "| same event, week of 2018-03-05 | 20 |",
        "| translation, made ar-en | 10 |",
        "TF-IDF recall at 1",
        "articles in a second of one core",
        "MB on disk",
        "No text of any set is part of this folder",
        "English",
    ):
        assert part in card


def test_the_folder_is_a_sentence_transformers_model(trained: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(trained), device="cpu", local_files_only=True, trust_remote_code=True
    )
    texts = ["حريق غابة في فاس", "school", ""]
    np.testing.assert_allclose(
        model.encode(texts, show_progress_bar=False),
        load_encoder(str(trained)).encode(texts),
        atol=STEP / 2 + 1e-6,
    )


@pytest.mark.parametrize("lost", ["news2018.parquet", "train/bitext.parquet"])
def test_a_missing_file_is_named(world: Path, recipe: Path, tmp_path: Path, lost: str) -> None:
    half = write_world(tmp_path / "half")
    (half / lost).unlink()
    done = train(half, recipe, tmp_path / "out")
    assert done.exit_code in {1, 2}
    assert lost.rsplit("/", maxsplit=1)[-1] in done.stderr
    assert not (tmp_path / "out").exists()
