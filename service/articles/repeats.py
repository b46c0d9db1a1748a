"""Paragraphs that a page prints twice: kept once, in their first place.

Knows nothing of pages; it reads a list of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"[\W_]+")
# Shorter lines may be repeated on purpose: a refrain, a slogan, a dialogue's "yes".
LEAST = 40
# Beyond so many paragraphs only equal ones are looked for: each is held against every other.
_MANY = 600
# So many letters at the head of a paragraph tell it from every other of a page.
_HEAD = 60
# A teaser ends so where the full paragraph goes on.
_CUT = re.compile(r"(?:\.{2,}|…|\[…\]|\[\.\.\.\])\s*$")


def without_repeats(paragraphs: Sequence[str]) -> list[str]:
    """``paragraphs`` less those that repeat an earlier one or are only its cut-off beginning.

    A paragraph that holds its own text twice over is halved. When one paragraph merely
    runs together several that also stand alone, the parted ones are kept.
    """
    once = [_halved(paragraph) for paragraph in paragraphs]
    keys = [_SIGNS.sub("", paragraph) for paragraph in once]
    if len(keys) > _MANY:
        return list(dict.fromkeys(once))
    whole = "\n".join(keys)
    kept: list[str] = []
    seen: set[str] = set()
    for place, (paragraph, key) in enumerate(zip(once, keys, strict=True)):
        if len(key) >= LEAST and (
            key in seen or _stands_elsewhere(paragraph, key, place, keys, whole)
        ):
            continue
        seen.add(key)
        kept.append(paragraph)
    return kept


def _stands_elsewhere(
    paragraph: str, key: str, place: int, keys: Sequence[str], whole: str
) -> bool:
    """Whether a longer paragraph goes on where this one is cut off, or earlier ones hold it."""
    if _CUT.search(paragraph[-20:]):
        return any(other != key and other.startswith(key) for other in keys)
    if whole.count(key) < 2:
        return _runs_together(key, keys[:place])
    return any(len(other) > len(key) and key in other for other in keys[:place])


def _runs_together(key: str, earlier: Sequence[str]) -> bool:
    """Whether ``key`` is nothing but earlier paragraphs set one after the other."""
    parts = [other for other in earlier if len(other) >= LEAST and other in key]
    return len(parts) > 1 and sum(map(len, parts)) >= len(key) * 0.9


def _halved(paragraph: str) -> str:
    """The first half where the second says the same again."""
    if len(paragraph) < 2 * LEAST:
        return paragraph
    again = paragraph.find(paragraph[:_HEAD], _HEAD)
    if again < 0:
        return paragraph
    first, second = _SIGNS.sub("", paragraph[:again]), _SIGNS.sub("", paragraph[again:])
    return paragraph[:again].strip() if first == second else paragraph
