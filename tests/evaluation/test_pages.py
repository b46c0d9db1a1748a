from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.evaluation.pages import PageGold, PageRead, overlap, same_day, score_pages


def test_overlap_counts_words_with_their_number() -> None:
    found = overlap("أ ب ب ج", "أ ب د")
    assert found.precision == 0.5
    assert found.recall == pytest.approx(2 / 3)
    assert overlap("", "أ").f1 == 0.0


def test_scores_are_means_over_pages_and_a_rejection_counts_zero() -> None:
    golds = [
        PageGold(id="1", text="one two", title="T", published="2018-07-14", must_contain=("two",)),
        PageGold(id="2", text="three", title="U", must_not_contain=("x",)),
        PageGold(id="3", text="four", title="V"),
    ]
    at = datetime(2018, 7, 14, 9, tzinfo=UTC)
    reads = [
        PageRead(title=" T ", text="one two", published_at=at, day="2018-07-14"),
        PageRead(title="other", text="three", published_at=at, day="2018-07-14"),
        None,
    ]
    scores = score_pages(golds, reads)
    assert scores.text.f1 == pytest.approx(2 / 3)
    assert scores.title_exact == pytest.approx(1 / 3)
    assert (scores.date_exact, scores.dates_invented) == (1.0, 1)
    assert (scores.contained, scores.kept_out) == (1.0, 1.0)
    assert (scores.rejected, scores.pages) == (1, 3)


def test_a_day_is_judged_in_the_golds_own_zone() -> None:
    read = PageRead(
        title="", text="", published_at=datetime(2020, 3, 17, 23, 30, tzinfo=UTC), day="2020-03-17"
    )
    assert same_day(read, "2020-03-18T00:30:00+01:00")
    assert not same_day(read, "2020-03-18")
    assert not same_day(read, "no date")
