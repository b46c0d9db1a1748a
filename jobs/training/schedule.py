"""The order of a training: which batch of which pairs comes when, and how large its step is.

Knows nothing of files or of what an encoder is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.training.recipe import Recipe
from jobs.training.table import TrainedTable
from jobs.training.views import Draw, Rows, Viewer

# Kinds whose pairs recur with other partners: one word has many translations.
WITH_TWINS = frozenset({"word", "sentence"})
# The last step is this share of the first.
LAST_RATE = 0.15


class Source(msgspec.Struct, kw_only=True):
    """Pairs as rows. ``days`` (n,) float64 and ``silver`` (m, 2) int64 belong to dated news."""

    name: str
    kind: str
    left: list[Rows]
    right: list[Rows]
    days: NDArray[np.float64] | None = None
    silver: NDArray[np.int64] | None = None


class Task(msgspec.Struct, frozen=True):
    """One way to draw batches: ``draw`` makes views of chosen places in range(size)."""

    kind: str
    size: int
    draw: Draw
    days: NDArray[np.float64] | None = None


def tasks_of(source: Source, viewer: Viewer) -> Iterator[Task]:
    """The ways to learn from ``source``, by its kind."""
    size = len(source.right)
    pairs = partial(viewer.title_body, source.left, source.right)
    if source.kind == "body":
        yield Task("body", size, partial(viewer.parts, source.right))
        return
    yield Task(source.kind, size, pairs)
    if source.kind == "news":
        yield Task("same days", size, pairs, source.days)
        yield Task("halves", size, partial(viewer.halves, source.right))
    if source.silver is not None:
        silver = source.silver
        yield Task(
            "silver",
            len(silver),
            lambda chosen: viewer.partners(source.left, source.right, silver[chosen]),
        )


def batches(
    tasks: list[Task], recipe: Recipe, generator: np.random.Generator
) -> list[tuple[Task, NDArray[np.int64]]]:
    """One epoch: every task's places, shuffled (or by day), cut to batches and mixed."""
    found: list[tuple[Task, NDArray[np.int64]]] = []
    for task in tasks:
        rounds = recipe.mix[task.kind]
        while rounds > 0:
            order = _order(task, generator)[: int(np.ceil(task.size * min(rounds, 1.0)))]
            found.extend(
                (task, order[start : start + recipe.batch])
                for start in range(0, max(len(order) - recipe.batch // 2, 1), recipe.batch)
            )
            rounds -= 1.0
    return [found[place] for place in generator.permutation(len(found))]


def _order(task: Task, generator: np.random.Generator) -> NDArray[np.int64]:
    """Places at random, or by day give or take two, so that a batch's negatives are its days'."""
    if task.days is None:
        return generator.permutation(task.size)
    return np.argsort(task.days + 2 * generator.random(task.size), kind="stable")


def train(
    table: TrainedTable,
    sources: list[Source],
    recipe: Recipe,
    generator: np.random.Generator,
    report: Callable[[int, dict[str, float]], None],
) -> None:
    """Go over every source ``recipe.epochs`` times; ``report`` gets each epoch's mean losses."""
    viewer = Viewer(generator, recipe.shortest_crop, recipe.longest_crop)
    tasks = [task for source in sources for task in tasks_of(source, viewer)]
    for epoch in range(recipe.epochs):
        losses: dict[str, list[float]] = {}
        plan = batches(tasks, recipe, generator)
        for place, (task, chosen) in enumerate(plan):
            done = (epoch + place / len(plan)) / recipe.epochs
            rate = recipe.rate * (1 - (1 - LAST_RATE) * done)
            left, right = task.draw(chosen)
            loss = table.step(left, right, rate, mask=task.kind in WITH_TWINS)
            losses.setdefault(task.kind, []).append(loss)
        report(epoch, {kind: float(np.mean(found)) for kind, found in losses.items()})
