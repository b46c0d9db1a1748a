"""The people, places and organisations that one text names.

Knows nothing of stories. Three ways lead to a name: it stands in the gazetteer; a person's
follows a title or begins with a given name; an organisation's follows the word for its kind.
All prefer missing a name to inventing one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from service.records import EntityKind
from service.stories.cues import (
    BRIDGES,
    DEFINITE_HEADS,
    DEMONYMS,
    GENERIC,
    HEADS,
    LATIN_HEADS,
    LATIN_JOINS,
    LATIN_PARTICLES,
    LATIN_TITLES,
    NOT_BEFORE,
    NOT_BEHIND,
    NOT_FAMILY,
    NOT_OF_NAME,
    OFFICIAL,
    PARTICLES,
    PLACE_CUES,
    SPORT,
    TITLES,
)
from service.stories.gazetteer import Name, gazetteer, given_names, name_at, name_words
from service.text.spans import Spans

# و ف ب ل ك and their joins with the article, longest first.
_CLITICS = ("وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "وب", "ول",
            "فب", "فل", "و", "ف", "ب", "ل", "ك")  # fmt: skip
_LONGEST_BRIDGE = 7
_LONGEST_NAME = 5
_JOINTS = {"-", "–", "'", "’", " ", "_", "\u00a0", ""}
# Behind these a ruler's name is his son's.
_SON_OF = {"بن", "ابن", "بنت", "ولد"}


class Naming(msgspec.Struct, frozen=True):
    """A name found: words ``first`` to ``last`` (exclusive) of the spans, and what it names.

    ``id`` is set where the gazetteer knows it; ``cut`` is how many letters of the first word
    are a conjunction or preposition.
    """

    kind: EntityKind
    first: int
    last: int
    id: str | None = None
    cut: int = 0


class _Clue(msgspec.Struct, frozen=True):
    """What one folded word may begin."""

    nodes: tuple[tuple[dict[str, Any], int], ...]
    title: bool
    head: bool
    given: int


def find_names(spans: Spans) -> list[Naming]:
    """Every name in the text, in order, none inside another."""
    found: list[Naming] = []
    at = 0
    folded = spans.folded
    size = len(folded)
    while at < size:
        clue = _clue(folded[at])
        if clue is None:
            at += 1
            continue
        one = _known(spans, at, clue) if clue.nodes else None
        if one is None and clue.given >= 0:
            one = _called(spans, at, clue.given)
        if one is None and clue.head:
            one = _organised(spans, at)
        if one is None and clue.title:
            one = _titled(spans, at)
        if one is None:
            at += 1
            continue
        found.append(one)
        at = one.last
    return found


@lru_cache(maxsize=100_000)
def _clue(word: str) -> _Clue | None:
    """What ``word`` may begin; None for most words, found by one look-up."""
    trie = gazetteer().trie
    nodes = []
    sure, _, latin = given_names()
    given = 0 if word in sure or word in latin else -1
    title, head = word in TITLES or word in LATIN_TITLES, word in HEADS or word in LATIN_HEADS
    if word in trie:
        nodes.append((trie[word], 0))
    for clitic in _CLITICS:
        if not word.startswith(clitic) or len(word) - len(clitic) < 3:
            continue
        # The article stays with the name: بالمغرب holds المغرب, للمغرب too.
        kept = "ال" if clitic.endswith(("ال", "لل")) else ""
        bare = kept + word[len(clitic) :]
        cut = len(clitic) - len(kept) if not clitic.endswith("لل") else len(clitic) - 1
        if bare in trie and not nodes:
            nodes.append((trie[bare], cut))
        if given < 0 and not kept and bare in sure and clitic in {"و", "ل", "ب", "ف"}:
            given = len(clitic)
        title = title or bare in TITLES
        head = head or (bare in HEADS and bare not in DEFINITE_HEADS)
    if not nodes and given < 0 and not title and not head:
        return None
    return _Clue(tuple(nodes), title, head, given)


def _known(spans: Spans, at: int, clue: _Clue) -> Naming | None:
    """The longest name of the gazetteer that begins at ``at`` and may stand there."""
    for node, cut in clue.nodes:
        best: tuple[Name, int] | None = None
        here, after = node, at + 1
        while True:
            name = name_at(here)
            if name is not None and _stands(spans, at, after, name):
                best = (name, after)
            if after >= len(spans) or _torn(spans, after):
                break
            following = here.get(spans.folded[after])
            if following is None:
                break
            here, after = following, after + 1
        if best is not None:
            entry = gazetteer().entries[best[0].entry]
            return Naming(entry.kind, at, best[1], entry.id, cut)
    return None


def _stands(spans: Spans, first: int, last: int, name: Name) -> bool:
    """Whether the words from ``first`` to ``last`` are the name, not words that look like it."""
    if name.spelling[0] < "\u0250" and not _capital(spans, first, last):
        return False
    before = spans.folded[first - 1] if first and not spans.parted(first) else ""
    if not _as_marked(spans, last, name, before):
        return False
    behind = spans.folded[last] if last < len(spans) and not spans.parted(last) else ""
    if gazetteer().entries[name.entry].kind == "person":
        # A last name behind another given name, or a father's, is another person's.
        other = name.alone and (_is_given(before) or _part_of_name(behind))
        return not other and before not in _SON_OF
    return last - first > 1 or not _misread(spans.folded[first], before, behind)


def _as_marked(spans: Spans, last: int, name: Name, before: str) -> bool:
    """Whether what the list demands of this name is there."""
    if name.mark == "=":
        return spans.surface[last - 1].endswith(name.spelling.split()[-1])
    if name.mark == "?":
        return _bare(before) in PLACE_CUES
    return name.mark != "@" or not SPORT.isdisjoint(spans.folded)


def _misread(word: str, before: str, behind: str) -> bool:
    """Whether the word beside it makes a name another word: the prayer, the ligament."""
    known = word if word in NOT_BEHIND or word in NOT_BEFORE else _bare(word)
    return behind in NOT_BEHIND.get(known, ()) or _bare(before) in NOT_BEFORE.get(known, ())


def _capital(spans: Spans, first: int, last: int) -> bool:
    """Whether a Latin name is written as one: every long word of it with a capital."""
    words = spans.surface[first:last]
    return all(one[0].isupper() or one[0].isdigit() or len(one) <= 3 for one in words) and (
        words[0][0].isupper() or (last - first > 1 and any(w[0].isupper() for w in words))
    )


def _bare(word: str) -> str:
    """The word without the letters that lean on it, if that leaves a cue."""
    for clitic in ("و", "ب", "ل", "ف", "ك"):
        if word.startswith(clitic) and len(word) > 4:
            return word[1:] if word[1:] in PLACE_CUES or word[1:] in NOT_BEFORE else word
    return word


def _torn(spans: Spans, at: int) -> bool:
    """Whether a name cannot run on over what stands before word ``at``."""
    return spans.between(at) not in _JOINTS


def _is_given(word: str) -> bool:
    sure, weak, latin = given_names()
    return word in sure or word in weak or word in latin


def _part_of_name(word: str) -> bool:
    return word in name_words() or word in given_names()[0]


def _called(spans: Spans, at: int, cut: int) -> Naming | None:
    """A person by a given name and at least one more word that is mostly part of names."""
    word = spans.folded[at]
    if word < "\u0250":
        return _called_latin(spans, at)
    if not _is_written(spans, at):
        return None
    last = _run(spans, at + 1, at)
    return Naming("person", at, last, None, cut) if last - at > 1 else None


def _is_written(spans: Spans, at: int) -> bool:
    """Whether a given name is not the preposition على, which folds to it."""
    return not spans.surface[at].endswith("ى") or len(spans.surface[at]) > 4


def _run(spans: Spans, after: int, first: int) -> int:
    """Where the run of name words that began at ``first`` ends."""
    folded = spans.folded
    while after < len(folded) and after - first < _LONGEST_NAME and not _torn(spans, after):
        word = folded[after]
        weak = word in given_names()[1] and _is_written(spans, after)
        if not (_part_of_name(word) or weak or word in PARTICLES) or word in NOT_OF_NAME:
            break
        if word == "علي" and not _is_written(spans, after):
            break
        if word == "عبد" and after + 1 < len(folded) and not _torn(spans, after + 1):
            after += 1
        after += 1
    if after - first > 1 and after < len(folded) and not _torn(spans, after):
        after += _is_family(folded[after])
    while after - first > 1 and folded[after - 1] in PARTICLES:
        after -= 1
    return after


def _is_family(word: str) -> bool:
    """Whether a definite word behind two name words is a family's: by its ending, الحوثي."""
    return (
        len(word) > 5
        and word.startswith("ال")
        and word.endswith("ي")
        and word not in NOT_FAMILY | NOT_OF_NAME
        and (word not in DEMONYMS or word == "الحوثي")
    )


