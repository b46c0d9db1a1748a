"""`riwaya evaluate stories`: events and stories of labelled weeks, B-cubed.

Knows nothing of any store: it clusters the labelled articles alone, in memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from jobs.console import failures, log, put_json
from jobs.evaluations.comparison import Week, as_table
from jobs.evaluations.comparison import compare as compare_methods
from jobs.evaluations.corpus import encode_articles, read_articles, read_ids
from jobs.options import articles_option, encoder_option, json_option
from service.embeddings.encoder import load_encoder
from service.errors import SourceError
from service.evaluation.clusters import Score, b_cubed
from service.evaluation.gold import Label, read_labels
from service.records import Article
from service.stories.cluster import Clustering, cluster


@click.command()
@articles_option
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="TSV with columns id (or article, a digest of it), event, storyline; give it again for "
    "each further week.",
)
@click.option(
    "--compare",
    is_flag=True,
    help="Hold other methods beside ours, week by week (needs the extra `compare`).",
)
@encoder_option
@json_option
def command(
    articles: Path, gold: tuple[Path, ...], compare: bool, encoder: str, as_json: bool
) -> None:
    """Cluster the labelled articles, all files together, and score them against the labels.

    With several files the groups are made once over all of them; `weeks` scores each file's
    articles by themselves within those groups.
    """
    ids = cache(lambda: read_ids(articles))
    weeks = {path.stem: read_labels(path, ids) for path in gold}
    labels = [label for week in weeks.values() for label in week]
    _refuse_twice(labels)
    found = read_articles(articles, {label.id for label in labels})
    loaded = load_encoder(encoder)
    if compare:
        _compare(found, *encode_articles(found, loaded), weeks, as_json=as_json)
        return
    started = time.perf_counter()
    groups = cluster(found, *encode_articles(found, loaded))
    seconds = time.perf_counter() - started
    report: dict[str, object] = {
        **_scores(found, groups, weeks),
        "articles": len(found),
        "seconds": round(seconds, 3),
    }
    if len(weeks) > 1:
        report["weeks"] = {
            name: _scores(found, groups, {name: week}) for name, week in weeks.items()
        }
    if as_json:
        put_json(report)
    else:
        _print(report)


def _compare(
    found: list[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    weeks: Mapping[str, list[Label]],
    *,
    as_json: bool,
) -> None:
    place = {article.id: row for row, article in enumerate(found)}
    labelled = []
    for name, labels in weeks.items():
        rows = [place[label.id] for label in labels]
        labelled.append(
            Week(
                name=name,
                articles=[found[row] for row in rows],
                titles=titles[rows],
                bodies=bodies[rows],
                labels=labels,
            )
        )
    with failures():
        lines = compare_methods(labelled)
    if as_json:
        put_json(lines)
    else:
        click.echo(as_table(lines))


def _refuse_twice(labels: list[Label]) -> None:
    seen: set[str] = set()
    for label in labels:
        if label.id in seen:
            raise SourceError(f"article {label.id!r} is labelled twice: give each week once")
        seen.add(label.id)


def _scores(
    found: list[Article], groups: Clustering, weeks: Mapping[str, list[Label]]
) -> dict[str, Score]:
    """B-cubed over the weeks' articles; two articles of different files say nothing.

    Each file was labelled by itself: its key for a lone article means another in the next file,
    and one affair may have two names.
    """
    place = {article.id: row for row, article in enumerate(found)}
    rows = [(week, place[label.id], label) for week, labels in weeks.items() for label in labels]

    def score(group: NDArray[np.int32], gold: Callable[[Label], str]) -> Score:
        return b_cubed(
            [(week, int(group[row])) for week, row, _ in rows],
            [(week, gold(label)) for week, _, label in rows],
        )

    return {
        "event": score(groups.event, lambda label: label.event),
        "story": score(groups.story, lambda label: label.story),
    }


def _print(report: dict[str, object]) -> None:
    for level in ("event", "story"):
        score = report[level]
        if isinstance(score, Score):
            click.echo(
                f"{level:6} precision {score.precision:.3f} recall {score.recall:.3f} "
                f"F1 {score.f1:.3f}"
            )
    log.info("%s articles in %s s", report["articles"], report["seconds"])
