"""`riwaya evaluate timelines`: long stories' timelines against an editor's, beside two baselines.

Knows nothing of any store: each story is laid out in memory, as long as the editor's.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from jobs.console import failures, log, put_json
from jobs.evaluations.corpus import encode_articles, read_articles
from jobs.options import articles_option, encoder_option, json_option, members_option
from service.articles.outlets import Outlets
from service.embeddings.encoder import Encoder, load_encoder
from service.errors import SourceError
from service.evaluation.evidence import EvidenceScore, mean_evidence, score_evidence
from service.evaluation.gold import read_sagas
from service.evaluation.timelines import (
    DateScore,
    Span,
    TextScore,
    Wanted,
    mean_dates,
    mean_texts,
    read_timelines,
    score_dates,
    score_texts,
)
from service.records import Article, Story, Timeline
from service.sources.registry import load_outlets
from service.timelines.build import TimelineParams, build_timeline, candidates, gather
from service.timelines.features import crowd_of, measured
from service.timelines.happenings import Source, affair_of
from service.timelines.meanings import Meanings
from service.timelines.mentions import ArticleMentions
from service.timelines.ranking import SHIPPED, Weighing, fit


class Saga(msgspec.Struct, frozen=True, kw_only=True):
    """One long story: its articles, read, and what the editor wants of it."""

    name: str
    sources: list[Source]
    meanings: Meanings
    zones: dict[str, str]
    wanted: list[Wanted]


@click.command()
@articles_option
@members_option
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    required=True,
    help="TSV with columns saga, date, importance (1 to 3), summary_ar.",
)
@click.option(
    "--leave-one-out",
    is_flag=True,
    help="Rank each story with weights learned from the others given, not the shipped ones.",
)
@encoder_option
@json_option
def command(
    articles: Path, members: Path, gold: Path, leave_one_out: bool, encoder: str, as_json: bool
) -> None:
    """Lay out each story with as many entries as the editor's, and compare."""
    with failures():
        sagas = read_stories(articles, members, gold, load_encoder(encoder))
        report = evaluate(sagas, leave_one_out=leave_one_out)
    if as_json:
        put_json(report)
        return
    for name, one in [*report["sagas"].items(), ("mean", report["mean"])]:
        click.echo(_line(name, one))
    for name, one in report["baselines"].items():
        click.echo(_line(name, one))


def _line(name: str, one: Mapping[str, object]) -> str:
    exact, near = one["exact"], one["within_a_day"]
    line = (
        f"{name:20} F1 {getattr(exact, 'f1', 0.0):.3f} within a day "
        f"{getattr(near, 'f1', 0.0):.3f} must-have recall {one['must_have_recall']:.3f}"
    )
    texts, proofs = one.get("texts"), one.get("evidence")
    if isinstance(texts, TextScore) and isinstance(proofs, EvidenceScore):
        line += (
            f" evidence {proofs.text_supported:.3f} repetition {texts.repetition:.3f}"
            f" ROUGE-1 {texts.rouge1:.3f}"
        )
    return line


def read_stories(articles: Path, members: Path, gold: Path, encoder: Encoder) -> list[Saga]:
    """The stories of ``gold`` with their articles' mentions. Raises SourceError."""
    wanted, ids = read_timelines(gold), read_sagas(members)
    lost = sorted(set(wanted) - set(ids))
    if lost:
        raise SourceError(f"{members}: no members of saga {lost[0]!r}, which {gold} has")
    needed = {one for name in wanted for one in ids[name]}
    found = {one.id: one for one in read_articles(articles, needed)}
    outlets = load_outlets()
    sagas = []
    for name in sorted(wanted):
        articles_of = [found[one] for one in sorted(set(ids[name]))]
        known = {one.outlet: outlets.resolve(one.outlet) for one in articles_of}
        zones = {outlet: one.timezone for outlet, one in known.items() if one}
        sources = _read(articles_of, outlets)
        _, bodies = encode_articles(articles_of, encoder)
        meanings = Meanings(
            {one.id: row for one, row in zip(articles_of, bodies, strict=True)}, encoder.encode
        )
        sagas.append(
            Saga(name=name, sources=sources, meanings=meanings, zones=zones, wanted=wanted[name])
        )
        log.info("%s: %s articles read", name, len(sources))
    return sagas


