"""Four bits an element: little is lost, nothing moves, what does not fit is refused."""

from __future__ import annotations

import numpy as np
import pytest

from service.embeddings.packing import pack, unpack


@pytest.mark.parametrize("dimensions", [8, 9, 768])
def test_normal_rows_lose_little_of_their_length(dimensions: int) -> None:
    rows = np.random.default_rng(0).standard_normal((50, dimensions)).astype(np.float32)
    rows *= np.geomspace(1e-3, 1e3, 50, dtype=np.float32)[:, None]
    packed, scales = pack(rows)
    assert packed.nbytes == 50 * ((dimensions + 1) // 2)
    back = unpack(packed, scales, dimensions)
    lost = ((back - rows) ** 2).sum(axis=1) / (rows**2).sum(axis=1)
    assert lost.max() < 0.02


def test_zeros_and_single_elements_come_back_as_they_were() -> None:
    rows = np.concatenate([np.zeros((1, 5)), np.eye(5), -3 * np.eye(5)]).astype(np.float32)
    np.testing.assert_allclose(unpack(*pack(rows), 5), rows, rtol=1e-6)


def test_what_was_packed_packs_again_to_the_same_bytes() -> None:
    rows = np.random.default_rng(1).standard_normal((20, 64)).astype(np.float32)
    packed, scales = pack(rows)
    again = pack(unpack(packed, scales, 64))
    np.testing.assert_allclose(unpack(*again, 64), unpack(packed, scales, 64), rtol=1e-5)


def test_bytes_of_another_length_are_refused() -> None:
    packed, scales = pack(np.ones((3, 6), np.float32))
    with pytest.raises(ValueError, match="3 rows of 8"):
        unpack(packed, scales, 8)
