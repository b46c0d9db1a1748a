"""The model card: what the weights were made from, what they reach, where they end.

Knows nothing of training or measuring; it writes down what it is handed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jobs.evaluations.encoding import Report
from jobs.training.recipe import Recipe
from service.evaluation.retrieval import Retrieval

OPENING = (
    "A static encoder for Arabic news first, French, English and Spanish beside: "
    "{recipe.dimensions} dimensions, {recipe.words:,} words and {recipe.buckets:,} shared rows, "
    "int8. It loads through `service.embeddings.encoder.load_encoder()` without torch, and as "
    "`SentenceTransformer(FOLDER, trust_remote_code=True)` where this package is installed. "
    "`riwaya train encoder` makes it anew from `recipe.toml`."
)
LICENCES = (
    "The texts are under Apache-2.0, MIT, CC0, CC BY and CC BY-SA (OrangeSum, Wikipedia, "
    "Wiktionary, Tatoeba, TICO-19, NLLB-Seed, XQuAD, MLQA, SANAD, lists of names and "
    "the wordnets by row) and public news kept for research; no text is part of this folder. "
    "The weights are under Apache-2.0."
)
LIMITS = (
    "A bag of words: order, negation and who did what to whom are not seen. Two reports of one "
    "happening with few words in common lie apart; two days of one affair lie near. Words are "
    "cut by rule, so unlike words that share a stem meet. French, English and Spanish meet "
    "Arabic by names and dictionary words, better for news than for talk. What the news of 2018 "
    "did not know is told apart by the letters of its names only."
)


def write_card(folder: Path, recipe: Recipe, sizes: Mapping[str, int], report: Report) -> None:
    """Write README.md into ``folder``: data with sizes, licences, figures, limits."""
    lines = [
        f"# {recipe.name}",
        "",
        OPENING.format(recipe=recipe),
        "",
        "## Data",
        "",
        "| set | pairs |",
        "|---|---|",
        *(f"| {name} | {size:,} |" for name, size in sizes.items()),
        "",
        "The four labelled weeks of news2018 and rows kept for measuring were not trained on.",
        "",
        LICENCES,
        "",
        "## Figures",
        "",
        "| task | queries | recall at 1 | MRR |",
        "|---|---|---|---|",
        *figures(report),
        "",
        "## Limits",
        "",
        LIMITS,
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def figures(report: Report) -> list[str]:
    """The rows of the table of figures, a task each."""
    found = [_row(f"same event, week of {name}", one) for name, one in report.events.items()]
    if report.title_to_body is not None:
        found.append(_row("title to body, news of 2022", report.title_to_body))
    found += [_row(f"headline, {name}", one) for name, one in report.headlines.items()]
    return found + [_row(f"translation, {name}", one) for name, one in report.translations.items()]


def _row(name: str, one: Retrieval) -> str:
    return f"| {name} | {one.queries:,} | {one.recall_at_1:.3f} | {one.mrr:.3f} |"
