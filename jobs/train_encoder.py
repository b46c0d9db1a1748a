"""`riwaya train encoder`: public texts to the weights that ship, by a recipe with a seed.

Knows nothing of what the vectors are used for beyond the retrieval it measures at the end.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from jobs.console import failures, log, put_json
from jobs.evaluations.scorecard import measure_all
from jobs.options import json_option
from jobs.training.alignment import align, word_links
from jobs.training.card import write_card
from jobs.training.corpora import Pairs, read_corpora
from jobs.training.counting import Counter, first_table, spread
from jobs.training.licences import licences_of
from jobs.training.recipe import Recipe, read_recipe
from jobs.training.schedule import Source, train
from jobs.training.silver import find_silver
from jobs.training.table import TrainedTable
from jobs.training.views import Rows
from service.embeddings.encoder import BUNDLED
from service.embeddings.params import EncoderParams
from service.embeddings.static import write_model
from service.embeddings.vocabulary import Vocabulary

# Where several outlets are matched, the opening decides.
SILVER_WORDS = 150
# What makes the folder a sentence-transformers model; the same for every training.
MODULE = ("modules.json", "config_sentence_transformers.json")


@click.command(name="encoder")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with news2018.parquet, labels/, train/ and dev/.",
)
@click.option(
    "--recipe",
    "recipe_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BUNDLED / "recipe.toml",
    help="What to train, as TOML [default: the bundled model's].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=BUNDLED,
    help="Folder to write [default: the bundled model's].",
)
@json_option
def command(data: Path, recipe_file: Path, out: Path, as_json: bool) -> None:
    """Rebuild the bundled encoder: about fifteen minutes on two cores, then its evaluation."""
    with failures():
        started = time.monotonic()
        recipe = read_recipe(recipe_file)
        vocabulary, table, sizes = build(data, recipe)
        write_model(out, vocabulary, table)
        _place(recipe_file, out / "recipe.toml")
        for name in MODULE:
            _place(BUNDLED / name, out / name)
        log.info("trained in %.0f s; measuring", time.monotonic() - started)
        scorecard = measure_all(EncoderParams(name=str(out)), data)
        write_card(out, recipe, sizes, licences_of(sizes, data), scorecard)
    if as_json:
        put_json(scorecard)
    else:
        click.echo((out / "README.md").read_text(encoding="utf-8").partition("## Figures")[2])


def _place(file: Path, to: Path) -> None:
    if file.resolve() != to.resolve():
        shutil.copyfile(file, to)


def build(data: Path, recipe: Recipe) -> tuple[Vocabulary, NDArray[np.float32], dict[str, int]]:
    """Train by ``recipe`` on the texts under ``data``: vocabulary, (rows, d) table, set sizes."""
    generator = np.random.default_rng(recipe.seed)
    counter = Counter()
    read = [_count(pairs, counter) for pairs in read_corpora(data)]
    vocabulary, rows, idf = counter.settle(recipe)
    sources = [_source(pairs, left, right, rows) for pairs, left, right in read]
    sizes = {source.name: len(source.right) for source in sources}
    log.info("%d texts, %d words kept", counter.texts, len(vocabulary.words))
    links = word_links(_word_pairs(sources), len(vocabulary.words))
    first = align(first_table(idf, recipe, generator), links, vocabulary.words)
    table = TrainedTable(first, recipe.temperature)
    train(table, sources, recipe, generator, _say)
    return vocabulary, table.table, sizes


def _word_pairs(sources: Sequence[Source]) -> Iterator[tuple[Rows, Rows]]:
    for source in sources:
        if source.kind == "word":
            yield from zip(source.left, source.right, strict=True)


Numbers = list[NDArray[np.int32]]


def _count(pairs: Pairs, counter: Counter) -> tuple[Pairs, Numbers, Numbers]:
    right = [counter.read(text) for text in pairs.right]
    left = right if pairs.left is pairs.right else [counter.read(text) for text in pairs.left]
    return pairs, left, right


def _source(pairs: Pairs, left: Numbers, right: Numbers, rows: NDArray[np.int32]) -> Source:
    found = Source(
        name=pairs.name, kind=pairs.kind, left=spread(left, rows), right=spread(right, rows)
    )
    if pairs.kind == "news":
        found.days = np.asarray(pairs.days)
        found.silver = find_silver(_openings(left, right), pairs.days, pairs.outlets)
        log.info("%d likely pairs of reports across outlets", len(found.silver))
    return found


def _openings(titles: Sequence[NDArray[np.int32]], bodies: Sequence[NDArray[np.int32]]) -> Numbers:
    return [
        np.concatenate([title, body[:SILVER_WORDS]])
        for title, body in zip(titles, bodies, strict=True)
    ]


def _say(epoch: int, losses: dict[str, float]) -> None:
    told = ", ".join(f"{kind} {loss:.2f}" for kind, loss in losses.items())
    log.info("epoch %d: %s", epoch + 1, told)
