"""The model card: what the weights were made from, what they reach, where they end.

Knows nothing of training or measuring; it writes down what it is handed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jobs.evaluations.cost import Cost
from jobs.evaluations.encoding import Report
from jobs.evaluations.scorecard import Scorecard
from jobs.training.limits import limits, tasks_beside
from jobs.training.recipe import Recipe
from service.evaluation.retrieval import Retrieval

OPENING = (
    "A static encoder for Arabic news first, French, English and Spanish beside: "
    "{recipe.dimensions} dimensions, {recipe.words:,} words and {recipe.buckets:,} shared rows, "
    "four bits a number. It loads through `service.embeddings.encoder.load_encoder()` without "
    "torch, and as `SentenceTransformer(FOLDER, trust_remote_code=True)` where this package is "
    "installed. "
    "`riwaya train encoder` makes it anew from `recipe.toml`, and writes this page."
)
KEPT_OUT = "The four labelled weeks of news2018 and rows kept for measuring were not trained on."
LICENCES = """\
Where a file names no licence, its collection was taken up as one of those under Apache-2.0, CC BY,
CC BY-SA, CC0 or MIT. news2018 is of public news pages of 2018, gathered for research; the texts are
their publishers'. They serve to train and, in the labelled weeks, to measure, and for nothing else.
No text of any set is part of this folder: it holds numbers, and the single words they belong to.
The weights are under Apache-2.0."""
BESIDE = "Beside TF-IDF (single words and pairs, fitted on the very texts it is measured on):"
COST = """\
From text (title and 200 words, {cost.articles:,} of them): {cost.articles_per_core_second:,.0f} \
articles in a second of one core,
{cost.articles_per_second:,.0f} by the clock of the shared machine it was measured on; loaded in \
{cost.load_seconds:.2f} s,
{cost.disk_mb:.1f} MB on disk, {cost.resident_mb_more:.0f} MB of memory at the peak beyond the \
bare interpreter holding the texts.
`riwaya evaluate encoder --json` measures all of this again."""


def write_card(
    folder: Path,
    recipe: Recipe,
    sizes: Mapping[str, int],
    licences: Mapping[str, str],
    scorecard: Scorecard,
) -> None:
    """Write README.md into ``folder``: data with sizes and licences, figures, cost, limits."""
    parts = [
        f"# {recipe.name}",
        OPENING.format(recipe=recipe),
        "## Data",
        _table(
            "| set | pairs | licence |",
            [f"| {name} | {size:,} | {licences[name]} |" for name, size in sizes.items()],
        ),
        KEPT_OUT,
        LICENCES,
        "## Figures",
        _table("| task | queries | recall at 1 | MRR |", figures(scorecard.retrieval)),
        BESIDE,
        _table(
            "| task | MRR | TF-IDF MRR | recall at 1 | TF-IDF recall at 1 |", _beside(scorecard)
        ),
        _cost(scorecard.cost),
        "## Limits",
        *limits(scorecard, sizes),
    ]
    (folder / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def figures(report: Report) -> list[str]:
    """The rows of the table of figures, a task each."""
    found = [_row(f"same event, week of {name}", one) for name, one in report.events.items()]
    if report.title_to_body is not None:
        found.append(_row("title to body, news of 2022", report.title_to_body))
    found += [_row(f"headline, {name}", one) for name, one in report.headlines.items()]
    return found + [_row(f"translation, {name}", one) for name, one in report.translations.items()]


def _row(name: str, one: Retrieval) -> str:
    return f"| {name} | {one.queries:,} | {one.recall_at_1:.3f} | {one.mrr:.3f} |"


def _beside(scorecard: Scorecard) -> list[str]:
    return [
        f"| {name} | {ours.mrr:.3f} | {theirs.mrr:.3f} "
        f"| {ours.recall_at_1:.3f} | {theirs.recall_at_1:.3f} |"
        for name, ours, theirs in tasks_beside(scorecard)
    ]


def _cost(cost: Cost) -> str:
    return COST.format(cost=cost)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])
