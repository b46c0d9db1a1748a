from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import SourceError
from service.evaluation.timelines import (
    Wanted,
    answered,
    mean_dates,
    read_timelines,
    score_dates,
    score_texts,
)


def span(first: str, last: str | None = None) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last or first)


GOLD = [
    Wanted(date="2018-03-01", importance=3),
    Wanted(date="2018-03-02", importance=1),
    Wanted(date="2018-06", importance=2),
]


def test_days_match_exactly_or_within_a_day() -> None:
    score = score_dates([span("2018-03-01"), span("2018-03-03"), span("2018-07-20")], GOLD)
    assert score.exact.f1 == pytest.approx(1 / 3)
    assert score.within_a_day.f1 == pytest.approx(2 / 3)
    assert score.must_have_recall == 1.0
    assert score.weighted.exact.recall == pytest.approx(3 / 6)


def test_a_month_is_answered_by_anything_inside_it_and_no_day_by_a_month() -> None:
    assert answered([span("2018-06-14")], GOLD, leeway=0) == [2]
    assert answered([span("2018-06-01", "2018-06-30")], GOLD, leeway=0) == [2]
    assert answered([span("2018-03-01", "2018-03-31")], GOLD, leeway=1) == []


def test_one_entry_answers_one() -> None:
    twice = [Wanted(date="2018-05-19", importance=2), Wanted(date="2018-05-19", importance=3)]
    assert answered([span("2018-05-19")], twice, leeway=0) == [1]
    assert answered([span("2018-05-19")] * 2, twice, leeway=0) == [0, 1]


def test_as_many_as_possible_are_answered() -> None:
    """The second of March could answer both; it must be left to the one that has no other."""
    told = [span("2018-03-02"), span("2018-02-28")]
    assert answered(told, GOLD[:2], leeway=1) == [0, 1]


def test_nothing_told_scores_nothing() -> None:
    score = score_dates([], GOLD)
    assert (score.exact.f1, score.must_have_recall) == (0.0, 0.0)


def test_texts() -> None:
    told = ["دشن الوزير الجسر الجديد", "دشن الوزير الجسر الجديد", "أغلقت السلطات المطار"]
    gold = [Wanted(date="2018", importance=1, summary="تدشين الجسر الجديد من الوزير")]
    score = score_texts(told, gold)
    assert score.repetition == pytest.approx(1 / 3)
    assert 0.0 < score.rouge1 < 1.0


def test_gold_is_read_and_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "gold.tsv"
    file.write_text("saga\tdate\timportance\tsummary_ar\na\t2018-03\t2\tx\n", encoding="utf-8")
    assert read_timelines(file) == {"a": [Wanted(date="2018-03", importance=2, summary="x")]}
    file.write_text("saga\tdate\timportance\na\tsoon\t2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="'soon'"):
        read_timelines(file)


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(SourceError):
        mean_dates([])


DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2018, 1, 12))


@given(st.lists(DAYS, max_size=8), st.lists(DAYS, min_size=1, max_size=8))
def test_leeway_never_loses_and_matches_are_one_to_one(told: list[date], gold: list[date]) -> None:
    wanted = [Wanted(date=one.isoformat(), importance=1 + one.day % 3) for one in gold]
    spans = [(one, one) for one in told]
    exact, near = (answered(spans, wanted, leeway=leeway) for leeway in (0, 1))
    assert len(exact) <= len(near) <= min(len(told), len(gold))
    assert len(set(near)) == len(near)
