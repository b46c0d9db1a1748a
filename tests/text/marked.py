"""Reads sentences with their dates marked: ``... [surface=value] ...``, one a line."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

_MARK = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


class Marked(msgspec.Struct, frozen=True):
    """A sentence without its marks, and the marks: (start, end, value)."""

    language: str
    reference: str
    text: str
    marks: tuple[tuple[int, int, str], ...]


def read_marked(place: Path) -> list[Marked]:
    """Every sentence of the file."""
    lines = place.read_text(encoding="utf-8").splitlines()
    return [_marked(line) for line in lines if line and not line.startswith("#")]


def _marked(line: str) -> Marked:
    language, reference, said = (part.strip() for part in line.split("::", 2))
    text, marks, last = "", [], 0
    for match in _MARK.finditer(said):
        text += said[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return Marked(language, reference, text + said[last:], tuple(marks))
