"""Reads sentences with their names marked ``[kind:surface]``, and finds names in them."""

from __future__ import annotations

import re
from pathlib import Path

from service.evaluation.dates import Mark, Passage
from service.stories.listed import written
from service.stories.naming import find_names
from service.text.spans import Spans

_MARK = re.compile(r"\[([plo]):([^\]]+)\]")
_KINDS = {"p": "person", "l": "place", "o": "organisation"}


def read_marked(place: Path) -> list[tuple[str, str, tuple[Mark, ...]]]:
    """Of each sentence in the file its language, its text and its marks."""
    lines = place.read_text(encoding="utf-8").splitlines()
    return [_marked(line) for line in lines if line and not line.startswith("#")]


def weighed(place: Path) -> list[tuple[str, Passage]]:
    """Each sentence with the marks it has and those of the names that are found in it."""
    return [
        (text, Passage(language=language, gold=gold, found=tuple(found(text))))
        for language, text, gold in read_marked(place)
    ]


def found(text: str) -> list[Mark]:
    """The names found in ``text``, without the letters that lean on them."""
    spans = Spans(text)
    return [
        Mark(start=start, end=end, kind=one.kind, value=one.id)
        for one in find_names(spans)
        for start, end in (written(spans, one),)
    ]


def _marked(line: str) -> tuple[str, str, tuple[Mark, ...]]:
    language, said = (part.strip() for part in line.split("::", 1))
    text, marks, last = "", [], 0
    for match in _MARK.finditer(said):
        text += said[last : match.start()]
        marks.append(Mark(start=len(text), end=len(text) + len(match[2]), kind=_KINDS[match[1]]))
        text += match[2]
        last = match.end()
    return language, text + said[last:], tuple(marks)
