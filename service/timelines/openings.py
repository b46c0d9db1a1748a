"""What stands before a sentence and is none of it: a dateline, an "and".

Knows nothing of dates or of articles.
"""

from __future__ import annotations

import re

from service.text.sentences import Sentence
from service.timelines.acts import opens_sentence

_DATELINE = re.compile(r"[^.:؛«\"]{0,60}?[(/][^()/]{2,25}[)/]\s*(?:[-–—]+|:)\s*(?=\S)")


def without_opening(one: Sentence) -> Sentence:
    """The sentence without dateline ("Rabat (MAP) --") and without an "and" that only ties it."""
    return _without_and(_without_dateline(one))


def _without_dateline(one: Sentence) -> Sentence:
    """The sentence after "Rabat (MAP) --": place and agency belong to the page, not to it."""
    match = _DATELINE.match(one.text)
    if match is None or match.end() >= len(one.text):
        return one
    return Sentence(one.start + match.end(), one.end, one.text[match.end() :])


def _without_and(one: Sentence) -> Sentence:
    """The sentence without the "and" that only ties it to the one before it."""
    word = one.text.split(maxsplit=1)[0] if one.text.strip() else ""
    if word.startswith(("و", "ف")) and opens_sentence(word[1:]):
        return Sentence(one.start + 1, one.end, one.text[1:])
    return one
