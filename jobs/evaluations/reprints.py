"""`riwaya evaluate reprints`: copies found among labelled articles, and what is taken for one.

Knows nothing of how copies are found or scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from jobs.console import failures, put_json
from jobs.evaluations.corpus import read_articles
from jobs.options import json_option
from service.articles.duplicates import find_reprints, reprint_text
from service.evaluation.gold import read_labels
from service.evaluation.reprints import score_reprints


@click.command()
@click.option(
    "--articles",
    "corpus",
    required=True,
    type=click.Path(path_type=Path),
    help="A Parquet file: id, source, title, text, published.",
)
@click.option(
    "--gold",
    "labels",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="TSV with columns id, event, storyline; give it again for each further week.",
)
@json_option
def command(corpus: Path, labels: tuple[Path, ...], as_json: bool) -> None:
    """Measure recall on twins and precision on other reports of one event."""
    with failures():
        articles = read_articles(corpus)
        found = find_reprints(articles)
        texts = {one.id: reprint_text(one) for one in articles}
        scores = score_reprints(texts, found, _events(labels))
    if as_json:
        put_json(msgspec.to_builtins(scores))
        return
    click.echo(f"twins: {scores.twins_found} of {scores.twins} found, recall {scores.recall:.4f}")
    click.echo(
        f"pairs of one event: {scores.marked} of {scores.pairs} marked as one text, precision "
        f"{scores.precision:.4f}; of {scores.others} in other words {scores.others_marked} marked"
    )


def _events(places: tuple[Path, ...]) -> Iterator[list[str]]:
    """The ids of each event of each file."""
    for place in places:
        events: dict[str, list[str]] = defaultdict(list)
        for label in read_labels(place):
            events[label.event].append(label.id)
        yield from events.values()
