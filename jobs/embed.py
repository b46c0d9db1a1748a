"""Article to vector: encode every title and body that this model has not encoded before.

Knows nothing of encoders beyond their protocol. Vectors are kept by model and by the hash of
the encoded text as soon as a batch is done, so an interrupted run loses at most one batch, and
those of another model stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.embeddings.encoder import Encoder
from service.embeddings.inputs import fields, text_key
from service.embeddings.params import Role
from service.errors import StoreError
from service.records import Article
from service.store import models, vectors
from service.store.engine import Connection, Store
from service.store.models import Model

# A slow model encodes so many in some seconds, and no more are lost when it is interrupted.
BATCH = 512


def hashes_of(articles: Sequence[Article], encoder: Encoder) -> tuple[list[str], list[str]]:
    """The keys of the articles' title and body vectors, aligned with ``articles``."""
    title, body = encoder.prefix("title"), encoder.prefix("body")
    pairs = [fields(one) for one in articles]
    return [text_key(one, title) for one, _ in pairs], [text_key(one, body) for _, one in pairs]


def embed(
    store: Store,
    encoder: Encoder,
    articles: Sequence[Article],
    advance: Callable[[int], None] = lambda _steps: None,
) -> int:
    """Encode what ``encoder`` has no vector for; return how many texts that was.

    How the encoder was chosen is noted beside, so that a reader can load it too.
    """
    with store.write() as connection:
        models.write(connection, _noted(encoder))
    pairs = [fields(one) for one in articles]
    titles, bodies = [one for one, _ in pairs], [one for _, one in pairs]
    done = _embed_texts(store, encoder, titles, "title", advance)
    return done + _embed_texts(store, encoder, bodies, "body", advance)


def _noted(encoder: Encoder) -> Model:
    return Model(
        name=encoder.name,
        settings=msgspec.json.encode(encoder.params, order="deterministic").decode(),
        title_prefix=encoder.prefix("title"),
        body_prefix=encoder.prefix("body"),
        dimensions=encoder.dimensions,
    )


def _embed_texts(
    store: Store,
    encoder: Encoder,
    texts: Sequence[str],
    role: Role,
    advance: Callable[[int], None],
) -> int:
    prefix = encoder.prefix(role)
    text_of = {text_key(text, prefix): text for text in texts}
    with store.read() as connection:
        todo = vectors.missing(connection, encoder.name, list(text_of))
    advance(len(text_of) - len(todo))
    for start in range(0, len(todo), BATCH):
        part = todo[start : start + BATCH]
        rows = encoder.encode([text_of[one] for one in part], role)
        with store.write() as connection:
            vectors.write(connection, encoder.name, dict(zip(part, rows, strict=True)))
        advance(len(part))
    return len(todo)


def read_vectors(
    store: Store, encoder: Encoder, articles: Sequence[Article]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The articles' title and body vectors: two (n, d) float32 arrays of unit (or zero) rows.

    Raises StoreError if some are gone since they were made.
    """
    with store.read() as connection:
        titles, bodies = (
            _whole(connection, encoder, keys) for keys in hashes_of(articles, encoder)
        )
    return titles, bodies


def _whole(connection: Connection, encoder: Encoder, keys: Sequence[str]) -> NDArray[np.float32]:
    rows = vectors.read(connection, encoder.name, keys, encoder.dimensions)
    # A zero row is a text without words, or none at all: only these need be looked for.
    empty = [keys[place] for place in np.flatnonzero(~rows.any(axis=1)).tolist()]
    if gone := vectors.missing(connection, encoder.name, empty):
        raise StoreError(
            f"{len(gone)} vectors of {encoder.name} are gone since they were made; "
            "if `riwaya doctor --prune` ran beside this build, build again"
        )
    return rows
