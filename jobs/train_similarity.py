"""`riwaya train similarity`: fit the similarity on labelled weeks, and say how good it is.

Knows nothing of how the curves are fitted or how groups are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.console import Stage, log, put_json
from jobs.evaluations.corpus import encode_articles, read_articles
from jobs.training.affairs import (
    UNKNOWN,
    Archive,
    fit_affairs,
    link_weeks,
    read_affairs,
    score_halves,
)
from jobs.training.frequencies import expected_documents, word_frequencies
from jobs.training.judges import Fitter
from jobs.training.labelled import LEVELS, Week, read_week
from service.embeddings.encoder import Encoder, load_encoder
from service.evaluation.clusters import Score, b_cubed
from service.evaluation.gold import read_labels
from service.records import Article
from service.stories.affairs import AffairParams
from service.stories.candidates import CandidateParams
from service.stories.cluster import group
from service.stories.corpus import make_corpus
from service.stories.similarity import (
    MODEL,
    Judges,
    Links,
    Merges,
    SimilarityModel,
    link,
    load_model,
)
from service.stories.words import Background, count_words, document_counts

# How likely a gain must be for two groups to be joined. Beside its own worth a join opens the way
# to others, so 0.5 is too strict: it costs stories 0.008 of F1 over sixteen weeks. Between 0.35 and
# 0.45 events move by less than 0.004; stories gain nothing below 0.42 and lose 0.005 at 0.45.
CUT = 0.42
# The same for stories of which no pair tells. Over either half of the linked weeks, judged by what
# the other taught, 0.45 to 0.55 are alike within 0.012; the stricter, the fewer unlike ones meet.
AFFAIR_CUT = 0.55
# The cuts that are told beside them.
AFFAIR_CUTS = (0.35, 0.4, 0.45, 0.5, 0.55)
CUTS = (0.38, 0.42, 0.46, 0.5)
# A stem in fewer articles of the past is left out of the background, to keep it small.
LEAST_DOCUMENTS = 8
# How much a further week counts beside one of ``--gold``: those of the project were each labelled
# by one reader, the gold by two who agree. From 1 to 0.2 the scores move by under 0.004.
FURTHER = 0.2
BINS = np.array([0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0])

Table = dict[str, dict[str, list[Score]]]


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Of the pairs told a probability in [``low``, ``high``): the mean told, the share true."""

    low: float
    high: float
    pairs: int
    told: float
    true: float


def make_background(
    articles: list[Article],
    frequencies: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
) -> Background:
    """Document counts over ``articles``, each language counted as if it had written them all.

    ``frequencies``: of a language without articles, how often each word is used.
    """
    none = Background(documents=0, unseen=0.0, counts={})
    total: Counter[str] = Counter()
    for language in sorted({article.language for article in articles}):
        own = [article for article in articles if article.language == language]
        scale = len(articles) / len(own)
        for stem, count in document_counts(count_words(own, none)).items():
            if count >= LEAST_DOCUMENTS:
                total[stem] = max(total[stem], round(count * scale))
    for language in sorted(frequencies):
        for stem, count in expected_documents(frequencies[language], len(articles)).items():
            if count >= LEAST_DOCUMENTS:
                total[stem] = max(total[stem], count)
    counts = dict(sorted(total.items()))
    return Background(documents=len(articles), unseen=LEAST_DOCUMENTS / 3, counts=counts)


def scores_by_cut(week: Week, links: Links, merges: Merges, reach: float) -> dict[str, list[Score]]:
    """The week's B-cubed at each of ``CUTS``, each level by itself."""
    out: dict[str, list[Score]] = {level: [] for level in LEVELS}
    for cut in CUTS:
        for place, (level, cuts) in enumerate((("event", (cut, 2.0)), ("story", (CUT, cut)))):
            groups = group(
                week.corpus, links, merges, event_cut=cuts[0], story_cut=cuts[1], reach=reach
            )
            out[level].append(b_cubed(groups[place].tolist(), week.gold[level].tolist()))
    return out


def reliability(
    told: NDArray[np.float32], true: NDArray[np.bool_], weights: NDArray[np.float64]
) -> list[Bin]:
    """How often pairs told each probability (m,) are so; they count as they did in the fit."""
    place = np.clip(np.searchsorted(BINS, told, "right") - 1, 0, len(BINS) - 2)
    return [
        Bin(
            low=float(BINS[one]),
            high=float(BINS[one + 1]),
            pairs=int((place == one).sum()),
            told=round(float(np.average(told[place == one], weights=weights[place == one])), 4),
            true=round(float(np.average(true[place == one], weights=weights[place == one])), 4),
        )
        for one in np.unique(place).tolist()
    ]


