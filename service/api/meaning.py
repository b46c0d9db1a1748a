"""Articles near in meaning: the vectors of the run being served, held in memory.

Knows nothing of words or of HTTP. Whose vectors are read, and which encoder reads a question, is
what the landed run says and never a setting: a run that lands is noticed at the next question.
"""

from __future__ import annotations

from bisect import bisect_left
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.errors import ServiceError, StoreError
from service.store import articles as article_store
from service.store import models, runs, stories, vectors
from service.store.engine import Connection
from service.store.models import Model

if TYPE_CHECKING:
    from service.embeddings.encoder import Encoder

# As the encoder is measured: a title counts a quarter, the body the rest.
TITLE_WEIGHT = 0.25
Vectors = NDArray[np.float32]
Ranked = list[tuple[str, float]]


class _Index(msgspec.Struct, frozen=True, kw_only=True):
    """The run's articles that have vectors, ordered by id: (n,) and (n, d) of unit rows."""

    run: str
    model: Model
    ids: list[str]
    rows: Vectors


class Meaning:
    """One for each served store: keeps the latest run's vectors (four bytes a dimension) from
    the first question on; several threads may ask. After a run has landed the first question
    waits for the new vectors, 70 microseconds an article.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._index: _Index | None = None
        self._encoder: Encoder | None = None

    def near_words(self, connection: Connection, query: str, *, limit: int, start: int) -> Ranked:
        """Up to ``limit`` articles by likeness to ``query``, after the ``start`` likest; cosines.

        Raises StoreError if the encoder of the run being served is not here.
        """
        with self._lock:
            index = self._current(connection)
            if index is None:
                return []
            asked = self._encoder_of(index.model).encode([query], "title")[0]
        return _ranked(index, asked, limit, start)

    def near_article(self, connection: Connection, article_id: str, *, limit: int) -> Ranked:
        """Up to ``limit`` articles by likeness to one, itself left out; none if it has no vector.

        Raises StoreError if how the run's vectors were made is not on record.
        """
        with self._lock:
            index = self._current(connection)
        if index is None:
            return []
        place = bisect_left(index.ids, article_id)
        if place == len(index.ids) or index.ids[place] != article_id:
            return []
        found = _ranked(index, index.rows[place], limit + 1, 0)
        return [pair for pair in found if pair[0] != article_id][:limit]

    def _current(self, connection: Connection) -> _Index | None:
        """The index of the latest run, read anew if another has landed since."""
        run = runs.latest(connection)
        if run is None:
            return None
        if self._index is None or self._index.run != run.id:
            self._index = None  # before the new one is read: both may not fit
            self._index = _read_index(connection, run.id, run.model)
        return self._index

    def _encoder_of(self, model: Model) -> Encoder:
        if self._encoder is None or self._encoder.name != model.name:
            self._encoder = None
            self._encoder = _load(model)
        return self._encoder


def _read_index(connection: Connection, run: str, name: str) -> _Index:
    # imported late: an API that is never asked for likeness need not wait for it
    from service.embeddings.inputs import fields, text_key

    model = models.get(connection, name)
    if model is None:
        raise StoreError(
            f"how the vectors of {name} were made is not on record; run `riwaya build --all`"
        )
    landed = {one.article for one in stories.members(connection)}
    ids, titles, bodies = [], [], []
    for article in article_store.stream(connection):
        if article.id in landed:
            title, body = fields(article)
            ids.append(article.id)
            titles.append(text_key(title, model.title_prefix))
            bodies.append(text_key(body, model.body_prefix))
    rows = TITLE_WEIGHT * vectors.read(connection, name, titles, model.dimensions)
    rows += (1 - TITLE_WEIGHT) * vectors.read(connection, name, bodies, model.dimensions)
    lengths = np.linalg.norm(rows, axis=1)
    whole = np.flatnonzero(lengths > 0)
    return _Index(
        run=run,
        model=model,
        ids=[ids[place] for place in whole],
        rows=np.asarray(rows[whole] / lengths[whole, None], dtype=np.float32),
    )


def _load(model: Model) -> Encoder:
    from service.embeddings.encoder import load_encoder
    from service.embeddings.params import EncoderParams

    try:
        encoder = load_encoder(msgspec.json.decode(model.settings, type=EncoderParams))
    except (ServiceError, msgspec.MsgspecError) as error:
        raise StoreError(
            f"the encoder of the index, {model.name}, cannot be used: {error}"
        ) from error
    if encoder.name != model.name:
        raise StoreError(
            f"the index was made with {model.name}, and what is here now is {encoder.name}; "
            "run `riwaya build`"
        )
    return encoder


def _ranked(index: _Index, asked: Vectors, limit: int, start: int) -> Ranked:
    """By cosine, equal ones by id; what is not alike at all is left out."""
    scores = index.rows @ asked
    order = np.argsort(-scores, kind="stable")[start : start + limit]
    return [(index.ids[place], float(scores[place])) for place in order if scores[place] > 0]
