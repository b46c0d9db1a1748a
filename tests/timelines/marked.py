"""Figures marked by hand: read from a text file, scored against what is found."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from service.records import Article
from service.timelines.figures import figures_in

Mark = tuple[str, str, float]


class Case(NamedTuple):
    """A sentence, its language and the figures it tells."""

    language: str
    text: str
    wanted: list[Mark]


def read(path: Path) -> list[Case]:
    """The cases of a file of ``language :: sentence :: slot unit value; ...`` lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(one) for one in lines if one and not one.startswith("#")]


def _case(line: str) -> Case:
    language, text, marks = (part.strip() for part in line.split("::"))
    wanted = [mark.split() for mark in marks.split(";") if mark.strip()]
    return Case(language, text, [(slot, unit, float(value)) for slot, unit, value in wanted])


def found(case: Case) -> list[Mark]:
    """What is read in the sentence of ``case``."""
    article = Article(
        id="a",
        outlet="x",
        language=case.language,
        title="-",
        body=case.text,
        content_hash="a",
    )
    return [(one.slot, one.unit, one.value) for one in figures_in(article)]


def score(cases: list[Case]) -> tuple[float, float, list[str]]:
    """Precision and recall over all figures, and the sentences read wrong."""
    right = told = wanted = 0
    wrong = []
    for case in cases:
        marks = found(case)
        right += sum(min(marks.count(one), case.wanted.count(one)) for one in set(marks))
        told += len(marks)
        wanted += len(case.wanted)
        if sorted(marks) != sorted(case.wanted):
            wrong.append(f"{case.text}\n    wanted {case.wanted}\n    found  {marks}")
    return right / max(1, told), right / max(1, wanted), wrong
