"""`riwaya train similarity`: fit the similarity on labelled weeks, and say how good it is.

Knows nothing of how the curves are fitted or how groups are made.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.console import Stage, log, put_json
from jobs.evaluations.corpus import encode_articles, read_articles
from service.embeddings.encoder import Encoder, load_encoder
from service.evaluation.clusters import Score, b_cubed, mean_score
from service.evaluation.gold import Label, read_labels
from service.records import Article
from service.stories.candidates import CandidateParams, Pairs, find_pairs
from service.stories.cluster import group
from service.stories.corpus import Corpus, make_corpus
from service.stories.features import FEATURES, measure
from service.stories.fitting import FitParams, fit_additive
from service.stories.neighbours import NEIGHBOUR_FEATURES, measure_neighbours
from service.stories.shapes import AdditiveModel
from service.stories.similarity import MODEL, Judge, Links, SimilarityModel, judge
from service.stories.words import Background, count_words, document_counts

LEVELS = ("event", "story")
CUTS = {"event": (0.3, 0.35, 0.4, 0.45, 0.5), "story": (0.2, 0.25, 0.3, 0.35, 0.4)}
# A stem in fewer articles of the past is left out of the background, to keep it small.
LEAST_DOCUMENTS = 8
# Most pairs are plainly apart: of those no closer than this, one in THIN is enough to fit on.
CLOSE = 0.4
THIN = 5


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled week made ready to fit on: pairs, their measures, and what is true of them."""

    name: str
    corpus: Corpus
    pairs: Pairs
    measures: NDArray[np.float32]
    gold: dict[str, NDArray[np.int64]]

    def answers(self, level: str) -> NDArray[np.bool_]:
        """(m,) whether the pair is of one event, or of one story."""
        label = self.gold[level]
        return np.asarray(label[self.pairs.first] == label[self.pairs.second])

    def weights(self, level: str) -> NDArray[np.float64]:
        """(m,) B-cubed counts articles, not pairs: a pair of large groups weighs less."""
        sizes = np.bincount(self.gold[level])[self.gold[level]].astype(np.float64)
        return (sizes[self.pairs.first] * sizes[self.pairs.second]) ** -0.25


def make_background(articles: list[Article]) -> Background:
    """Document counts over ``articles``, each language counted as if it had written them all."""
    none = Background(documents=0, unseen=0.0, counts={})
    total: Counter[str] = Counter()
    for language in sorted({article.language for article in articles}):
        own = [article for article in articles if article.language == language]
        scale = len(articles) / len(own)
        for stem, count in document_counts(count_words(own, none)).items():
            if count >= LEAST_DOCUMENTS:
                total[stem] = max(total[stem], round(count * scale))
    counts = dict(sorted(total.items()))
    return Background(documents=len(articles), unseen=LEAST_DOCUMENTS / 3, counts=counts)


def read_week(path: Path, articles: Path, encoder: Encoder, background: Background) -> Week:
    """Read and measure one labelled week."""
    labels = {label.id: label for label in read_labels(path)}
    found = read_articles(articles, labels)
    corpus = make_corpus(found, *encode_articles(found, encoder), background)
    pairs = find_pairs(corpus, CandidateParams())
    return Week(
        name=path.stem,
        corpus=corpus,
        pairs=pairs,
        measures=measure(corpus, pairs),
        gold={level: _gold(corpus, labels, level) for level in LEVELS},
    )


def _gold(corpus: Corpus, labels: dict[str, Label], level: str) -> NDArray[np.int64]:
    names = [getattr(labels[key], level) for key in corpus.ids]
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def fit_judge(weeks: list[Week], level: str) -> Judge:
    """Fit both models; the second sees guesses of a first that did not know the week."""
    alone = _fit(weeks, [week.measures for week in weeks], level, FEATURES)
    both = []
    for week in weeks:
        rest = [other for other in weeks if other is not week] or weeks
        guesser = _fit(rest, [other.measures for other in rest], level, FEATURES)
        guess = guesser.probability(week.measures)
        pairs = week.pairs
        among = measure_neighbours(week.corpus.size, pairs.first, pairs.second, guess)
        both.append(np.concatenate([week.measures, among], axis=1))
    return Judge(alone=alone, among=_fit(weeks, both, level, FEATURES + NEIGHBOUR_FEATURES))


