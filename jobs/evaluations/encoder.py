"""`riwaya evaluate encoder`: what the vectors find, and what they cost, beside TF-IDF.

Knows nothing of training.
"""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import put_json
from jobs.evaluations.scorecard import measure_all
from jobs.options import settings_from, settings_option
from jobs.training.card import figures
from service.embeddings.params import EncoderParams
from service.errors import SourceError


@click.command(name="encoder")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@click.option(
    "--encoder",
    "name",
    help="bundled, a sentence-transformers name, or a folder, with its own settings "
    "[default: the encoder of the settings in force].",
)
@settings_option
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with news2018.parquet, labels/, train/ and dev/.",
)
def command(as_json: bool, name: str | None, settings_file: Path | None, data: Path) -> None:
    """Retrieval with the encoder's vectors, beside a TF-IDF baseline fitted on the same texts."""
    if not (data / "labels").is_dir():
        raise SourceError(f"{data}: no labels/ in it; name the folder of the data with --data")
    params = (
        settings_from(None, settings_file).encoder if name is None else EncoderParams(name=name)
    )
    answer = measure_all(params, data)
    if as_json:
        put_json(answer)
        return
    click.echo("\n".join(figures(answer.retrieval)))
    click.echo(f"mean MRR {answer.mean_mrr:.3f}, TF-IDF {answer.baseline.mean_mrr:.3f}")
    click.echo(f"{answer.cost.articles_per_core_second:,.0f} articles in a second of one core")
