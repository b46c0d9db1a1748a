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
from service.stories.shapes import AdditiveModel
from service.stories.words import Background

MODEL = Path(__file__).with_name("model")
# Small enough for what is known of the pairs of a chunk to stay near.
CHUNK = 4_096

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

    ``encoder`` names the vectors it was fitted on; ``event_cut`` and ``story_cut`` are the
    probabilities of a gain from which two groups are joined.
    """

    encoder: str
    merges: Merges
    event_cut: float
    story_cut: float


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
        out[part] = np.concatenate(around.measure(part), axis=1)

    in_parts(len(out), CHUNK, look)
    return out


class _View(msgspec.Struct, frozen=True):
    """Of m pairs by themselves: the probabilities of event and story, and what their measures add
    to the log-odds of the three models that see the neighbours too.
    """

    event: NDArray[np.float32]
    story: NDArray[np.float32]
    log_odds: tuple[NDArray[np.float64], ...]


def _alone(count: int, measure: Callable[[slice], NDArray[np.float32]], model: Judges) -> _View:
    """What ``model`` makes of ``count`` pairs by themselves; ``measure`` takes their measures.

    The measures of a pair are weighed as soon as they are taken: an additive model needs no more
    of them than a sum, to which those of the neighbours are added once all pairs are guessed.
    """
    later = (model.event.among, model.story.among, model.amid)
    view = _View(
        event=np.empty(count, np.float32),
        story=np.empty(count, np.float32),
        log_odds=tuple(np.empty(count) for _ in later),
    )

    def look(part: slice) -> None:
        measures = measure(part)
        view.event[part] = model.event.alone.probability(measures)
        view.story[part] = model.story.alone.probability(measures)
        for log_odds, one in zip(view.log_odds, later, strict=True):
            log_odds[part] = one.log_odds(measures)

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
        web = Web(corpus.size, first, second)
        self._near = Neighbours(web, event), Neighbours(web, story)
        self._bursts = Bursts(first, second, event, story, corpus.hours)

    def measure(self, part: slice) -> tuple[NDArray[np.float32], ...]:
        """The neighbours by event and by story, and the bursts: a row for each pair."""
        event, story = (near.measure(part) for near in self._near)
        return event, story, self._bursts.measure(part)


def _among(
    corpus: Corpus,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    view: _View,
    model: Judges,
) -> Links:
    """The pairs' probabilities after a look around."""
    around = _Around(corpus, first, second, view.event, view.story)
    plain, story, event = (np.empty(len(view.event), np.float32) for _ in range(3))
    known = len(model.event.alone.shapes)

    def look(part: slice) -> None:
        measured = around.measure(part)
        by_event, by_story, _ = measured
        for found, log_odds, one, columns in (
            (plain, view.log_odds[0], model.event.among, (by_event,)),
            (story, view.log_odds[1], model.story.among, (by_story,)),
            (event, view.log_odds[2], model.amid, measured),
        ):
            total, place = log_odds[part], known
            for column in columns:
                total = total + one.log_odds(column, place)
                place += column.shape[1]
            found[part] = one.odds_to_probability(total)

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
