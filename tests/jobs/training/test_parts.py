"""The steps of a training, each alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from jobs.training.alignment import align, word_links
from jobs.training.contrast import contrast, through_unit
from jobs.training.counting import DOCUMENT, Counter, first_table, spread
from jobs.training.recipe import Recipe, read_recipe
from jobs.training.silver import find_silver
from jobs.training.table import TrainedTable
from jobs.training.views import Viewer
from service.embeddings.encoder import BUNDLED
from service.errors import SettingsError

RNG = np.random.default_rng(11)


def units(count: int, size: int) -> NDArray[np.float32]:
    rows = RNG.standard_normal((count, size)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def words(start: int, end: int) -> NDArray[np.int32]:
    return np.arange(start, end, dtype=np.int32)


def test_the_loss_is_least_where_pairs_lie_together() -> None:
    left, other = units(6, 16), units(6, 16)
    together, *_ = contrast(left, left, 0.1)
    apart, *_ = contrast(left, other, 0.1)
    assert together < 0.1 < apart


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    left, right = units(5, 8), units(5, 8)
    loss, by_left, _ = contrast(left, right, 0.5)
    step = np.zeros_like(left)
    step[2, 3] = 1e-2
    up, *_ = contrast(left + step, right, 0.5)
    down, *_ = contrast(left - step, right, 0.5)
    slope = (up - down) / 2e-2
    assert loss > 0
    # the loss is a mean over pairs, its gradient the sum's: the step's size absorbs the ratio
    assert slope * len(left) == pytest.approx(float(by_left[2, 3]), abs=2e-3)


def test_a_gradient_through_unit_rows_turns_and_never_stretches() -> None:
    rows = units(4, 8)
    turned = through_unit(units(4, 8), rows, np.full((4, 1), 2.0, dtype=np.float32))
    np.testing.assert_allclose((turned * rows).sum(axis=1), 0, atol=1e-6)


def test_a_step_brings_pairs_nearer_and_passes_over_empty_texts() -> None:
    table = TrainedTable(units(8, 4).copy(), temperature=0.5)
    left = [np.array([0, 1]), np.array([2]), np.array([], dtype=int), np.array([3])]
    right = [np.array([4]), np.array([5]), np.array([6]), np.array([7])]
    losses = [table.step(left, right, 0.1, mask=False) for _ in range(20)]
    assert losses[-1] < losses[0]
    untouched = table.table[6].copy()
    table.step(left, right, 0.1, mask=True)
    np.testing.assert_array_equal(table.table[6], untouched)
    assert table.step(left[:1], right[:1], 0.1, mask=False) == 0.0


def small_recipe(**changed: object) -> Recipe:
    import msgspec

    recipe = read_recipe(BUNDLED / "recipe.toml")
    return msgspec.structs.replace(recipe, dimensions=8, words=3, buckets=4, hashes=2, **changed)


def test_frequent_words_get_rows_and_the_rest_share_some() -> None:
    counter = Counter()
    long = "بحر ملك بحر قصر " * DOCUMENT
    read = [counter.read(text) for text in (long, long + "نادر", "بحر")]
    vocabulary, rows, idf = counter.settle(small_recipe())
    assert counter.texts == 2
    assert sorted(vocabulary.words) == sorted({"بحر", "ملك", "قصر"})
    assert len(idf) == vocabulary.rows == 7
    spelt = spread(read, rows)
    assert len(spelt[2]) == 1
    rare = spelt[1][-2:]
    assert (rare >= 3).all()
    table = first_table(idf, small_recipe(), np.random.default_rng(1))
    np.testing.assert_array_equal(table, first_table(idf, small_recipe(), np.random.default_rng(1)))


def test_a_foreign_word_starts_near_the_arabic_one_it_translates() -> None:
    spelt = ["وزير", "minister", "ministre", "قصر"]
    table = units(6, 32)
    pairs = [(np.array([0]), np.array([1])), (np.array([1]), np.array([2]))]
    pairs.append((np.array([0, 1]), np.array([3])))
    links = word_links(pairs, len(spelt))
    assert links.tolist() == [[0, 1], [1, 2]]
    moved = align(table, links, spelt)
    np.testing.assert_allclose(moved[[0, 3, 4, 5]], table[[0, 3, 4, 5]], atol=1e-6)
    assert moved[0] @ moved[1] > table[0] @ table[1]
    assert moved[0] @ moved[2] > table[0] @ table[2]
    np.testing.assert_allclose(
        np.linalg.norm(moved, axis=1), np.linalg.norm(table, axis=1), atol=1e-5
    )


def test_silver_pairs_are_of_two_outlets_in_the_same_days() -> None:
    one, other = words(0, 12), words(20, 32)
    texts = [one, one, one, one, other]
    days = [0.0, 0.5, 0.2, 9.0, 0.1]
    outlets = ["a", "b", "a", "b", "b"]
    pairs = {tuple(sorted(pair)) for pair in find_silver(texts, days, outlets).tolist()}
    assert pairs == {(0, 1), (1, 2)}


def test_views_are_parts_of_their_texts_and_come_from_the_seed() -> None:
    bodies = [words(start, start + 40) for start in (0, 100)]
    chosen = np.array([1, 0], dtype=np.int32)
    first, again = (Viewer(np.random.default_rng(5), 5, 9) for _ in range(2))
    left, right = first.halves(bodies, chosen)
    same = again.halves(bodies, chosen)
    for one, two, place in zip(left, right, chosen, strict=True):
        np.testing.assert_array_equal(np.concatenate([one, two]), bodies[place])
        assert 12 <= len(one) <= 28
    np.testing.assert_array_equal(np.concatenate(left), np.concatenate(same[0]))
    assert 5 <= len(first.crop(bodies[0])) < 9


@pytest.mark.parametrize(
    ("text", "message"),
    [("name = 3\n", "name"), ("nonsense\n", "recipe"), ('name = "a"\n', "missing")],
)
def test_a_recipe_that_is_none_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        read_recipe(path)
    assert "mine.toml" in str(caught.value)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_recipe(tmp_path / "absent.toml")
