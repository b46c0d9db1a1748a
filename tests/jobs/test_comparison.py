"""Other methods beside ours: what each groups, and that nobody is tuned on what it is scored on."""

from __future__ import annotations

import numpy as np
import pytest

from jobs.evaluations import comparison
from jobs.evaluations.peers import (
    alone,
    average_linkage,
    leiden,
    plain_hdbscan,
    single_pass,
    whole_vectors,
)
from service.errors import EncoderError

HOURS = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])


def vectors() -> np.ndarray:
    """Two tight groups of three in sixteen dimensions."""
    chance = np.random.default_rng(1)
    middles = np.repeat(np.eye(16, dtype=np.float32)[:2], 3, axis=0)
    rows = middles + 0.05 * chance.normal(size=middles.shape).astype(np.float32)
    return whole_vectors(rows, rows)


@pytest.mark.parametrize(
    "label",
    [
        average_linkage(vectors(), HOURS, cut=0.5),
        single_pass(vectors(), HOURS, cut=0.5),
        plain_hdbscan(vectors(), HOURS, epsilon=0.3),
    ],
)
def test_two_groups_are_found(label: np.ndarray) -> None:
    assert len(set(label[:3])) == len(set(label[3:])) == 1
    assert label[0] != label[3]


def test_time_parts_what_words_do_not() -> None:
    far = HOURS + np.array([0, 0, 0, 0, 0, 1_000])
    for method in (average_linkage, single_pass):
        label = method(vectors(), far, cut=0.5)
        assert label[3] == label[4] != label[5]


def test_every_article_alone() -> None:
    assert alone(vectors(), HOURS).tolist() == list(range(6))


def test_what_is_not_installed_is_named() -> None:
    try:
        import leidenalg  # noqa: F401
    except ImportError:
        with pytest.raises(EncoderError, match=r"riwaya\[compare\]"):
            leiden(vectors(), HOURS, resolution=0.1)
    else:
        assert len(set(leiden(vectors(), HOURS, resolution=0.5).tolist())) == 2


def test_a_setting_is_chosen_on_the_other_weeks() -> None:
    def scores(low: float, high: float) -> dict[str, dict[str, float]]:
        return {"a": {"event": low, "story": 0.5}, "b": {"event": high, "story": 0.5}}

    line = comparison._line("one", {"w1": scores(0.1, 0.9), "w2": scores(0.8, 0.2)})
    assert line.event == {"w1": 0.1, "w2": 0.2}
    assert line.settings["w1 event"] == "a"
    assert line.settings["w2 event"] == "b"
    assert line.story == {"w1": 0.5, "w2": 0.5}
    assert comparison.as_table([line]).splitlines()[2] == (
        "| one | 0.100 | 0.200 | 0.150 | 0.500 | 0.500 | 0.500 |"
    )
