from __future__ import annotations

import msgspec
import numpy as np

from service.store import models, vectors
from service.store.engine import Store
from service.store.models import Kept, Model

ONE = Model(name="one", settings="{}", title_prefix="q: ", body_prefix="", dimensions=8)


def test_models_stand_side_by_side_until_one_is_dropped(store: Store) -> None:
    rows = np.ones((2, 8), dtype=np.float32)
    with store.write() as connection:
        for name in ("one", "two"):
            models.write(connection, msgspec.structs.replace(ONE, name=name))
            vectors.write(connection, name, {"a": rows[0], "b": rows[1]})
        models.write(connection, ONE)
    with store.read() as connection:
        assert models.get(connection, "one") == ONE
        assert models.get(connection, "three") is None
        assert [(one.name, one.vectors) for one in models.kept(connection)] == [
            ("one", 2),
            ("two", 2),
        ]
    with store.write() as connection:
        models.drop(connection, ["two", "never there"])
    with store.read() as connection:
        assert models.kept(connection) == [Kept(name="one", vectors=2, megabytes=0.0)]
        assert models.get(connection, "two") is None
        assert vectors.missing(connection, "two", ["a"]) == ["a"]
        assert vectors.missing(connection, "one", ["a", "b"]) == []
