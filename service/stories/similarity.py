"""The calibrated probability that two articles report one event, and that they are one story.

Knows nothing of clusters; it weighs pairs, first by themselves, then with their neighbours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.candidates import CandidateParams, Pairs, find_pairs
from service.stories.corpus import Corpus
from service.stories.features import Measurer
from service.stories.neighbours import Neighbours, Web
from service.stories.parallel import in_parts, release
from service.stories.shapes import AdditiveModel
from service.stories.words import Background

MODEL = Path(__file__).with_name("model")
# Small enough for what is known of the pairs of a chunk to stay near.
CHUNK = 8_192


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """Two models in a row: the pair by itself, then the same measures with its neighbours'."""

    alone: AdditiveModel
    among: AdditiveModel


class Merges(msgspec.Struct, frozen=True, kw_only=True):
    """When joining two groups is a gain, of seeds into events and of events into stories."""

    event: AdditiveModel
    story: AdditiveModel


class SimilarityModel(msgspec.Struct, frozen=True, kw_only=True):
    """What `riwaya train similarity` fits, with the cuts that go with it.

    ``encoder`` names the vectors it was fitted on; ``event_cut`` and ``story_cut`` are the
    probabilities of a gain from which two groups are joined.
    """

    encoder: str
    event: Judge
    story: Judge
    merges: Merges
    event_cut: float
    story_cut: float


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """m pairs ``first`` < ``second`` of n articles, with both probabilities (m,) float32."""

    n: int
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    event: NDArray[np.float32]
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


def link(corpus: Corpus, model: SimilarityModel, params: CandidateParams) -> Links:
    """Find the candidate pairs of ``corpus`` and judge each of them."""
    pairs = find_pairs(corpus, params)
    judges = (model.event, model.story)
    views = _view(corpus, pairs, judges)
    first, second = pairs.first, pairs.second
    del pairs
    web = Web(corpus.size, first, second)
    event, story = (_among(web, views.pop(0), models) for models in judges)
    return Links(n=corpus.size, first=first, second=second, event=event, story=story)


def judge(
    n: int, pairs: Pairs, measures: NDArray[np.float32], models: Judge
) -> NDArray[np.float32]:
    """(m,) float32 probabilities of pairs with their ``measures`` (m, f)."""
    view = _View(models.alone.probability(measures), models.among.log_odds(measures))
    return _among(Web(n, pairs.first, pairs.second), view, models)


class _View(msgspec.Struct, frozen=True):
    """Of m pairs: their probability alone, and the log-odds among neighbours without those."""

    guess: NDArray[np.float32]
    log_odds: NDArray[np.float64]


def _view(corpus: Corpus, pairs: Pairs, judges: Sequence[Judge]) -> list[_View]:
    """What each of ``judges`` makes of the ``pairs`` by themselves.

    The measures of a pair are weighed as soon as they are taken: an additive model needs no more
    of them than a sum, to which those of the neighbours are added once all pairs are guessed.
    """
    count = len(pairs.first)
    views = [_View(np.empty(count, np.float32), np.empty(count)) for _ in judges]
    measurer = Measurer(corpus, pairs)

    def look(part: slice) -> None:
        measures = measurer.measure(part)
        for view, models in zip(views, judges, strict=True):
            view.guess[part] = models.alone.probability(measures)
            view.log_odds[part] = models.among.log_odds(measures)

    in_parts(count, CHUNK, look)
    release(corpus.size)
    return views


def _among(web: Web, view: _View, models: Judge) -> NDArray[np.float32]:
    """(m,) float32 probabilities after a look at the neighbours."""
    neighbours = Neighbours(web, view.guess)
    out = np.empty(len(view.guess), np.float32)
    known = len(models.alone.shapes)

    def look(part: slice) -> None:
        log_odds = models.among.log_odds(neighbours.measure(part), known)
        out[part] = models.among.odds_to_probability(view.log_odds[part] + log_odds)

    in_parts(len(out), CHUNK, look)
    release(web.n)
    return out
