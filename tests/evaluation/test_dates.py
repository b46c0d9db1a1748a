"""Span and value figures on marks whose score can be counted by hand, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from jobs.evaluations.dates import command, read_gold
from service.errors import SourceError
from service.evaluation.dates import Mark, Passage, exact, overlap, pair, score


def mark(start: int, end: int, value: str | None = None, kind: str = "absolute") -> Mark:
    return Mark(start=start, end=end, value=value, kind=kind)


def test_counts_by_hand() -> None:
    gold = (mark(0, 4, "2018"), mark(10, 20, "2018-05-01"), mark(30, 35, None, "relative"))
    found = (mark(0, 4, "2018"), mark(12, 20, "2018-05-02"), mark(30, 35, "2018"), mark(50, 54))
    figures = score([Passage(language="ar", gold=gold, found=found)])
    assert figures["span"]["exact"] == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714}
    assert figures["span"]["overlap"] == {"precision": 0.75, "recall": 1.0, "f1": 0.8571}
    # three found count for the value: the one over a gold mark without value is set aside
    assert figures["value"] == {"precision": 0.3333, "recall": 0.5, "f1": 0.4}
    assert figures["by_kind"]["relative"]["gold"] == 1
    assert figures["by_language"]["ar"]["value"] == figures["value"]


def test_a_hijri_value_may_lie_a_day_off_but_no_more() -> None:
    gold = (mark(0, 4, "2018-05-17", "hijri"),)
    for value, recall in (("2018-05-16", 1.0), ("2018-05-18", 1.0), ("2018-05-19", 0.0)):
        figures = score([Passage(language="ar", gold=gold, found=(mark(0, 4, value, "hijri"),))])
        assert figures["value"]["recall"] == recall
    absolute = (mark(0, 4, "2018-05-17"),)
    figures = score([Passage(language="ar", gold=absolute, found=(mark(0, 4, "2018-05-16"),))])
    assert figures["value"]["recall"] == 0.0


def test_one_found_mark_serves_one_gold_mark() -> None:
    assert pair([mark(0, 4), mark(5, 9)], [mark(0, 9)], overlap) == [(0, 0)]
    # the greedy choice would leave the second gold mark alone
    assert pair([mark(0, 9), mark(0, 4)], [mark(2, 4), mark(6, 9)], overlap) == [(0, 1), (1, 0)]


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    empty = score([Passage(language="fr", gold=(), found=())])
    assert empty["span"]["overlap"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    false = score([Passage(language="fr", gold=(), found=(mark(0, 3),))])
    assert false["span"]["overlap"]["precision"] == 0.0


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=8)


@given(SPANS, SPANS)
def test_exact_never_beats_overlap(
    gold: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    left = [mark(start, start + size) for start, size in gold]
    right = [mark(start, start + size) for start, size in found]
    assert len(pair(left, right, exact)) <= len(pair(left, right, overlap))


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_command_prints_the_figures(tmp_path: Path) -> None:
    text = "افتتح المعرض يوم 9 ماي 2017 وأغلق أمس"
    gold = [
        {"start": 13, "end": 27, "surface": text[13:27], "value": "2017-05-09", "grain": "day"},
        {"start": 34, "end": 37, "surface": text[34:37], "value": "2017-05-19", "grain": "day"},
    ]
    line = {"id": "a", "lang": "ar", "text": text, "reference": "2017-05-20", "gold": gold}
    path = write(tmp_path / "gold.jsonl", json.dumps(line, ensure_ascii=False), "")
    result = CliRunner().invoke(command, ["--gold", str(path), "--json"])
    assert result.exit_code == 0
    figures = json.loads(result.output)
    assert set(figures) == {"span", "value", "by_kind", "by_language"}
    assert figures["span"]["exact"]["f1"] == figures["value"]["f1"] == 1.0
    plain = CliRunner().invoke(command, ["--gold", str(path)])
    assert "span, overlap" in plain.output


@pytest.mark.parametrize(
    "line", ["{", '{"id": "a"}', '{"id": "a", "text": "x", "reference": "yesterday"}']
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "gold.jsonl", '{"id": "a", "text": "x"}', line)
    with pytest.raises(SourceError, match="line 2"):
        read_gold(path)
