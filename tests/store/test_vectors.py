from __future__ import annotations

import msgspec
import numpy as np
import pytest
import sqlalchemy as sa

from service.steps import in_steps, unit_rows
from service.store import articles, growth, runs, vectors
from service.store.engine import Store, open_store
from tests.store.examples import NOON, an_article, an_outcome


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


@pytest.mark.parametrize("exact", [False, True])
def test_vectors_kept_before_they_came_in_steps_are_put_in_steps(
    store: Store, url: str, exact: bool
) -> None:
    rows = unit_rows(np.random.default_rng(8).standard_normal((4_100, 16)).astype(np.float32))
    kept = in_steps(rows) if exact else rows
    middle = kept[0].astype(np.float16).astype(np.float32)
    both = [an_article(1), an_article(2)]
    outcome = msgspec.structs.replace(an_outcome([both]), middles={"s-000": middle})
    names = [f"h{row:04d}" for row in range(len(rows))]
    with store.write() as connection:
        vectors.write(connection, "one", dict(zip(names[:4_000], kept[:4_000], strict=True)))
        vectors.write(connection, "two", dict(zip(names[4_000:], kept[4_000:], strict=True)))
        articles.write(connection, both, [], NOON)
        runs.land(connection, an_outcome([both], run="r-0"))
        runs.land(connection, outcome)
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0011'"))
    later = open_store(url)
    with later.read() as connection:
        one = vectors.read(connection, "one", names[:4_000], 16)
        two = vectors.read(connection, "two", names[4_000:], 16)
        middles = growth.middles(connection)[1]
        run = runs.latest(connection)
        before = connection.scalar(sa.text("SELECT fingerprint FROM run WHERE id = 'r-0'"))
    later.close()
    np.testing.assert_array_equal(np.concatenate([one, two]), in_steps(rows))
    np.testing.assert_array_equal(middles, in_steps(middle[None]))
    # what stands was grouped by other vectors, so that the next build must be whole
    assert run is not None
    assert run.fingerprint == ("print-r-1" if exact else "")
    assert before == "print-r-0"
