"""The calibrated probability that two articles report one event, and that they are one story.

Knows nothing of clusters; it weighs pairs, first by themselves, then with their neighbours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.bursts import BURST_FEATURES, Bursts
from service.stories.candidates import CandidateParams, Pairs, find_pairs
from service.stories.corpus import Corpus
from service.stories.features import FEATURES, Measurer
from service.stories.neighbours import NEIGHBOUR_FEATURES, Neighbours, Web
from service.stories.parallel import in_parts, release
from service.stories.shapes import AdditiveModel, Curves
from service.stories.words import Background

MODEL = Path(__file__).with_name("model")
# Small enough for what is known of the pairs of a chunk to stay near.
CHUNK = 4_096
# A pair that by itself is told less is of no one event whatever lies around it: of 340,000 such in
# a sample of 10,000 articles none came out above 0.02.
UNLIKELY = 0.003

AMID_FEATURES = (
    *FEATURES,
    *NEIGHBOUR_FEATURES,
    *(f"story_{name}" for name in NEIGHBOUR_FEATURES),
    *BURST_FEATURES,
)


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """Two models in a row: the pair by itself, then the same measures with its neighbours'."""

    alone: AdditiveModel
    among: AdditiveModel


class Merges(msgspec.Struct, frozen=True, kw_only=True):
    """When joining two groups is a gain, of seeds into events and of events into stories."""

    event: AdditiveModel
    story: AdditiveModel


class Judges(msgspec.Struct, frozen=True, kw_only=True):
    """How pairs are judged: at both levels, and the event once more ``amid`` the story.

    ``amid`` weighs ``AMID_FEATURES``: beside what the event's judge knows what the story's makes
    of the neighbours, and how much of the story there is around.
    """

    event: Judge
    story: Judge
    amid: AdditiveModel


class SimilarityModel(Judges, frozen=True, kw_only=True):
    """What `riwaya train similarity` fits, with the cuts that go with it.

    ``encoder`` names the vectors it was fitted on. ``affair`` says when joining two stories is a
    gain whose articles lie too far apart in time to be compared. ``event_cut``,
    ``story_cut`` and ``affair_cut`` are the probabilities of a gain from which two groups are
    joined.
    """

    encoder: str
    merges: Merges
    affair: AdditiveModel
    event_cut: float
    story_cut: float
    affair_cut: float


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """m pairs ``first`` < ``second`` of n articles, with their probabilities (m,) float32.

    ``plain`` is of one event, told without the story around: what that tells of the event would
    be told of the story twice, so stories are made of this.
    """

    n: int
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    event: NDArray[np.float32]
    plain: NDArray[np.float32]
    story: NDArray[np.float32]


@cache
def load_model() -> SimilarityModel:
    """The fitted model that ships with the package."""
    return msgspec.json.decode((MODEL / "similarity.json").read_bytes(), type=SimilarityModel)


@cache
def load_background() -> Background:
    """The document counts that ship with the package."""
    return msgspec.json.decode((MODEL / "background.json").read_bytes(), type=Background)


