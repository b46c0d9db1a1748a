"""Names of the gazetteer in a text, and whether the words there mean them.

Knows nothing of names that no list holds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from service.records import EntityKind
from service.stories.cues import (
    ADJECTIVES,
    DEFINITE_HEADS,
    HEADS,
    IN,
    LATIN_HEADS,
    LATIN_TITLES,
    NOT_BEFORE,
    NOT_BEHIND,
    NOT_OF_NAME,
    PLACE_CUES,
    SPORT,
    TITLES,
)
from service.stories.gazetteer import Name, gazetteer, given_names, name_words, names_at
from service.text.spans import Spans

# و ف ب ل ك and their joins with the article, longest first.
_CLITICS = ("وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "وب", "ول",
            "فب", "فل", "و", "ف", "ب", "ل", "ك")  # fmt: skip
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_NO_NOUNS = NOT_OF_NAME | {"الي"}
_JOINTS = {"-", "–", "'", "’", " ", "_", "\u00a0", ""}
# Behind these a ruler's name is his son's.
SON_OF = {"بن", "ابن", "بنت", "ولد"}


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


class Clue(msgspec.Struct, frozen=True):
    """What one folded word may begin."""

    nodes: tuple[tuple[dict[str, Any], int], ...]
    title: bool
    head: bool
    given: int


@lru_cache(maxsize=100_000)
def clue_of(word: str) -> Clue | None:
    """What ``word`` may begin; None for most words, found by one look-up."""
    trie = gazetteer().trie
    nodes = []
    sure, _, latin = given_names()
    given = 0 if word in sure or word in latin else -1
    title, head = word in TITLES or word in LATIN_TITLES, word in HEADS or word in LATIN_HEADS
    if word in trie:
        nodes.append((trie[word], 0))
    for clitic in _CLITICS:
        if not word.startswith(clitic) or len(word) - len(clitic) < 2:
            continue
        # The article stays with the name: بالمغرب holds المغرب, للمغرب too.
        kept = "ال" if clitic.endswith(("ال", "لل")) else ""
        bare = kept + word[len(clitic) :]
        # Two letters are no name, but may begin one: أم درمان.
        if len(bare) < 3 and (bare not in trie or names_at(trie[bare])):
            continue
        cut = len(clitic) - len(kept) if not clitic.endswith("لل") else len(clitic) - 1
        if bare in trie and not nodes:
            nodes.append((trie[bare], cut))
        if given < 0 and not kept and bare in sure and clitic in {"و", "ل", "ب", "ف"}:
            given = len(clitic)
        title = title or bare in TITLES
        head = head or (bare in HEADS and bare not in DEFINITE_HEADS)
    if not nodes and given < 0 and not title and not head:
        return None
    return Clue(tuple(nodes), title, head, given)


def known_at(spans: Spans, at: int, clue: Clue) -> Naming | None:
    """The longest name of the gazetteer that begins at ``at`` and may stand there."""
    for node, cut in clue.nodes:
        best: tuple[Name, int] | None = None
        here, after = node, at + 1
        while True:
            standing = (one for one in names_at(here) if _stands(spans, at, after, one))
            if (name := next(standing, None)) is not None:
                best = (name, after)
            if after >= len(spans) or is_torn(spans, after):
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
    if any(name.capitals) and not _capital(spans, first, name):
        return False
    before = spans.folded[first - 1] if first and not spans.parted(first) else ""
    if not _as_marked(spans, last, name, before):
        return False
    behind = spans.folded[last] if last < len(spans) and not spans.parted(last) else ""
    if gazetteer().entries[name.entry].kind == "person":
        # A last name behind another given name, or a father's, is another person's.
        other = name.alone and (is_given(before) or is_part(behind))
        return not other and before not in SON_OF
    return last - first > 1 or not _misread(spans.folded[first], before, behind)


def _as_marked(spans: Spans, last: int, name: Name, before: str) -> bool:
    """Whether what the list demands of this name is there."""
    if name.mark == "=":
        return spans.surface[last - 1].endswith(name.spelling.split()[-1])
    if name.mark == "?":
        return _bare(before) in PLACE_CUES
    return name.mark != "@" or (before not in IN and not SPORT.isdisjoint(spans.folded))


def _misread(word: str, before: str, behind: str) -> bool:
    """Whether the word beside it makes a name another word: the prayer, the ligament."""
    if word in ADJECTIVES and before.startswith(_ARTICLES) and before not in _NO_NOUNS:
        return True
    known = word if word in NOT_BEHIND or word in NOT_BEFORE else _bare(word)
    return behind in NOT_BEHIND.get(known, ()) or _bare(before) in NOT_BEFORE.get(known, ())


def _capital(spans: Spans, first: int, name: Name) -> bool:
    """Whether every word has a capital that has one in the list, and all of an acronym's letters.

    A turkey is no country, and the French article "Un" no organisation.
    """
    words = spans.surface[first : first + len(name.capitals)]
    if name.spelling.isupper() and not "".join(words).isupper():
        return False
    return all(one[0].isupper() for one, tall in zip(words, name.capitals, strict=True) if tall)


def _bare(word: str) -> str:
    """The word without the letters that lean on it, if that leaves a cue."""
    for clitic in ("و", "ب", "ل", "ف", "ك"):
        if word.startswith(clitic) and len(word) > 4:
            return word[1:] if word[1:] in PLACE_CUES or word[1:] in NOT_BEFORE else word
    return word


def written(spans: Spans, one: Naming) -> tuple[int, int]:
    """Where a name stands in the text, (start, end), without the letters that lean on it."""
    start, end = spans.start[one.first] + one.cut, spans.end(one.last - 1)
    # A stretch of the line may part the preposition from the name: لـجنوب.
    while one.cut and spans.text[start] == "ـ" and start < end:
        start += 1
    return start, end


def is_torn(spans: Spans, at: int) -> bool:
    """Whether a name cannot run on over what stands before word ``at``."""
    return spans.between(at) not in _JOINTS


def is_given(word: str) -> bool:
    """Whether a folded word is a given name, be it another word too."""
    sure, weak, latin = given_names()
    return word in sure or word in weak or word in latin


def is_part(word: str) -> bool:
    """Whether a folded Arabic word is mostly part of people's names."""
    return word in name_words() or word in given_names()[0]
