"""`riwaya evaluate sagas`: long stories over months, each against the story that fits it best.

Knows nothing of any store: it clusters the articles given, in memory.
"""

from __future__ import annotations

from pathlib import Path

import click

from jobs.console import log, put_json
from jobs.evaluations.corpus import encode_articles, read_articles
from jobs.options import articles_option, encoder_option, json_option, members_option
from service.embeddings.encoder import load_encoder
from service.errors import SourceError
from service.evaluation.clusters import best_story, mean_score
from service.evaluation.gold import read_sagas
from service.stories.cluster import cluster


@click.command()
@articles_option
@members_option
@click.option(
    "--rejected",
    type=click.Path(path_type=Path),
    required=True,
    help="TSV with columns saga, id: articles judged not to belong.",
)
@click.option(
    "--borderline",
    type=click.Path(path_type=Path),
    help="TSV with columns saga, id: doubtful calls, left out of both.",
)
@encoder_option
@json_option
def command(
    articles: Path,
    members: Path,
    rejected: Path,
    borderline: Path | None,
    encoder: str,
    as_json: bool,
) -> None:
    """Cluster all the articles given and score each long story by its best match."""
    inside, outside = read_sagas(members), read_sagas(rejected)
    doubtful = read_sagas(borderline) if borderline else {}
    found = read_articles(articles)
    present = {article.id for article in found}
    if not any(present.intersection(ids) for ids in inside.values()):
        raise SourceError(f"{articles}: none of the members in {members} is among its articles")
    groups = cluster(found, *encode_articles(found, load_encoder(encoder)))
    stories = {article.id: int(groups.story[row]) for row, article in enumerate(found)}
    scores = {}
    for saga in sorted(inside):
        unsure = set(doubtful.get(saga, ()))
        scores[saga] = best_story(
            stories,
            [one for one in inside[saga] if one not in unsure],
            [one for one in outside.get(saga, ()) if one not in unsure],
        )
    mean = mean_score(list(scores.values()))
    if as_json:
        put_json({"sagas": scores, "mean": mean})
        return
    for saga, score in [*scores.items(), ("mean", mean)]:
        click.echo(
            f"{saga:20} precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}"
        )
    log.info("%s articles", len(found))
