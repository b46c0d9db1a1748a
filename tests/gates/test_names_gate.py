"""Floors for the names found in sentences marked by hand, by exact place and kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.evaluation.dates import Counts
from tests.stories import marked

MARKED = Path(marked.__file__).parent


def counted(name: str) -> Counts:
    total = Counts()
    for _, passage in marked.weighed(MARKED / name):
        gold, found = (
            {(one.start, one.end, one.kind) for one in marks}
            for marks in (passage.gold, passage.found)
        )
        total.gold += len(gold)
        total.found += len(found)
        total.matched += len(gold & found)
    return total


# Measured: 0.988 and 0.988 on the sentences the rules and lists were mended by, 0.957 and 0.882 on
# those put apart; 0.963 and 0.815, 0.933 and 0.737 before that.
@pytest.mark.parametrize(
    ("name", "gold", "precision", "recall"),
    [("marked_names.txt", 162, 0.97, 0.97), ("later_names.txt", 76, 0.93, 0.86)],
)
def test_the_marked_sentences(name: str, gold: int, precision: float, recall: float) -> None:
    total = counted(name)
    figures = total.figures()
    assert total.gold == gold
    assert figures["precision"] >= precision
    assert figures["recall"] >= recall