@cache
def model_print() -> str:
    """Other where the model or the document counts that ship are others: 16 hexadecimal digits."""
    files = sorted(MODEL.glob("*.json"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def link(corpus: Corpus, model: Judges, params: CandidateParams) -> Links:
    """Find the candidate pairs of ``corpus`` and judge each of them."""
    pairs = find_pairs(corpus, params)
    view = _alone(len(pairs.first), Measurer(corpus, pairs).measure, model)
    first, second = pairs.first, pairs.second
    del pairs
    release(corpus.size)
    return _among(corpus, first, second, view, model)


def judge(corpus: Corpus, pairs: Pairs, measures: NDArray[np.float32], model: Judges) -> Links:
    """Judge the ``pairs`` of ``corpus`` with their ``measures`` (m, f)."""
    view = _alone(len(measures), measures.__getitem__, model)
    return _among(corpus, pairs.first, pairs.second, view, model)


def measure_around(
    corpus: Corpus, pairs: Pairs, event: NDArray[np.float32], story: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(m, f) float32, a column for each of ``AMID_FEATURES`` past those of the pair by itself.

    ``event``, ``story`` (m,) are the probabilities of each pair by itself.
    """
    around = _Around(corpus, pairs.first, pairs.second, event, story)
    out = np.empty((len(event), len(AMID_FEATURES) - len(FEATURES)), np.float32)

    def look(part: slice) -> None:
        rows = np.arange(part.start, part.stop)
        out[part] = np.concatenate(
            [around.by_event(rows), around.by_story(rows), around.bursts(rows)], axis=1
        )

    in_parts(len(out), CHUNK, look)
    return out


class _View(msgspec.Struct, frozen=True):
    """Of m pairs by themselves: the probabilities of event and story, and what their measures add
    to the log-odds (3, m) of the models that see the neighbours too, as ``_later`` names them.
    """

    event: NDArray[np.float32]
    story: NDArray[np.float32]
    log_odds: NDArray[np.float32]


def _later(model: Judges) -> tuple[AdditiveModel, AdditiveModel, AdditiveModel]:
    """The models that see the neighbours too."""
    return model.event.among, model.amid, model.story.among


def _alone(count: int, measure: Callable[[slice], NDArray[np.float32]], model: Judges) -> _View:
    """What ``model`` makes of ``count`` pairs by themselves; ``measure`` takes their measures.

    The measures of a pair are weighed as soon as they are taken: an additive model needs no more
    of them than a sum, to which those of the neighbours are added once all pairs are guessed.
    """
    models = (*_later(model), model.event.alone, model.story.alone)
    known = len(model.event.alone.shapes)
    curves = Curves([one.shapes[:known] for one in models])
    view = _View(
        event=np.empty(count, np.float32),
        story=np.empty(count, np.float32),
        log_odds=np.empty((3, count), np.float32),
    )

    def look(part: slice) -> None:
        *later, event, story = curves.sums(measure(part))
        view.event[part] = model.event.alone.odds_to_probability(event)
        view.story[part] = model.story.alone.odds_to_probability(story)
        view.log_odds[:, part] = later

    in_parts(count, CHUNK, look)
    return view


class _Around:
    """What lies around each pair: its neighbours by both guesses, and bursts."""

    def __init__(
        self,
        corpus: Corpus,
        first: NDArray[np.int64],
        second: NDArray[np.int64],
        event: NDArray[np.float32],
        story: NDArray[np.float32],
    ) -> None:
        # Those that are paired stand near each other in time.
        line = np.empty(corpus.size, np.int32)
        line[np.argsort(corpus.hours, kind="stable")] = np.arange(corpus.size, dtype=np.int32)
        web = Web(corpus.size, first, second, line)
        self.by_event = Neighbours(web, event).measure
        self.by_story = Neighbours(web, story).measure
        self.bursts = Bursts(first, second, event, story, corpus.hours).measure


def _among(
    corpus: Corpus,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    view: _View,
    model: Judges,
) -> Links:
    """The pairs' probabilities after a look around; of one event, where that may change them."""
    around = _Around(corpus, first, second, view.event, view.story)
    story = np.empty(len(view.story), np.float32)
    plain, event = view.event.copy(), view.event.copy()
    of_event, amid, of_story = _later(model)
    known = len(model.event.alone.shapes)
    story_curves = Curves([of_story.shapes[known:]])
    without = [None] * (len(amid.shapes) - len(of_event.shapes))
    event_curves = Curves([[*of_event.shapes[known:], *without], amid.shapes[known:]])

    def look(part: slice) -> None:
        rows = np.arange(part.start, part.stop)
        by_story = around.by_story(rows)
        told = view.log_odds[2, part] + story_curves.sums(by_story)[0]
        story[part] = of_story.odds_to_probability(told)
        likely = np.flatnonzero(view.event[part] >= UNLIKELY)
        rows = rows[likely]
        measures = (around.by_event(rows), by_story[likely], around.bursts(rows))
        told = view.log_odds[:2, rows] + event_curves.sums(np.concatenate(measures, axis=1))
        plain[rows] = of_event.odds_to_probability(told[0])
        event[rows] = amid.odds_to_probability(told[1])

    in_parts(len(plain), CHUNK, look)
    release(corpus.size)
    return Links(
        n=corpus.size,
        first=first,
        second=second,
        event=event,
        plain=plain,
        story=story,
    )