def as_archive(
    articles: list[Article],
    encoder: Encoder,
    background: Background,
    judges: Judges,
    merges: Merges,
    affairs: Mapping[str, str],
) -> Archive:
    """All ``articles`` as one archive, grouped as a build does before it looks for affairs.

    ``affairs``: of some articles, by id, the affair; of the others it is unknown.
    """
    params = CandidateParams()
    corpus = make_corpus(articles, *encode_articles(articles, encoder), background)
    story = group(
        corpus,
        link(corpus, judges, params),
        merges,
        event_cut=CUT,
        story_cut=CUT,
        reach=params.days * 24.0,
    )[1]
    number = {one: place for place, one in enumerate(sorted(set(affairs.values())))}
    affair = [number[affairs[one]] if one in affairs else UNKNOWN for one in corpus.ids]
    return Archive(corpus=corpus, story=story, affair=np.array(affair))


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
    "--further",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A labelled week that counts less, with the words of the past counted over it as well.",
)
@click.option(
    "--affairs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which storylines of different weeks are one affair (TSV: article, affair); without it "
    "the judgement of affairs that ships is kept.",
)
@click.option(
    "--background",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="Parquet of articles in other languages, to know their common words by.",
)
@click.option(
    "--frequencies",
    "languages",
    multiple=True,
    help="A language (en) whose common words are known by word frequencies; extra train.",
)
@click.option("--encoder", "encoder_name", default="bundled", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=MODEL)
def command(
    articles: Path,
    gold: tuple[Path, ...],
    further: tuple[Path, ...],
    affairs: Path | None,
    background: tuple[Path, ...],
    languages: tuple[str, ...],
    encoder_name: str,
    out: Path,
) -> None:
    """Fit on the labelled weeks; score each week with a model fitted on the others."""
    if len(gold) < 2:
        raise click.UsageError("at least two labelled weeks are needed: one is left out in turn")
    encoder = load_encoder(encoder_name)
    reach = CandidateParams().days * 24.0
    with Stage("background") as stage:
        labelled = {label.id for path in gold for label in read_labels(path)}
        given = read_articles(articles)
        past = [article for article in given if article.id not in labelled]
        past += [article for path in background for article in read_articles(path)]
        counts = make_background(past, {one: word_frequencies(one) for one in languages})
        stage.items = len(past)
    with Stage("measures", "weeks") as stage:
        ids = [article.id for article in given]
        weeks = [read_week(path, articles, encoder, counts, ids) for path in gold + further]
        weeks[len(gold) :] = [
            msgspec.structs.replace(week, worth=FURTHER) for week in weeks[len(gold) :]
        ]
        stage.items = len(weeks)
    fitter = Fitter(weeks, reach)
    table: Table = {}
    judged: list[Links] = []
    for place, week in enumerate(weeks):
        others = fitter.without(place, fitter.every)
        judged.append(fitter.links(others, place))
        merges = fitter.merges(others)
        table[week.name] = scores_by_cut(week, judged[-1], merges, reach)
        log.info(
            "%s %s",
            week.name,
            {k: [round(s.f1, 4) for s in v] for k, v in table[week.name].items()},
        )
    judges = fitter.judges(fitter.every)
    merges = fitter.merges(fitter.every)
    affair, halves = None, None
    if affairs is not None:
        with Stage("affairs", "articles") as stage:
            wanted = read_affairs(affairs, weeks, ids)
            some = [article for article in given if article.id in wanted]
            whole, amid = (
                as_archive(part, encoder, counts, judges, merges, wanted) for part in (some, given)
            )
            linked = link_weeks(whole, amid, weeks)
            halves = score_halves(linked, AffairParams(), AFFAIR_CUTS)
            affair = fit_affairs(linked, AffairParams())
            stage.items = len(given)
    model = SimilarityModel(
        encoder=encoder.name,
        event=judges.event,
        story=judges.story,
        amid=judges.amid,
        merges=merges,
        affair=affair or load_model().affair,
        event_cut=CUT,
        story_cut=CUT,
        affair_cut=AFFAIR_CUT,
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "similarity.json").write_bytes(msgspec.json.encode(model))
    (out / "background.json").write_bytes(msgspec.json.encode(counts))
    scores = {
        name: {level: scores[level][CUTS.index(CUT)] for level in LEVELS}
        for name, scores in table.items()
    }
    curves = {
        level: reliability(
            np.concatenate([getattr(links, level) for links in judged]),
            np.concatenate([week.answers(level) for week in weeks]),
            np.concatenate([week.weights(level) for week in weeks]),
        )
        for level in LEVELS
    }
    put_json({"weeks": scores, "reliability": curves, "halves": halves})
