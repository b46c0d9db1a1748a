from __future__ import annotations

import numpy as np
import pytest

from service.stories.bursts import BURST_FEATURES, DECAY, Bursts, bursts, masses

FIRST, SECOND = np.array([0, 0, 1]), np.array([1, 2, 2])
STORY = np.array([1.0, 0.5, 0.0], np.float32)
HOURS = np.array([0.0, DECAY, 0.0])


def test_the_mass_of_an_article_is_what_its_pairs_weigh_and_itself() -> None:
    found = masses(4, FIRST, SECOND, STORY.astype(np.float64))
    assert np.exp(found) == pytest.approx([2.5, 2.0, 1.5, 1.0])


def test_a_burst_counts_the_far_less() -> None:
    found = bursts(FIRST, SECOND, STORY, HOURS)
    assert np.exp(found) == pytest.approx([1.5 + np.exp(-1), 1 + np.exp(-1), 1.5])


def test_of_an_undated_article_no_burst_is_known_and_it_adds_to_no_other() -> None:
    found = bursts(FIRST, SECOND, STORY, np.array([0.0, np.nan, 0.0]))
    assert np.isnan(found[1])
    assert np.exp(found[[0, 2]]) == pytest.approx([1.5, 1.5])


def test_a_pair_is_told_the_lesser_and_the_greater_of_both() -> None:
    event = np.array([0.5, 0.0, 0.0], np.float32)
    measured = Bursts(FIRST, SECOND, event, STORY, HOURS).measure(np.arange(2))
    seen = dict(zip(BURST_FEATURES, np.exp(measured).T, strict=True))
    assert seen["event_mass_low"] == pytest.approx([1.5, 1.0])
    assert seen["event_mass_high"] == pytest.approx([1.5, 1.5])
    assert seen["story_mass_low"] == pytest.approx([2.0, 1.5])
    assert seen["story_mass_high"] == pytest.approx([2.5, 2.5])
    assert seen["burst_low"] == pytest.approx([1 + np.exp(-1), 1.5])
    assert (seen["burst_beside_event_low"] <= seen["burst_beside_event_high"]).all()


def test_where_one_of_two_is_undated_the_other_speaks() -> None:
    hours = np.array([0.0, np.nan, np.nan])
    measured = Bursts(FIRST, SECOND, STORY, STORY, hours).measure(np.arange(3))
    low = measured[:, BURST_FEATURES.index("burst_low")]
    assert not np.isnan(low[:2]).any()
    assert np.isnan(low[2])