def _fit(
    weeks: list[Week], measures: list[NDArray[np.float32]], level: str, names: tuple[str, ...]
) -> AdditiveModel:
    """Fit on every pair that belongs or is close, and on one in ``THIN`` of the others."""
    kept, answers, weights = [], [], []
    for week, measured in zip(weeks, measures, strict=True):
        answer, weight = week.answers(level), week.weights(level)
        sure = answer | (week.pairs.closeness > CLOSE)
        keep = sure | (np.arange(len(answer)) % THIN == 0)
        kept.append(measured[keep])
        answers.append(answer[keep])
        weights.append(np.where(sure, weight, weight * THIN)[keep])
    return fit_additive(
        np.concatenate(kept), np.concatenate(answers), np.concatenate(weights), names, FitParams()
    )


def links_of(week: Week, judges: dict[str, Judge]) -> Links:
    """The week's pairs judged."""
    size, pairs = week.corpus.size, week.pairs
    return Links(
        n=size,
        first=pairs.first,
        second=pairs.second,
        event=judge(size, pairs, week.measures, judges["event"]),
        story=judge(size, pairs, week.measures, judges["story"]),
    )


def scores_by_cut(week: Week, links: Links) -> dict[str, list[Score]]:
    """The week's B-cubed at each cut of ``CUTS``; stories with the event cut in the middle."""
    out: dict[str, list[Score]] = {level: [] for level in LEVELS}
    for level in LEVELS:
        for cut in CUTS[level]:
            cuts = (cut, 0.99) if level == "event" else (CUTS["event"][2], cut)
            groups = group(week.corpus, links, event_cut=cuts[0], story_cut=cuts[1], reach=168.0)
            found = groups[LEVELS.index(level)]
            out[level].append(b_cubed(found.tolist(), week.gold[level].tolist()))
    return out


@click.command()
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="Parquet with the labelled articles, and others to count words over.",
)
@click.option(
    "--gold",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    required=True,
    help="A labelled week (TSV: id, event, storyline); give at least two.",
)
@click.option(
    "--background",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="Parquet of articles in other languages, to know their common words by.",
)
@click.option("--encoder", "encoder_name", default="bundled", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=MODEL)
def command(
    articles: Path,
    gold: tuple[Path, ...],
    background: tuple[Path, ...],
    encoder_name: str,
    out: Path,
) -> None:
    """Fit on the labelled weeks; score each week with a model fitted on the others."""
    if len(gold) < 2:
        raise click.UsageError("at least two labelled weeks are needed: one is left out in turn")
    encoder = load_encoder(encoder_name)
    with Stage("background") as stage:
        labelled = {label.id for path in gold for label in read_labels(path)}
        past = [article for article in read_articles(articles) if article.id not in labelled]
        past += [article for path in background for article in read_articles(path)]
        counts = make_background(past)
        stage.items = len(past)
    with Stage("measures", "weeks") as stage:
        weeks = [read_week(path, articles, encoder, counts) for path in gold]
        stage.items = len(weeks)
    table: dict[str, dict[str, list[Score]]] = {}
    for week in weeks:
        rest = [other for other in weeks if other is not week]
        judges = {level: fit_judge(rest, level) for level in LEVELS}
        table[week.name] = scores_by_cut(week, links_of(week, judges))
        log.info("%s", {k: [round(s.f1, 4) for s in v] for k, v in table[week.name].items()})
    cuts = {
        level: max(
            range(len(CUTS[level])),
            key=lambda place: mean_score([table[name][level][place] for name in table]).f1,
        )
        for level in LEVELS
    }
    model = SimilarityModel(
        encoder=encoder.name,
        event=fit_judge(weeks, "event"),
        story=fit_judge(weeks, "story"),
        event_cut=CUTS["event"][cuts["event"]],
        story_cut=CUTS["story"][cuts["story"]],
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "similarity.json").write_bytes(msgspec.json.encode(model))
    (out / "background.json").write_bytes(msgspec.json.encode(counts))
    put_json({n: {k: v[cuts[k]] for k, v in t.items()} for n, t in table.items()})
