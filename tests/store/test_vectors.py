from __future__ import annotations

import numpy as np

from service.store import vectors
from service.store.engine import Store


def test_vectors_are_kept_to_the_bit_by_model_and_text(store: Store) -> None:
    rows = np.random.default_rng(7).standard_normal((3, 8)).astype(np.float32)
    with store.write() as connection:
        vectors.write(connection, "one", {"h0": rows[0], "h1": rows[1]})
        vectors.write(connection, "two", {"h0": rows[2]})
    with store.read() as connection:
        assert vectors.missing(connection, "one", ["h2", "h0", "h2", "h1"]) == ["h2"]
        found = vectors.read(connection, "one", ["h1", "h9", "h0", "h1"], 8)
        other = vectors.read(connection, "two", ["h0"], 8)
    assert np.array_equal(found, np.stack([rows[1], np.zeros(8), rows[0], rows[1]]))
    assert np.array_equal(other[0], rows[2])
