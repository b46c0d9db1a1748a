"""Ours beside other methods: the same weeks, the same vectors, each with its best settings.

Knows nothing of how any method groups. A method's setting is chosen for each week, and for each
level, by its mean F1 on the other weeks: nobody is tuned on what it is scored on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.console import log
from jobs.evaluations.peers import NAMES, grouped, whole_vectors
from service.evaluation.clusters import b_cubed
from service.evaluation.gold import Label
from service.records import Article
from service.stories.cluster import cluster
from service.stories.corpus import hours_of

LEVELS = ("event", "story")
OURS = "ours"


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled week's articles, by themselves: vectors (n, d) float32, labels in their order."""

    name: str
    articles: Sequence[Article]
    titles: NDArray[np.float32]
    bodies: NDArray[np.float32]
    labels: Sequence[Label]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A method's F1 by week, at each level, with the setting chosen for it on the other weeks."""

    method: str
    event: dict[str, float]
    story: dict[str, float]
    settings: dict[str, str]


Scores = dict[str, dict[str, dict[str, float]]]  # week, setting, level


def compare(weeks: Sequence[Week], names: Sequence[str] = NAMES) -> list[Line]:
    """One line a method, ours last: with the model that ships, which knows these weeks."""
    lines = []
    for name in names:
        scores = {week.name: _scores(week, _groups(name, week)) for week in weeks}
        lines.append(_line(name, scores))
        log.info("%s: compared", name)
    ours: Scores = {}
    for week in weeks:
        found = cluster(week.articles, week.titles, week.bodies)
        labels = {"": {"event": found.event, "story": found.story}}
        ours[week.name] = _scores(week, labels)
    return [*lines, _line(OURS, ours)]


def _groups(name: str, week: Week) -> dict[str, dict[str, NDArray[np.int64]]]:
    texts = [f"{one.title} {one.body}" for one in week.articles]
    hours = np.array([hours_of(one) for one in week.articles])
    found = grouped(name, texts, whole_vectors(week.titles, week.bodies), hours)
    return {setting: dict.fromkeys(LEVELS, label) for setting, label in found.items()}


def _scores(
    week: Week, groups: Mapping[str, Mapping[str, NDArray[np.integer]]]
) -> dict[str, dict[str, float]]:
    gold = {
        "event": [label.event for label in week.labels],
        "story": [label.story for label in week.labels],
    }
    return {
        setting: {level: b_cubed(labels[level].tolist(), gold[level]).f1 for level in LEVELS}
        for setting, labels in groups.items()
    }


def _line(name: str, scores: Scores) -> Line:
    """Score each week under the setting that is best on the others; of equals the first."""
    f1: dict[str, dict[str, float]] = {level: {} for level in LEVELS}
    settings: dict[str, str] = {}
    for week, found in scores.items():
        others = [table for other, table in scores.items() if other != week] or [found]
        for level in LEVELS:
            best = max(
                found,
                key=lambda setting: round(
                    float(np.mean([table[setting][level] for table in others])), 9
                ),
            )
            f1[level][week] = round(found[best][level], 4)
            if best:
                settings[f"{week} {level}"] = best
    return Line(method=name, event=f1["event"], story=f1["story"], settings=settings)


def as_table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table: F1 of events and of stories, by week and in the mean."""
    weeks = sorted(lines[0].event)
    head = ["method", *(f"{week} event" for week in weeks), "mean"]
    head += [*(f"{week} story" for week in weeks), "mean"]
    rows = [head, ["---"] * len(head)]
    for line in lines:
        row = [line.method]
        for scores in (line.event, line.story):
            row += [f"{scores[week]:.3f}" for week in weeks]
            row.append(f"{float(np.mean([scores[week] for week in weeks])):.3f}")
        rows.append(row)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
