"""People and organisations in Arabic letters, which have no capitals: by titles and kinds.

Knows nothing of names that a list holds but where they end.
"""

from __future__ import annotations

from service.stories.cues import (
    BRIDGES,
    DEFINITE_HEADS,
    DEMONYMS,
    GENERIC,
    HEADS,
    NAMED_AFTER,
    NOT_FAMILY,
    NOT_MAGHREBI,
    NOT_OF_NAME,
    OFFICIAL,
    ORDINALS,
    PARTICLES,
    TITLES,
)
from service.stories.gazetteer import given_names
from service.stories.listed import SON_OF, Naming, clue_of, is_given, is_part, is_torn, known_at
from service.text.spans import Spans

_LONGEST_BRIDGE = 7
_LONGEST_NAME = 5
# With الله behind them these make one name.
_OF_GOD = {"نصر", "عبد", "فضل", "سعد", "رزق", "جاد", "خير", "عطا", "فتح", "جار", "عوض", "حسب"}


def called(spans: Spans, at: int, cut: int) -> Naming | None:
    """A person by a given name and at least one more word that is mostly part of names."""
    if not _is_written(spans, at):
        return None
    before = spans.folded[at - 1] if at and not is_torn(spans, at) else ""
    # "عن عمر" tells an age.
    if before in SON_OF or (before == "عن" and spans.folded[at] == "عمر"):
        return None
    last = _run(spans, at + 1, at)
    return Naming("person", at, last, None, cut) if last - at > 1 else None


def _is_written(spans: Spans, at: int) -> bool:
    """Whether a given name is not the preposition على or the word for now, which fold to one."""
    written = spans.surface[at]
    if "الآ" in written:
        return False
    return not written.endswith("ى") or len(written) > 4


def _run(spans: Spans, after: int, first: int) -> int:
    """Where the run of name words that began at ``first`` ends."""
    folded = spans.folded
    while after < len(folded) and after - first < _LONGEST_NAME and not is_torn(spans, after):
        word = folded[after]
        weak = word in given_names()[1] and _is_written(spans, after)
        if not (is_part(word) or weak or word in PARTICLES) or word in NOT_OF_NAME:
            break
        if word == "علي" and not _is_written(spans, after):
            break
        if word == "عبد" and after + 1 < len(folded) and not is_torn(spans, after + 1):
            after += 1
        after += 1
    if after < len(folded) and not is_torn(spans, after) and after - first < _LONGEST_NAME:
        after += _is_family(folded[after])
    while after - first > 1 and folded[after - 1] in PARTICLES:
        after -= 1
    if "".join(folded[after : after + 1]) == "الله" and folded[after - 1] in _OF_GOD:
        after += 1
    return after


def _is_family(word: str) -> bool:
    """Whether a word behind a given name is a family's by its form: الحوثي, الحسين, بوعزة."""
    if len(word) < 5 or word in NOT_FAMILY or word in NOT_OF_NAME:
        return False
    if word.startswith(("بو", "بن")):
        return word not in NOT_MAGHREBI
    sure, weak, _ = given_names()
    if word.startswith("ال") and (word[2:] in sure or word[2:] in weak):
        return True
    definite = len(word) > 5 and word.startswith("ال") and word.endswith("ي")
    return definite and (word not in DEMONYMS or word == "الحوثي")


def titled(spans: Spans, at: int) -> Naming | None:
    """The person announced by the title at ``at``: at once, or behind what they are head of."""
    comma = False
    place = at + 1
    while place < min(len(spans), at + 1 + _LONGEST_BRIDGE):
        if spans.parted(place):
            if comma or spans.between(place).strip() not in {"،", ",", '"', "«", "»"}:
                return None
            comma = True
        word = spans.folded[place]
        clue = clue_of(word)
        known = known_at(spans, place, clue) if clue and clue.nodes else None
        if known is not None and known.kind == "person":
            return known
        named = is_given(word) or is_part(word)
        if known is None and named and _is_written(spans, place):
            last = _run(spans, place + 1, place)
            if last - place > 1 and not word.startswith("ال") and word not in PARTICLES - {"ابو"}:
                return Naming("person", place, last)
        if known is not None:
            place = known.last
        elif word.startswith(("ال", "وال", "لل", "بال")) or word in BRIDGES or word in TITLES:
            place += 1
        else:
            return None
    return None


def organised(spans: Spans, at: int) -> Naming | None:
    """An organisation by the word for its kind and the definite words behind it."""
    word = spans.folded[at]
    head = next((one for one in ("", "و", "ب", "ل", "ف", "وب", "ول")
                 if word.startswith(one) and word[len(one) :] in HEADS), None)  # fmt: skip
    if head is None:
        return None
    after = at + 1
    while after < len(spans) and after - at < _LONGEST_NAME and not spans.parted(after):
        behind = spans.folded[after]
        joined = behind.startswith(("وال", "لل")) and after - at > 1
        if not (behind.startswith("ال") or joined) or behind in NOT_OF_NAME or len(behind) < 4:
            break
        # Of a second word that is no coordination only an adjective of belonging is certain.
        belongs = behind in OFFICIAL or behind in DEMONYMS or behind.endswith("يه")
        if after - at > 1 and not joined and not belongs:
            break
        after += 1
        following = spans.folded[after] if after < len(spans) else ""
        if behind in DEMONYMS and not following.startswith("لل"):
            break
    if word[len(head) :] in NAMED_AFTER:
        after = _named_after(spans, after)
    if after - at < 2 or (after - at == 2 and spans.folded[at + 1] in GENERIC):
        return None
    if _goes_on(spans, after) and not word.endswith("وزاره"):
        return None
    if word[len(head) :] in DEFINITE_HEADS and spans.folded[at + 1] not in OFFICIAL:
        return None
    return Naming("organisation", at, after, None, len(head))


def _named_after(spans: Spans, after: int) -> int:
    """Where an organisation's name ends that goes on with a person's at ``after``, if it does."""
    if after >= len(spans) or spans.parted(after):
        return after
    word = spans.folded[after]
    if not (is_given(word) or is_part(word)) or not _is_written(spans, after):
        return after
    last = _run(spans, after + 1, after)
    follows = last < len(spans) and not spans.parted(last)
    return last + (follows and spans.folded[last] in ORDINALS)


def _goes_on(spans: Spans, after: int) -> bool:
    """Whether a definite word follows that may be the rest of the name: better none than half."""
    if after >= len(spans) or spans.parted(after):
        return False
    behind = spans.folded[after]
    return behind.startswith(("ال", "وال")) and behind not in NOT_OF_NAME
