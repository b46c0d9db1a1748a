"""Article to vector: encode every title and body that this model has not encoded before.

Knows nothing of encoders beyond their protocol. Vectors are kept by the hash of the encoded
text as soon as a batch is done, so an interrupted run loses at most one batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from service.embeddings.encoder import Encoder
from service.embeddings.inputs import fields
from service.records import Article
from service.store import vectors
from service.store.engine import Store

BATCH = 4_096


def text_hash(text: str) -> str:
    """The key of a text's vector: 32 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def hashes_of(articles: Sequence[Article]) -> tuple[list[str], list[str]]:
    """The keys of the articles' title and body vectors, aligned with ``articles``."""
    pairs = [fields(one) for one in articles]
    return [text_hash(title) for title, _ in pairs], [text_hash(body) for _, body in pairs]


def embed(
    store: Store,
    encoder: Encoder,
    articles: Sequence[Article],
    advance: Callable[[int], None] = lambda _steps: None,
) -> int:
    """Encode what ``encoder`` has no vector for; return how many texts that was."""
    texts = {text_hash(text): text for one in articles for text in fields(one)}
    with store.read() as connection:
        todo = vectors.missing(connection, encoder.name, list(texts))
    for start in range(0, len(todo), BATCH):
        part = todo[start : start + BATCH]
        rows = encoder.encode([texts[one] for one in part])
        with store.write() as connection:
            vectors.write(connection, encoder.name, dict(zip(part, rows, strict=True)))
        advance(len(part))
    return len(todo)


def read_vectors(
    store: Store, encoder: Encoder, articles: Sequence[Article]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The articles' title and body vectors: two (n, d) float32 arrays of unit (or zero) rows."""
    titles, bodies = hashes_of(articles)
    with store.read() as connection:
        return (
            vectors.read(connection, encoder.name, titles, encoder.dimensions),
            vectors.read(connection, encoder.name, bodies, encoder.dimensions),
        )