def _titled(spans: Spans, at: int) -> Naming | None:
    """The person announced by the title at ``at``: at once, or behind what they are head of."""
    if spans.folded[at] < "\u0250":
        return _titled_latin(spans, at)
    comma = False
    place = at + 1
    while place < min(len(spans), at + 1 + _LONGEST_BRIDGE):
        if spans.parted(place):
            if comma or spans.between(place).strip() not in {"،", ",", '"', "«", "»"}:
                return None
            comma = True
        word = spans.folded[place]
        clue = _clue(word)
        known = _known(spans, place, clue) if clue and clue.nodes else None
        if known is not None and known.kind == "person":
            return known
        if (_is_given(word) or _part_of_name(word)) and _is_written(spans, place):
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


def _organised(spans: Spans, at: int) -> Naming | None:
    """An organisation by the word for its kind and the definite words behind it."""
    word = spans.folded[at]
    if word < "\u0250":
        return _organised_latin(spans, at)
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
        if behind in DEMONYMS:
            break
    if after - at < 2 or (after - at == 2 and spans.folded[at + 1] in GENERIC):
        return None
    if _goes_on(spans, after) and not word.endswith("وزاره"):
        return None
    if word[len(head) :] in DEFINITE_HEADS and spans.folded[at + 1] not in OFFICIAL:
        return None
    return Naming("organisation", at, after, None, len(head))


