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
from service.steps import in_steps, unit_rows
from service.store import articles as article_store
from service.store import models, runs, stories, vectors
from service.store.engine import Connection, Store
from service.store.models import Model

if TYPE_CHECKING:
    from service.embeddings.encoder import Encoder

# As the encoder is measured: a title counts a quarter, the body the rest.
TITLE_WEIGHT = 0.25
# So many articles' texts are held at once while the vectors are read.
BLOCK = 2_000
# So many pairs are looked at to know how alike articles of different stories are.
PAIRS = 40_000
Vectors = NDArray[np.float32]
Ranked = list[tuple[str, float]]


class _Index(msgspec.Struct, frozen=True, kw_only=True):
    """The run's articles that have vectors, ordered by id: (n,) and (n, d) of unit rows.

    ``near`` is the cosine that one pair in a thousand of different stories reaches.
    """

    run: str
    model: Model
    ids: list[str]
    hashes: list[str]
    rows: Vectors
    near: float


class Meaning:
    """One for each served store: keeps the latest run's vectors (four bytes a dimension) from
    the first question on; several threads may ask. The first question waits for the vectors, some
    60 microseconds an article; after a run has landed, for those of what it changed.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._index: _Index | None = None
        self._encoder: Encoder | None = None

    def warm(self, store: Store) -> None:
        """Read now what the first question would wait for.

        Raises StoreError if the encoder of the run being served is not here.
        """
        with store.read() as connection, self._lock:
            index = self._current(connection)
            if index is not None:
                self._encoder_of(index.model).encode(["."], "title")

    def is_ready(self, connection: Connection) -> bool:
        """Whether a question can be answered without waiting for vectors."""
        run, index = runs.latest(connection), self._index
        return run is None or (index is not None and index.run == run.id)

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

    def near_article(
        self, connection: Connection, article_id: str, *, limit: int, start: int = 0
    ) -> Ranked:
        """Up to ``limit`` articles by likeness to one, after the ``start`` likest, itself left out.

        None if it has no vector. Raises StoreError if how the vectors were made is not on record.
        """
        with self._lock:
            index = self._current(connection)
        if index is None:
            return []
        place = bisect_left(index.ids, article_id)
        if place == len(index.ids) or index.ids[place] != article_id:
            return []
        found = _ranked(index, index.rows[place], start + limit + 1, 0)
        return [pair for pair in found if pair[0] != article_id][start : start + limit]

    def nearness(self, connection: Connection) -> float:
        """The cosine from which two articles are nearer than those of different stories are.

        Encoders differ in how alike they find things, so it is read off the index: 1 without one.
        """
        with self._lock:
            index = self._current(connection)
        return 1.0 if index is None else index.near

    def _current(self, connection: Connection) -> _Index | None:
        """The index of the latest run, read anew if another has landed since."""
        run = runs.latest(connection)
        if run is None:
            return None
        if self._index is None or self._index.run != run.id:
            self._index = _read_index(connection, run.id, run.model, self._index)
        return self._index

    def _encoder_of(self, model: Model) -> Encoder:
        if self._encoder is None or self._encoder.name != model.name:
            self._encoder = None
            self._encoder = _load(model)
        return self._encoder


def _read_index(connection: Connection, run: str, name: str, before: _Index | None) -> _Index:
    """The index of ``run``; what its articles have in common with ``before`` is not read again."""
    model = models.get(connection, name)
    if model is None:
        raise StoreError(
            f"how the vectors of {name} were made is not on record; run `riwaya build --all`"
        )
    found = stories.placed_texts(connection)
    placed = [(one, digest) for one, digest, _ in found]
    rows = np.zeros((len(placed), model.dimensions), dtype=np.float32)
    old: dict[tuple[str, str], int] = {}
    if before is not None and before.model == model:
        old = {pair: row for row, pair in enumerate(zip(before.ids, before.hashes, strict=True))}
    same = [(row, old[pair]) for row, pair in enumerate(placed) if pair in old]
    if before is not None and same:
        rows[[new for new, _ in same]] = before.rows[[was for _, was in same]]
    fresh = [row for row, pair in enumerate(placed) if pair not in old]
    for start in range(0, len(fresh), BLOCK):
        block = fresh[start : start + BLOCK]
        rows[block] = _read_rows(connection, model, [placed[row][0] for row in block])
    whole = np.flatnonzero(rows.any(axis=1))
    if len(whole) < len(rows):
        rows, placed, found = rows[whole], [placed[r] for r in whole], [found[r] for r in whole]
    ids, hashes = [one for one, _ in placed], [digest for _, digest in placed]
    near = _nearness(rows, np.array([story for _, _, story in found]))
    return _Index(run=run, model=model, ids=ids, hashes=hashes, rows=rows, near=near)


def _nearness(rows: Vectors, story: NDArray[np.str_]) -> float:
    """The 99.9th percentile of the cosines of pairs drawn from different stories."""
    if len(rows) < 2:
        return 1.0
    one, other = np.random.default_rng(0).integers(0, len(rows), (2, PAIRS))
    apart = np.flatnonzero(story[one] != story[other])
    blocks = np.array_split(apart, max(1, len(apart) // BLOCK))
    told = [np.einsum("ij,ij->i", rows[one[part]], rows[other[part]]) for part in blocks]
    return float(np.percentile(np.concatenate(told), 99.9)) if len(apart) else 1.0


def _read_rows(connection: Connection, model: Model, ids: list[str]) -> Vectors:
    """The unit vectors of those articles, in steps: (n, d); a zero row where one has none."""
    # imported late: an API that is never asked for likeness need not wait for it
    from service.embeddings.inputs import fields, text_key

    texts = [fields(one) for one in article_store.many(connection, ids)]
    titles = [text_key(title, model.title_prefix) for title, _ in texts]
    bodies = [text_key(body, model.body_prefix) for _, body in texts]
    rows = TITLE_WEIGHT * vectors.read(connection, model.name, titles, model.dimensions)
    rows += (1 - TITLE_WEIGHT) * vectors.read(connection, model.name, bodies, model.dimensions)
    return in_steps(unit_rows(rows))


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
