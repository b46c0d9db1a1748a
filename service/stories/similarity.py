"""The calibrated probability that two articles report one event, and that they are one story.

Knows nothing of clusters; it weighs pairs, first by themselves, then with their neighbours.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.stories.candidates import CandidateParams, Pairs, find_pairs
from service.stories.corpus import Corpus
from service.stories.features import measure
from service.stories.neighbours import measure_neighbours
from service.stories.shapes import AdditiveModel
from service.stories.words import Background

MODEL = Path(__file__).with_name("model")
CHUNK = 65_536


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
    measures = measure(corpus, pairs)
    return Links(
        n=corpus.size,
        first=pairs.first,
        second=pairs.second,
        event=judge(corpus.size, pairs, measures, model.event),
        story=judge(corpus.size, pairs, measures, model.story),
    )


def judge(
    n: int, pairs: Pairs, measures: NDArray[np.float32], models: Judge
) -> NDArray[np.float32]:
    """(m,) float32 probabilities of pairs with their ``measures`` (m, f)."""
    guess = models.alone.probability(measures)
    among = measure_neighbours(n, pairs.first, pairs.second, guess)
    out = np.empty(len(guess), np.float32)
    for start in range(0, len(out), CHUNK):
        part = slice(start, start + CHUNK)
        both = np.concatenate([measures[part], among[part]], axis=1)
        out[part] = models.among.probability(both)
    return out
