"""`riwaya evaluate encoder`: what the vectors find, and what they cost, beside TF-IDF.

Knows nothing of training.
"""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from jobs.console import put_json
from jobs.evaluations.baseline import Baseline, measure_baseline
from jobs.evaluations.cost import Cost, measure_cost
from jobs.evaluations.encoding import Report, measure_encoder
from jobs.training.card import figures
from service.embeddings.encoder import load_encoder
from service.errors import SourceError


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer; ``mean_mrr`` and ``worst_mrr`` are over the labelled weeks."""

    retrieval: Report
    mean_mrr: float
    worst_mrr: float
    baseline: Baseline
    cost: Cost


@click.command(name="encoder")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@click.option(
    "--encoder",
    default="bundled",
    show_default=True,
    help="bundled, a sentence-transformers name, or a folder.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with news2018.parquet, labels/, train/ and dev/.",
)
def command(as_json: bool, encoder: str, data: Path) -> None:
    """Retrieval with the encoder's vectors, beside a TF-IDF baseline fitted on the same texts."""
    if not (data / "labels").is_dir():
        raise SourceError(f"{data}: no labels/ in it; name the folder of the data with --data")
    report = measure_encoder(load_encoder(encoder), data)
    ranks = [one.mrr for one in report.events.values()]
    answer = Answer(
        retrieval=report,
        mean_mrr=sum(ranks) / len(ranks),
        worst_mrr=min(ranks),
        baseline=measure_baseline(data),
        cost=measure_cost(encoder, data),
    )
    if as_json:
        put_json(answer)
        return
    click.echo("\n".join(figures(report)))
    click.echo(f"mean MRR {answer.mean_mrr:.3f}, TF-IDF {answer.baseline.mean_mrr:.3f}")
    click.echo(f"{answer.cost.articles_per_second:,.0f} articles/s on one core")