def _goes_on(spans: Spans, after: int) -> bool:
    """Whether a definite word follows that may be the rest of the name: better none than half."""
    if after >= len(spans) or spans.parted(after):
        return False
    behind = spans.folded[after]
    return behind.startswith(("ال", "وال")) and behind not in NOT_OF_NAME


def _called_latin(spans: Spans, at: int) -> Naming | None:
    if not spans.surface[at][0].isupper() or _shouted(spans):
        return None
    last = _run_latin(spans, at + 1, at)
    return Naming("person", at, last) if last - at > 1 else None


def _titled_latin(spans: Spans, at: int) -> Naming | None:
    if _shouted(spans):
        return None
    place = at + 1
    if place < len(spans) and spans.between(place) in {". ", ".\u00a0"}:
        pass
    elif place >= len(spans) or spans.parted(place):
        return None
    clue = _clue(spans.folded[place])
    known = _known(spans, place, clue) if clue and clue.nodes else None
    if known is not None:
        return known
    if not spans.surface[place][0].isupper() or spans.folded[place] in LATIN_TITLES:
        return None
    last = _run_latin(spans, place + 1, place)
    return Naming("person", place, last) if last - place > 1 else None


def _run_latin(spans: Spans, after: int, first: int) -> int:
    while after < len(spans) and after - first < _LONGEST_NAME and not _torn(spans, after):
        small = spans.folded[after] in LATIN_PARTICLES
        if not small and not (spans.surface[after][0].isupper() and len(spans.surface[after]) > 1):
            break
        after += 1
    while after - first > 1 and spans.folded[after - 1] in LATIN_PARTICLES:
        after -= 1
    return after


def _organised_latin(spans: Spans, at: int) -> Naming | None:
    after, capitals = at + 1, 0
    while after < len(spans) and after - at <= _LONGEST_NAME and not _torn(spans, after):
        if spans.surface[after][0].isupper():
            capitals += 1
        elif spans.folded[after] not in LATIN_JOINS:
            break
        after += 1
    while after - at > 1 and not spans.surface[after - 1][0].isupper():
        after -= 1
    return Naming("organisation", at, after) if capitals else None


def _shouted(spans: Spans) -> bool:
    """Whether the text is a headline that gives every word a capital."""
    words = [one for one in spans.surface if len(one) > 3]
    return len(spans) < 25 and sum(one[0].isupper() for one in words) > 0.7 * len(words)
