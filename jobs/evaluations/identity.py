"""`riwaya evaluate identity`: the share of story and event ids that live on.

Knows nothing of any store: it groups the articles in memory, as a build that groups everything
anew does, which is what ids have to survive.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.console import log, put_json
from jobs.evaluations.corpus import encode_articles, read_articles
from jobs.options import articles_option, encoder_option, json_option
from service.embeddings.encoder import load_encoder
from service.errors import InputError
from service.records import Article, Level
from service.stories.cluster import cluster
from service.stories.identity import name_groups

LEVELS: tuple[Level, ...] = ("event", "story")
Named = Mapping[Level, Mapping[str, str]]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``ids`` ids ``kept`` live on; ``share`` is their share, 1 where there were none.

    ``led``: of the others, those that were merged away and lead to where most of their articles
    are. ``shared``: the share over groups of two articles and more alone, which can be parted.
    """

    ids: int
    kept: int
    led: int
    share: float
    shared: float


@click.command()
@articles_option
@click.option(
    "--sample",
    default=3_000,
    show_default=True,
    type=click.IntRange(min=0),
    help="So many articles in a row, from the middle of the time they span; 0 takes all.",
)
@click.option("--seeds", default=3, show_default=True, type=click.IntRange(1, 100))
@click.option(
    "--arriving",
    default=0.1,
    show_default=True,
    type=click.FloatRange(0.0, 0.9),
    help="The share of the articles, drawn by chance, that come after the first build.",
)
@encoder_option
@json_option
def command(
    articles: Path, sample: int, seeds: int, arriving: float, encoder: str, as_json: bool
) -> None:
    """Group most of the articles, add the rest, and count the ids that the same groups keep.

    An id is kept if the new group that holds most of its articles carries it. `shuffled` groups
    the same articles in another order: every id must be the same.
    """
    found = in_a_row(read_articles(articles), sample)
    if len(found) < 2:
        raise InputError(f"{articles}: two articles are needed, and it has {len(found)}")
    started = time.perf_counter()
    vectors = encode_articles(found, load_encoder(encoder))
    whole = np.arange(len(found))
    first = named(found, vectors, whole, {})
    growing: list[dict[Level, Kept]] = []
    for seed in range(seeds):
        order = np.random.default_rng(seed).permutation(len(found))
        early = named(found, vectors, np.sort(order[: round(len(found) * (1 - arriving))]), {})
        later = named(found, vectors, whole, early)
        growing.append({level: kept(early[level], later[level]) for level in LEVELS})
        log.info("seed %d: %s", seed, growing[-1])
    order = np.random.default_rng(seeds).permutation(len(found))
    other = named(found, vectors, order, {})
    shuffled = {level: same(first[level], other[level]) for level in LEVELS}
    total = {level: mean([one[level] for one in growing]) for level in LEVELS}
    report = {
        "articles": len(found),
        "arriving": arriving,
        "growing": total,
        "seeds": growing,
        "shuffled": shuffled,
        "seconds": round(time.perf_counter() - started, 3),
    }
    if as_json:
        put_json(report)
        return
    for level in LEVELS:
        click.echo(f"{level:6} kept {total[level].share:.4f} shuffled {shuffled[level].share:.4f}")


def in_a_row(articles: Sequence[Article], count: int) -> list[Article]:
    """``count`` dated articles that follow each other, from the middle; all of them for 0."""
    if not count or count >= len(articles):
        return list(articles)
    dated = sorted((one.published.at, one.id, one) for one in articles if one.published)
    start = max(0, (len(dated) - count) // 2)
    return [one for _, _, one in dated[start : start + count]]


def named(
    articles: Sequence[Article],
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]],
    rows: NDArray[np.int64],
    before: Named,
) -> dict[Level, dict[str, str]]:
    """For each level, article to id, after grouping ``rows`` with the ids of ``before``."""
    mine = [articles[row] for row in rows]
    found = cluster(mine, vectors[0][rows], vectors[1][rows])
    out: dict[Level, dict[str, str]] = {}
    of: dict[Level, NDArray[np.int32]] = {"event": found.event, "story": found.story}
    for level, labels in of.items():
        groups: dict[int, list[str]] = {}
        for article, label in zip(mine, labels.tolist(), strict=True):
            groups.setdefault(label, []).append(article.id)
        naming = name_groups(list(groups.values()), before.get(level, {}), prefix=level[0])
        out[level] = {
            one: own
            for group, own in zip(groups.values(), naming.ids, strict=True)
            for one in group
        }
    return out


def kept(before: Mapping[str, str], after: Mapping[str, str]) -> Kept:
    """How many ids of ``before`` the group carries that now holds most of their articles."""
    held = _members(before)
    lives = {own: own in _leading(after[one] for one in held[own]) for own in held}
    return _counted(lives, held, set(after.values()))


def same(before: Mapping[str, str], after: Mapping[str, str]) -> Kept:
    """How many ids of ``before`` stand for just the same articles in ``after``."""
    one, other = _members(before), _members(after)
    return _counted({own: other.get(own) == one[own] for own in one}, one, set(other))


def mean(found: Sequence[Kept]) -> Kept:
    """All seeds together: the ids of all, and the mean of the shares of larger groups."""
    ids, lived = sum(one.ids for one in found), sum(one.kept for one in found)
    return Kept(
        ids=ids,
        kept=lived,
        led=sum(one.led for one in found),
        share=round(lived / max(ids, 1), 4),
        shared=round(sum(one.shared for one in found) / len(found), 4),
    )


def _leading(values: Iterable[str]) -> set[str]:
    """The values that come most often."""
    counts = Counter(values)
    most = max(counts.values())
    return {one for one, count in counts.items() if count == most}


def _members(named_by: Mapping[str, str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for article in sorted(named_by):
        held.setdefault(named_by[article], []).append(article)
    return held


def _counted(
    lives: Mapping[str, bool], held: Mapping[str, Sequence[str]], standing: set[str]
) -> Kept:
    large = [own for own in lives if len(held[own]) > 1]
    return Kept(
        ids=len(lives),
        kept=sum(lives.values()),
        led=sum(own not in standing for own in lives),
        share=round(sum(lives.values()) / max(len(lives), 1), 4) if lives else 1.0,
        shared=round(sum(lives[own] for own in large) / len(large), 4) if large else 1.0,
    )