def _read(articles: Sequence[Article], outlets: Outlets) -> list[Source]:
    """The articles with mentions; a text that stands twice is its own outlet's reprint."""
    known = {one.outlet: outlets.resolve(one.outlet) for one in articles}
    families = {name: one.family for name, one in known.items() if one}
    zones = {name: one.timezone for name, one in known.items() if one}
    seen: dict[str, str] = {}
    marked = []
    for one in articles:
        original = seen.setdefault(f"{one.title}\n{one.body}", one.id)
        marked.append(
            one if original == one.id else msgspec.structs.replace(one, reprint_of=original)
        )
    return gather((), marked, families=families, zones=zones)


def evaluate(sagas: Sequence[Saga], *, leave_one_out: bool = False) -> dict[str, dict[str, Any]]:
    """Scores by story, their mean, and the baselines' means, as they are printed."""
    dates: dict[str, DateScore] = {}
    texts: dict[str, TextScore] = {}
    proofs: dict[str, EvidenceScore] = {}
    seconds: dict[str, float] = {}
    for saga in sagas:
        weighing = _without(saga, sagas) if leave_one_out else SHIPPED
        started = time.process_time()
        made = lay_out(saga, weighing)
        seconds[saga.name] = round(time.process_time() - started, 3)
        spans = [_span(one.first_day, one.last_day) for one in made.entries]
        dates[saga.name] = score_dates(spans, saga.wanted)
        texts[saga.name] = score_texts(
            [next(iter(one.texts.values())) for one in made.entries], saga.wanted
        )
        proofs[saga.name] = score_evidence(
            made.entries, {one.article.id: one.article for one in saga.sources}, saga.zones
        )
    return {
        "sagas": {
            name: _joined(dates[name], texts[name], proofs[name])
            | {"articles": len(saga.sources), "seconds": seconds[name]}
            for name, saga in zip(dates, sagas, strict=True)
        },
        "mean": _joined(
            mean_dates(list(dates.values())),
            mean_texts(list(texts.values())),
            mean_evidence(list(proofs.values())),
        ),
        "baselines": {
            name: msgspec.structs.asdict(
                mean_dates([score_dates(choose(one), one.wanted) for one in sagas])
            )
            for name, choose in BASELINES.items()
        },
    }


def _joined(dates: DateScore, texts: TextScore, proofs: EvidenceScore) -> dict[str, object]:
    return msgspec.structs.asdict(dates) | {"texts": texts, "evidence": proofs}


def lay_out(saga: Saga, weighing: Weighing) -> Timeline:
    """The saga's timeline, as long as the editor's."""
    articles = [one.article for one in saga.sources]
    story = Story(
        id=saga.name, title=saga.name, titles={}, language="ar", keywords=(), events=(),
        articles=len(articles), reprints=0, outlets={}, families=0, languages={}, first_at=None,
        last_at=None, phase="fading",
    )  # fmt: skip
    mentions: dict[str, ArticleMentions] = {one.article.id: one.found for one in saga.sources}
    return build_timeline(
        story,
        (),
        articles,
        params=TimelineParams(limit=len(saga.wanted), least_salience=0.0),
        families={one.article.outlet: one.family for one in saga.sources},
        mentions=mentions,
        weighing=weighing,
        meanings=saga.meanings,
    )


def _without(left: Saga, sagas: Sequence[Saga]) -> Weighing:
    """The weights learned from every story but one."""
    rows, importance, names = [], [], []
    for saga in sagas:
        if saga.name == left.name:
            continue
        affair = affair_of(saga.sources)
        found = candidates(saga.sources, affair)
        rows += measured(found, affair, crowd_of(saga.sources))
        best = {one.date: one.importance for one in sorted(saga.wanted, key=_by_importance)}
        importance += [best.get(one.value, 0) for one in found]
        names += [saga.name] * len(found)
    return fit(rows, importance, names)


def _by_importance(one: Wanted) -> int:
    return one.importance


def _span(first: str, last: str) -> Span:
    return date.fromisoformat(first), date.fromisoformat(last)


def publication_volume(saga: Saga) -> list[Span]:
    """The days on which most was published."""
    days: Counter[str] = Counter()
    for one in saga.sources:
        if one.article.published:
            days[one.article.published.at.date().isoformat()] += 1
    return _top(days, len(saga.wanted))


def mention_counts(saga: Saga) -> list[Span]:
    """The days most often named in the articles (Datewise-like)."""
    days: Counter[str] = Counter()
    for one in saga.sources:
        days.update(
            dated.first for said in one.found.said for dated in said.dates if dated.grain == "day"
        )
    return _top(days, len(saga.wanted))


def _top(days: Counter[str], many: int) -> list[Span]:
    best = sorted(days, key=lambda day: (-days[day], day))[:many]
    return [_span(day, day) for day in best]


BASELINES = {"publication_volume": publication_volume, "mention_counts": mention_counts}
