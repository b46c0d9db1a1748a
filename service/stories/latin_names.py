"""People and organisations in Latin letters, by their capitals and the words before them.

Knows nothing of names that a list holds.
"""

from __future__ import annotations

from service.stories.cues import LATIN_JOINS, LATIN_PARTICLES, LATIN_TITLES
from service.stories.listed import Naming, clue_of, is_torn, known_at
from service.text.spans import Spans

_LONGEST_NAME = 5
# French writes no capital here: "ministère de l'Éducation nationale".
_ADJECTIVES = {"nationale", "publique", "etrangeres", "exterieures", "sociale"}


def called(spans: Spans, at: int) -> Naming | None:
    """A person by a given name and the capitals behind it."""
    if not spans.surface[at][0].isupper() or _shouted(spans):
        return None
    last = _run(spans, at + 1, at)
    return Naming("person", at, last) if last - at > 1 else None


def titled(spans: Spans, at: int) -> Naming | None:
    """A person by a title right before at least two capitals."""
    if _shouted(spans):
        return None
    place = at + 1
    if place < len(spans) and spans.between(place) in {". ", ".\u00a0"}:
        pass
    elif place >= len(spans) or spans.parted(place):
        return None
    clue = clue_of(spans.folded[place])
    known = known_at(spans, place, clue) if clue and clue.nodes else None
    if known is not None:
        return known
    if not spans.surface[place][0].isupper() or spans.folded[place] in LATIN_TITLES:
        return None
    last = _run(spans, place + 1, place)
    return Naming("person", place, last) if last - place > 1 else None


def _run(spans: Spans, after: int, first: int) -> int:
    while after < len(spans) and after - first < _LONGEST_NAME and not is_torn(spans, after):
        small = spans.folded[after] in LATIN_PARTICLES
        if not small and not (spans.surface[after][0].isupper() and len(spans.surface[after]) > 1):
            break
        if small and _belongs(spans, after):
            break
        after += 1
    while after - first > 1 and spans.folded[after - 1] in LATIN_PARTICLES:
        after -= 1
    return after


def _belongs(spans: Spans, at: int) -> bool:
    """Whether a particle leads to what the person is of: "Corbière de La France insoumise"."""
    for place in range(at + 1, min(at + 3, len(spans))):
        clue = clue_of(spans.folded[place])
        known = known_at(spans, place, clue) if clue and clue.nodes else None
        if known is not None and known.kind != "person":
            return True
    return False


def organised(spans: Spans, at: int) -> Naming | None:
    """A ministry or university with the capitals that name it."""
    after, capitals = at + 1, 0
    while after < len(spans) and after - at <= _LONGEST_NAME and not is_torn(spans, after):
        if spans.surface[after][0].isupper():
            capitals += 1
        elif spans.folded[after] not in LATIN_JOINS:
            break
        after += 1
    while after - at > 1 and not spans.surface[after - 1][0].isupper():
        after -= 1
    if after < len(spans) and spans.folded[after] in _ADJECTIVES and not is_torn(spans, after):
        after += 1
    return Naming("organisation", at, after) if capitals else None


def _shouted(spans: Spans) -> bool:
    """Whether the text is a headline that gives every word a capital."""
    words = [one for one in spans.surface if len(one) > 3]
    return (
        len(words) >= 6
        and len(spans) < 25
        and sum(one[0].isupper() for one in words) > 0.7 * len(words)
    )
