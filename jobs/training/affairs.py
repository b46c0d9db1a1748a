"""Fitting when two stories far apart in time are one affair, on storylines linked over many weeks.

Knows nothing of how stories were found; it sees them in archives of many sizes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from jobs.training.joins import ROUNDS, SMOOTH, WALK, Joins, gain
from jobs.training.labelled import Week
from service.errors import InputError, SourceError
from service.evaluation.clusters import Score, b_cubed, best_story, mean_score
from service.evaluation.gold import digest, read_rows
from service.stories.affairs import (
    AFFAIR_FEATURES,
    AffairParams,
    Affairs,
    affair_joins,
    join_affairs,
)
from service.stories.corpus import Corpus
from service.stories.fitting import fit_additive
from service.stories.occasions import Occasions
from service.stories.shapes import AdditiveModel
from service.stories.vectors import Vectors

# Storylines of fewer articles were held against those of the weeks just before and after alone:
# of which affair of the year they are is unknown.
LEAST = 3
UNKNOWN = -1
# Beside all there is, so many draws of a share of its affairs: what is near by chance is other in
# a small store, and so is what is near beside.
DRAWS = ((0.3, 2), (0.1, 2), (0.03, 4), (0.01, 8))
# An affair of so many articles over so many hours is a long one.
LONG = (15, 12 * 24.0)
# Weeks that begin so many hours apart follow one another.
WEEK = 8 * 24.0


def read_affairs(path: Path, weeks: list[Week], ids: Collection[str]) -> dict[str, str]:
    """The affair of each article of the ``weeks``; columns article, affair.

    A row says that the storyline of an article, named by its digest, is part of an affair; a
    storyline without a row is an affair of its own. Raises SourceError.
    """
    known = {digest(one): one for one in ids}
    named: dict[str, str] = {}
    for row in read_rows(path, ("article", "affair")):
        if row["article"] not in known:
            raise SourceError(
                f"{path}: {row['article']!r} is not among the articles given; give those that the "
                "labelled weeks are of"
            )
        named[known[row["article"]]] = row["affair"]
    out: dict[str, str] = {}
    for week in weeks:
        story_of = dict(zip(week.corpus.ids, week.gold["story"].tolist(), strict=True))
        affair_of: dict[int, str] = {}
        for one, story in story_of.items():
            if one in named:
                affair_of.setdefault(story, named[one])
        out |= {
            one: affair_of.get(story, f"{week.name}/{story}") for one, story in story_of.items()
        }
    return out


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """Articles, the story found of each (n,), and its true affair (n,), ``UNKNOWN`` of some."""

    corpus: Corpus
    story: NDArray[np.int64]
    affair: NDArray[np.int64]

    def part(self, rows: NDArray[np.int64]) -> Archive:
        """The articles ``rows`` (r,) alone, as compared among all."""
        corpus, at = self.corpus, np.arange(len(rows))
        _, first, story = np.unique(self.story[rows], return_index=True, return_inverse=True)
        occasions = Occasions(corpus.occasions.place[rows], corpus.occasions.plainly)
        return Archive(
            corpus=msgspec.structs.replace(
                corpus,
                order=at,
                ids=[corpus.ids[row] for row in rows],
                head=corpus.head[rows],
                text=corpus.text[rows],
                titles=Vectors([corpus.titles[rows]], at),
                bodies=Vectors([corpus.bodies[rows]], at),
                whole=Vectors([corpus.whole[rows]], at),
                hours=corpus.hours[rows],
                outlets=corpus.outlets[rows],
                languages=corpus.languages[rows],
                occasions=occasions,
            ),
            story=first[story],
            affair=self.affair[rows],
        )

    def knowing(self, some: Collection[str]) -> Archive:
        """The same, as if of all other articles than ``some`` the affair were unknown."""
        known = np.array([one in some for one in self.corpus.ids])
        return msgspec.structs.replace(self, affair=np.where(known, self.affair, UNKNOWN))

    def joined(self, model: AdditiveModel, params: AffairParams, cut: float) -> Archive:
        """The same after all joins that ``model`` holds worth making."""
        affairs = Affairs(self.corpus, self.story, params)
        return msgspec.structs.replace(self, story=join_affairs(affairs, model, cut))

    def score(self) -> Score:
        """B-cubed of the stories, over the articles whose affair is known."""
        known = self.affair != UNKNOWN
        return b_cubed(self.story[known].tolist(), self.affair[known].tolist())

    def score_long(self) -> Score | None:
        """The mean over the long affairs, if any, of each the story that fits it best."""
        known, ids = np.flatnonzero(self.affair != UNKNOWN), np.array(self.corpus.ids)
        found = dict(zip(ids[known].tolist(), self.story[known].tolist(), strict=True))
        scores = []
        for affair in np.unique(self.affair[known]):
            rows = np.flatnonzero(self.affair == affair)
            if len(rows) >= LONG[0] and np.ptp(self.corpus.hours[rows]) >= LONG[1]:
                others = known[self.affair[known] != affair]
                scores.append(best_story(found, ids[rows].tolist(), ids[others].tolist()))
        return mean_score(scores) if scores else None


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """``whole``: all labelled weeks as one archive, of whose lesser storylines the affair is
    unknown. ``runs``: weeks that follow one another, of whose articles it is known. ``amid``: the
    weeks in an archive of the months they are of, where stories are made of what lies between.
    """

    whole: Archive
    runs: list[Archive]
    amid: Archive


def link_weeks(whole: Archive, amid: Archive, weeks: list[Week]) -> Linked:
    """Part ``whole``, of which every affair is given, into what is known of it.

    ``amid`` holds the same articles and others, whose affair is unknown.
    """
    ordered = sorted(weeks, key=lambda week: float(np.nanmin(week.corpus.hours)))
    run, size = dict[str, int](), dict[str, int]()
    count, begun = -1, -np.inf
    for week in ordered:
        begins = float(np.nanmin(week.corpus.hours))
        count += begins - begun > WEEK
        begun = begins
        story = week.gold["story"]
        run |= dict.fromkeys(week.corpus.ids, count)
        size |= dict(zip(week.corpus.ids, np.bincount(story)[story].tolist(), strict=True))
    ids = whole.corpus.ids
    runs = np.array([run[one] for one in ids])
    return Linked(
        whole=whole.knowing({one for one in ids if size[one] >= LEAST}),
        runs=[whole.part(np.flatnonzero(runs == one)) for one in range(count + 1)],
        amid=amid.knowing({one for one in ids if size[one] >= LEAST}),
    )


def fit_affairs(linked: Linked, params: AffairParams) -> AdditiveModel:
    """Fit on the joins that could be made, then on those that the first fit walks into as well."""
    parts = [part for one in (linked.whole, *linked.runs) for part in (one, *_draws(one))]
    parts.append(linked.amid)
    met: list[Joins] = []
    for part in parts:
        met.extend(_walk(part, params, None))
    model = _fit(met)
    for part in parts:
        met.extend(_walk(part, params, model))
    return _fit(met)


def score_halves(
    linked: Linked, params: AffairParams, cuts: Sequence[float]
) -> dict[str, list[list[Score | None]]]:
    """Every other run of weeks by what the others taught, of each half a score unjoined and by cut.

    ``whole``: of the half as one archive; ``long``: of the same, the mean over its long affairs;
    ``runs``: the mean over its runs of weeks; ``amid`` and ``amid_long``: as the first two, of the
    half amid all articles of those months.
    """
    names = ("whole", "long", "runs", "amid", "amid_long")
    out: dict[str, list[list[Score | None]]] = {name: [] for name in names}
    for side in range(2):
        mine, others = (_half(linked, half) for half in (side, 1 - side))
        model = fit_affairs(others, params)
        for name, part in (("whole", mine.whole), ("amid", mine.amid)):
            found = [part, *(part.joined(model, params, cut) for cut in cuts)]
            out[name].append([one.score() for one in found])
            out["long" if name == "whole" else "amid_long"].append(
                [one.score_long() for one in found]
            )
        runs = [mine.runs, *([run.joined(model, params, cut) for run in mine.runs] for cut in cuts)]
        out["runs"].append([mean_score([run.score() for run in one]) for one in runs])
    return out


def _half(linked: Linked, side: int) -> Linked:
    runs = linked.runs[side::2]
    inside = {one for run in runs for one in run.corpus.ids}
    rows = [row for row, one in enumerate(linked.whole.corpus.ids) if one in inside]
    return Linked(
        whole=linked.whole.part(np.array(rows)), runs=runs, amid=linked.amid.knowing(inside)
    )


def _draws(archive: Archive) -> Iterator[Archive]:
    """Small archives: the articles of a share of the affairs, drawn anew each time."""
    chance = np.random.default_rng(1)
    every = np.unique(archive.affair[archive.affair != UNKNOWN])
    for share, times in DRAWS:
        for _ in range(times):
            many = min(len(every), max(2, int(len(every) * share)))
            some = chance.choice(every, many, replace=False)
            yield archive.part(np.flatnonzero(np.isin(archive.affair, some)))


def _walk(archive: Archive, params: AffairParams, model: AdditiveModel | None) -> Iterator[Joins]:
    """The joins that could be made at each state that ``model``, or chance alone, leads to."""
    affairs = Affairs(archive.corpus, archive.story, params)
    known = archive.affair != UNKNOWN
    for turn in range(ROUNDS[-1] + 1):
        measures = affairs.measure()
        if turn in ROUNDS and len(measures):
            some = np.bincount(affairs.label[known], minlength=len(affairs.names)) > 0
            both = some[affairs.one] & some[affairs.other]
            yield Joins(
                measures=measures[both],
                gain=gain(
                    affairs.label[known],
                    archive.affair[known],
                    affairs.one[both],
                    affairs.other[both],
                ),
            )
        # The first measure is how far a pair is over what chance brings.
        worth = measures[:, 0] if model is None else model.probability(measures)
        one, other = affair_joins(affairs, worth, 0.0 if model is None else WALK)
        if not len(one):
            return
        affairs.join(one, other)


def _fit(met: list[Joins]) -> AdditiveModel:
    gains = np.concatenate([joins.gain for joins in met])
    if not (gains > 0).any() or (gains > 0).all():
        raise InputError(
            f"of {len(gains)} joins of stories {(gains > 0).sum()} are a gain: both kinds are "
            "needed to learn from; link storylines over more weeks"
        )
    return fit_additive(
        np.concatenate([joins.measures for joins in met]),
        gains > 0,
        np.sqrt(np.abs(gains)) + 1e-3,
        AFFAIR_FEATURES,
        SMOOTH,
    )
