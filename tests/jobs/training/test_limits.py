"""The card's words follow the figures by rule."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from jobs.evaluations.baseline import Baseline
from jobs.evaluations.cost import Cost
from jobs.evaluations.encoding import Report
from jobs.evaluations.scorecard import Scorecard
from jobs.training.card import BESIDE, KEPT_OUT, LICENCES, OPENING, write_card
from jobs.training.licences import UNSTATED, licences_of
from jobs.training.limits import NATURE, limits
from jobs.training.recipe import read_recipe
from service.embeddings.encoder import BUNDLED
from service.evaluation.retrieval import Retrieval

COST = Cost(
    articles=9,
    articles_per_second=99.0,
    articles_per_core_second=2345.6,
    load_seconds=0.4,
    resident_mb_more=190.2,
    disk_mb=29.5,
)


def found(mrr: float, first: float = 0.5, candidates: int = 100) -> Retrieval:
    return Retrieval(queries=100, candidates=candidates, recall_at_1=first, mrr=mrr)


def scorecard(ours: dict[str, float], translations: dict[str, Retrieval]) -> Scorecard:
    return Scorecard(
        retrieval=Report(
            model="m",
            events={week: found(mrr) for week, mrr in ours.items()},
            title_to_body=found(0.4),
            headlines={},
            translations=translations,
        ),
        mean_mrr=0.8,
        worst_mrr=0.7,
        baseline=Baseline(
            events={week: found(0.8) for week in ours}, mean_mrr=0.8, title_to_body=found(0.6)
        ),
        cost=COST,
    )


def test_above_level_and_below_are_told_apart() -> None:
    told = limits(scorecard({"w1": 0.85, "w2": 0.805, "w3": 0.7}, {}), [])[0]
    above, level, below = told.split("; ")
    assert "above TF-IDF in: same event, week of w1 (+0.050)" in above
    assert level.startswith("level with TF-IDF in: same event, week of w2 (+0.005)")
    assert "week of w3 (-0.100)" in below
    assert "mean of the weeks (-0.015)" in below
    assert "title to body, news of 2022 (-0.200)" in below


def test_languages_are_told_with_their_range_and_those_unmeasured_named() -> None:
    translations = {
        "one ar-en": found(0.9, 0.9, 50),
        "two ar-en": found(0.9, 0.6, 700),
        "one fr-ar": found(0.9, 0.7),
    }
    sets = ["news2018", "bitext one", "multiparallel ary-arz", "names ar-en"]
    told = limits(scorecard({"w": 0.8}, translations), sets)
    assert "Arabic and English 0.60 to 0.90; French and Arabic 0.70" in told[1]
    assert "at most 700 candidates" in told[1]
    assert told[2] == "Learnt, but not measured here: Darija, Egyptian Arabic."


def test_without_translations_nothing_is_said_of_them() -> None:
    told = limits(scorecard({"w": 0.8}, {}), ["news2018"])
    assert len(told) == 2
    assert told[-1].startswith("A bag of words")


def test_licences_come_from_the_rows_of_each_set(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    pl.DataFrame(
        {"set": ["a", "b", "b"], "licence": ["MIT", "CC0", "CC BY 4.0 (said elsewhere)"]}
    ).write_parquet(tmp_path / "train" / "bitext.parquet")
    pl.DataFrame({"text": ["x"]}).write_parquet(tmp_path / "train" / "es_news.parquet")
    names = ["bitext a", "bitext b", "bitext ar-en", "es_news", "gone"]
    assert licences_of(names, tmp_path) == {
        "bitext a": "MIT",
        "bitext b": "CC BY 4.0, CC0",
        "bitext ar-en": "CC BY 4.0, CC0, MIT",
        "es_news": UNSTATED,
        "gone": UNSTATED,
    }


def test_the_same_figures_give_the_same_card(tmp_path: Path) -> None:
    cards = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_card(
            tmp_path / name,
            read_recipe(BUNDLED / "recipe.toml"),
            {"news2018": 1234},
            {"news2018": "public news pages (see below)"},
            scorecard({"w": 0.85}, {}),
        )
        cards.append((tmp_path / name / "README.md").read_text(encoding="utf-8"))
    assert cards[0] == cards[1]
    assert "| news2018 | 1,234 | public news pages (see below) |" in cards[0]
    assert "2,346 articles in a second of one core" in cards[0]
    assert "| same event, week of w | 0.850 | 0.800 | 0.500 | 0.500 |" in cards[0]


def test_the_bundled_card_is_what_the_code_writes() -> None:
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    recipe = read_recipe(BUNDLED / "recipe.toml")
    assert card.startswith(f"# {recipe.name}\n\n{OPENING.format(recipe=recipe)}\n")
    for part in (KEPT_OUT, LICENCES, BESIDE, NATURE, "articles in a second of one core"):
        assert f"{part}" in card
